"""No unexpected WARNING or ERROR line in Odoo's log."""

import re
from pathlib import Path

LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+"
    r" (?P<level>WARNING|ERROR|CRITICAL) \S+ (?P<logger>\S+): (?P<message>.*)$"
)
# What may stand in the log: pattern of "logger: message", and why it is harmless.
ALLOWED = (
    (
        r"^odoo\.addons\.base\.models\.ir_actions_report: .*[Ww]khtmltopdf",
        "PDF needs wkhtmltopdf, which the first numbers do not",
    ),
)


def unexpected(text: str, allowed=ALLOWED) -> list[str]:
    """The lines of a log that must not be there."""
    matches = (LINE.match(line) for line in text.splitlines())
    return [
        f"{match['level']} {match['logger']}: {match['message']}"
        for match in matches
        if match and not is_allowed(f"{match['logger']}: {match['message']}", allowed)
    ]


def is_allowed(entry: str, allowed=ALLOWED) -> bool:
    return any(re.search(pattern, entry) for pattern, _reason in allowed)


def unexpected_in(path: Path) -> list[str]:
    return unexpected(path.read_text(encoding="utf-8", errors="replace"))
