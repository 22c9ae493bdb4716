"""The gaps of service: what is given less what is wanted."""

from ..report import PARAGRAPH, PERCENT, Column, Sheet
from .closed_round import values_of


def service_gaps_sheet(closed):
    """Return the service gaps; None where the round did not ask for them."""
    env = closed.env
    gaps = closed.scores.filtered(lambda score: score.kind == "service_gap")
    if not gaps:
        return None
    return Sheet(
        name=env._("Service gaps"),
        title=env._("Where service falls short"),
        notes=[
            env._(
                "In points from −100 to 100: what is given less what is wanted. Below "
                "0 is a shortfall. What the records show stands beside it and does "
                "not enter it."
            )
        ],
        columns=[
            Column("gap", env._("Gap"), PARAGRAPH, 34),
            Column("description", env._("What it compares"), PARAGRAPH, 50),
            Column("points", env._("Points"), PERCENT, 10),
            Column("low", env._("At least"), PERCENT, 10),
            Column("high", env._("At most"), PERCENT, 10),
            Column("reason", env._("Why no number"), PARAGRAPH, 24),
            Column("evidence", env._("Evidence"), PERCENT, 10),
            Column("records", env._("What the records show"), PARAGRAPH, 60),
        ],
        rows=[
            (
                gap.dimension_id.name,
                gap.dimension_id.description or None,
                *values_of(gap, "opinion", "opinion_low", "opinion_high"),
                closed.label("missing_reason", gap),
                *values_of(gap, "evidence"),
                gap.evidence_text or None,
            )
            for gap in gaps
        ],
        heat=("evidence",),
    )
