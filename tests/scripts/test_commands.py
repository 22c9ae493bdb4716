import os
import socket
import subprocess
from pathlib import Path

import pytest

from onetoone_dev import demo, odoo_command, odoo_source, settings
from onetoone_dev.console import Problem

ROOT = Path(__file__).parents[2]


def run_entry(**environ):
    return subprocess.run(
        [str(ROOT / "scripts/onetoone"), "nothing-like-this"],
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_command_ends_in_one_sentence():
    result = run_entry()
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "choose one of" in result.stderr


def test_an_unsuitable_python_ends_in_one_sentence(tmp_path):
    fake = tmp_path / "python3"
    fake.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.6.1" && exit\nexit 1\n'
    )
    fake.chmod(0o755)
    result = run_entry(PYTHON=str(fake))
    assert result.returncode == 1
    assert result.stderr.startswith("Python 3.6.1 is not supported")
    assert "Traceback" not in result.stderr


def test_a_missing_python_ends_in_one_sentence():
    result = run_entry(PYTHON="python-that-is-not-here")
    assert result.returncode == 1
    assert "was not found: install Python" in result.stderr


def test_a_taken_port_is_told_with_a_remedy(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Problem, match=f"make demo PORT={port + 1}"):
            demo.check_port()


@pytest.mark.parametrize(
    ("arguments", "port", "expected"),
    [
        (["shell", "-d", "x"], "8071", ["shell", "-d", "x"]),
        (["server", "-d", "x"], "8071", ["server", "-d", "x", "--http-port=8071"]),
        (["server", "--http-port=1"], "8071", ["server", "--http-port=1"]),
        (["server"], "", ["server"]),
    ],
)
def test_the_port_is_given_to_servers_only(monkeypatch, arguments, port, expected):
    monkeypatch.setenv("PORT", port)
    assert odoo_command.with_configuration(arguments) == expected


def test_an_odoo_of_another_version_is_refused(tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo/release.py").write_text("version_info = (18, 0, 0, 'final', 0)")
    with pytest.raises(Problem, match="is not version 19.0"):
        odoo_source.existing(tmp_path)


def test_a_folder_without_odoo_is_refused(tmp_path):
    with pytest.raises(Problem, match="is not an Odoo"):
        odoo_source.existing(tmp_path)


def test_database_names_are_prefixed_on_a_shared_server_only(monkeypatch):
    for name in ("PGHOST", "PGPORT", "DB_PREFIX", settings.OWN_CLUSTER_MARK):
        monkeypatch.delenv(name, raising=False)
    assert settings.database("demo") == "demo"
    monkeypatch.setenv("PGHOST", "db.example")
    assert settings.database("demo") == f"onetoone_{settings.CHECKOUT_ID}_demo"
    monkeypatch.setenv("DB_PREFIX", "mine_")
    assert settings.database("demo") == "mine_demo"
