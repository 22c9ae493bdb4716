"""A round of the sample company: who is asked, what they answer, what comes out."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """The rows of ``groups``, ``questions``, ``participants`` or ``answers``."""
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))
