import pytest
from onetoone_engine.positions import parse_anchors, position


@pytest.mark.oracle("positions.json", "parse_anchors")
def test_parse_anchors(case):
    assert parse_anchors(case["text"]) == tuple(case["expected"])


@pytest.mark.oracle("positions.json", "parse_anchors_errors")
def test_parse_anchors_errors(case):
    with pytest.raises(ValueError, match=case["sentence"]) as error:
        parse_anchors(case["text"])
    sentence = str(error.value)
    assert sentence.startswith("Anchors must ") and sentence.endswith(".")


@pytest.mark.oracle("positions.json", "position")
def test_position(case):
    assert position(case["value"], case["anchors"]) == case["expected"]


@pytest.mark.oracle("positions.json", "position")
def test_mirrored_anchors_mirror_the_position(case):
    anchors = case["anchors"][::-1]
    assert position(case["value"], anchors) == 100 - case["expected"]
