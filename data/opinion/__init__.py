"""Rounds of the sample company: who is asked, what they answer, what comes out."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LATEST = "summer_2026"
# each round has a folder of its own with these
OF_A_ROUND = ("participants", "answers")
# what customers are asked instead of the gap tool comes along with it
COMES_ALONG = {"gap": "gap_customer"}


def rows(name: str, held: str = LATEST, folder: Path = FOLDER) -> list[dict[str, str]]:
    """The rows of a file: of the round ``held``, or shared by all rounds."""
    if name in OF_A_ROUND:
        folder /= held
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@cache
def held_rounds() -> dict[str, dict[str, str]]:
    """{round: its row}, the first one first."""
    return {row["round"]: row for row in rows("rounds")}


@cache
def asked_of(group: str, held: str) -> tuple[str, ...]:
    """The questionnaires a group answers in a round, in the order they are asked."""
    chosen = held_rounds()[held]["questionnaires"].split()
    chosen += [COMES_ALONG[code] for code in chosen if code in COMES_ALONG]
    return tuple(
        row["survey"]
        for row in rows("questionnaires")
        if row["survey"] in chosen and group in row["asked_of"].split()
    )
