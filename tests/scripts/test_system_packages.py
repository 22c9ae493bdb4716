"""What a machine is told to install."""

from types import SimpleNamespace

import pytest

from onetoone_dev import system_packages


@pytest.fixture
def machine(monkeypatch):
    """A machine with the programs and fonts that a test gives it."""
    has = SimpleNamespace(programs=set(), fonts="")
    monkeypatch.setattr(
        system_packages.shutil,
        "which",
        lambda name: f"/usr/bin/{name}" if name in has.programs else None,
    )
    monkeypatch.setattr(
        system_packages.subprocess,
        "run",
        lambda *_arguments, **_options: SimpleNamespace(stdout=has.fonts),
    )
    return has


FOR_FILES = {
    "wkhtmltopdf",
    "poppler-utils",
    "libreoffice-calc",
    "fontconfig",
    "fonts-wqy-zenhei",
}


def test_a_bare_machine_needs_what_makes_and_reads_files(machine):
    assert set(system_packages.missing_packages(for_tests=True)) >= FOR_FILES


FOR_PDF = {"wkhtmltopdf", "fontconfig", "fonts-wqy-zenhei"}


@pytest.mark.parametrize(("is_root", "expected"), [(True, FOR_PDF), (False, set())])
def test_the_demo_makes_pdfs_where_it_may_install(
    machine, monkeypatch, is_root, expected
):
    monkeypatch.setattr(system_packages, "is_root", lambda: is_root)
    missing = set(system_packages.missing_packages(for_tests=False))
    assert FOR_FILES & missing == expected


def test_any_chinese_font_will_do(machine):
    machine.programs = {"wkhtmltopdf", "pdftoppm", "soffice", "fc-list"}
    missing = system_packages.missing_packages(for_tests=True)
    assert FOR_FILES & set(missing) == {"fonts-wqy-zenhei"}
    machine.fonts = "/usr/share/fonts/NotoSansCJK.ttc: Noto Sans CJK SC\n"
    assert not FOR_FILES & set(system_packages.missing_packages(for_tests=True))
