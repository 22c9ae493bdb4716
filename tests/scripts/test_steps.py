import pytest

from onetoone_dev import settings
from onetoone_dev.steps import step


@pytest.fixture(autouse=True)
def local(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "LOCAL", tmp_path)


def test_a_step_runs_once_per_key():
    done = []
    for key in ("1", "1", "2", "2", "1"):
        step("thing", key, "Thing", lambda key=key: done.append(key))
    assert done == ["1", "2", "1"]


def test_an_interrupted_step_is_done_again():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        step("thing", "1", "Thing", interrupted)
    done = []
    step("thing", "1", "Thing", lambda: done.append("again"))
    assert done == ["again"]


def test_a_step_whose_result_was_deleted_is_done_again():
    done = []
    for _time in range(2):
        step("thing", "1", "Thing", lambda: done.append(1), is_whole=lambda: False)
    assert done == [1, 1]
