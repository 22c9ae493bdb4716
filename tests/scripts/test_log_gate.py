from onetoone_dev import log_gate

STAMP = "2026-01-02 03:04:05,678 123"


def test_warnings_and_errors_are_found_and_information_is_not():
    text = "\n".join(
        [
            f"{STAMP} INFO db odoo.modules.loading: 12 modules loaded",
            f"{STAMP} WARNING db py.warnings: something is deprecated",
            "  a second line of the same entry",
            f"{STAMP} ERROR ? odoo.sql_db: bad query: SELECT",
            "WARNING: not a line of Odoo's log",
        ]
    )
    assert log_gate.unexpected(text, allowed=()) == [
        "WARNING py.warnings: something is deprecated",
        "ERROR odoo.sql_db: bad query: SELECT",
    ]


def test_an_allowed_entry_is_matched_with_its_logger():
    allowed = ((r"^some\.logger: harmless", "a reason"),)
    text = f"{STAMP} WARNING db some.logger: harmless thing\n"
    assert log_gate.unexpected(text, allowed) == []
    text = f"{STAMP} WARNING db other.logger: harmless\n"
    assert log_gate.unexpected(text, allowed) == ["WARNING other.logger: harmless"]
