"""The four stages: levels, opinion, evidence, target; and the ladders."""

from odoo.tools import formatLang

from ..report import BOOLEAN, DECIMAL, INTEGER, PARAGRAPH, PERCENT, TEXT, Column, Sheet
from .closed_round import values_of


def stages_sheet(closed):
    env = closed.env
    return Sheet(
        key="stages",
        name=env._("Stages"),
        title=env._("The four stages"),
        notes=[
            env._(
                "Suggested: what the records show. Said: the median of what people "
                "chose. Confirmed: what a person settled. Say–do: steps by which "
                "people place the company above its records."
            ),
            env._(
                "Coverage: the part of the evidence that was measured. From half of "
                "it on, evidence counts in full."
            ),
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 17),
            Column("suggested", env._("Suggested level"), INTEGER, 10),
            Column("said", env._("Said level"), DECIMAL, 10),
            Column("confirmed", env._("Confirmed level"), INTEGER, 10),
            Column("say_do", env._("Say–do (steps)"), DECIMAL, 10),
            Column("opinion", env._("Opinion"), PERCENT, 9),
            Column("low", env._("At least"), PERCENT, 9),
            Column("high", env._("At most"), PERCENT, 9),
            Column("evidence", env._("Evidence"), PERCENT, 9),
            Column("coverage", env._("Coverage (%)"), PERCENT, 10),
            Column("combined", env._("Combined"), PERCENT, 10),
            Column("target", env._("Target"), PERCENT, 9),
            Column("gap", env._("Gap to target"), PERCENT, 10),
            Column("share", env._("Share of evidence (%)"), PERCENT, 10),
            Column("weight", env._("Weight"), DECIMAL, 9),
            Column("held", env._("What the records show"), PARAGRAPH, 40),
            Column("obstacle", env._("What the next level needs"), PARAGRAPH, 40),
        ],
        rows=[_stage_row(closed, *stage) for stage in closed.stages()],
        heat=("opinion", "evidence", "combined"),
    )


def _stage_row(closed, settings, name, score):
    said = values_of(
        score, "suggested_level", "said_level", "confirmed_level", "say_do"
    )
    opinion = values_of(score, "opinion", "opinion_low", "opinion_high", "evidence")
    [coverage] = values_of(score, "evidence_coverage")
    rules = Rules(closed, settings["id"])
    return (
        name,
        *said,
        *opinion,
        None if coverage is None else coverage * 100,
        *values_of(score, "combined", "target", "gap"),
        settings["evidence_share"] * 100,
        settings["weight"],
        rules.held(),
        rules.obstacle(),
    )


class Rules:
    """The rules that the records of a stage kept and missed on the round's date."""

    def __init__(self, closed, dimension_id):
        self.env = closed.env
        self.suggestion = closed.env["onetoone.level.suggestion"].search(
            [
                ("company_id", "=", closed.assessment.company_id.id),
                ("as_of", "=", closed.assessment.as_of),
                ("dimension_id", "=", dimension_id),
            ]
        )
        indicators = closed.env["onetoone.indicator"].with_context(active_test=False)
        self.names = {one.code: one.name for one in indicators.search([])}

    def held(self):
        return "\n".join(map(self._say, self.suggestion.held or [])) or None

    def obstacle(self):
        obstacle = self.suggestion.obstacle
        return self._say(obstacle) if obstacle else None

    def reached(self, rank):
        """Return whether the records reach a level; None where they cannot tell."""
        if not self.suggestion:
            return None
        if rank <= self.suggestion.level_id.rank:
            return True
        return None if self.suggestion.is_minimum else False

    def _say(self, rule):
        found = rule["value"]
        return self.env._(
            "%(rank)s: %(indicator)s %(comparison)s %(limit)s (found: %(value)s)",
            rank=rule["rank"],
            indicator=self.names.get(rule["code"], rule["code"]),
            comparison={">=": "≥", "<=": "≤"}.get(
                rule["comparison"], rule["comparison"]
            ),
            limit=formatLang(self.env, rule["limit"], digits=0),
            value=self.env._("unknown")
            if found is None
            else formatLang(self.env, found, digits=1),
        )


def levels_sheet(closed):
    env = closed.env
    stages = closed.stages()
    rows = [row for stage in stages for row in _level_rows(closed, *stage)]
    return Sheet(
        name=env._("Levels"),
        title=env._("The ladder of each stage"),
        notes=[
            env._(
                "A level is reached when its rule and those of all levels below it "
                "hold. The rules are proposals of this app; they are shown as they "
                "are now."
            )
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 17),
            Column("rank", env._("Level"), INTEGER, 8),
            Column("name", env._("Name"), PARAGRAPH, 30),
            Column("description", env._("Description"), PARAGRAPH, 55),
            Column("rules", env._("Rule"), PARAGRAPH, 36),
            Column("reached", env._("Reached by the records"), BOOLEAN, 13),
            Column("suggested", env._("Suggested"), BOOLEAN, 11),
            Column("confirmed", env._("Confirmed"), BOOLEAN, 11),
        ],
        rows=rows,
    )


def _level_rows(closed, settings, name, score):
    rules = Rules(closed, settings["id"])
    suggested, confirmed = values_of(score, "suggested_level", "confirmed_level")
    dimension = closed.env["onetoone.dimension"].browse(settings["id"])
    for level in dimension.level_ids:
        yield (
            name,
            level.rank,
            level.name,
            level.description or None,
            level.evidence_rules or None,
            rules.reached(level.rank),
            None if suggested is None else level.rank == suggested,
            None if confirmed is None else level.rank == confirmed,
        )
