"""What a board can try: other weights of the groups, another share of evidence.

Only published numbers go in. A line whose groups are not all published, so that they
do not make up its total, keeps the total that was stored.
"""

from math import isclose

from odoo.addons.odoo_onetoone.engine.opinion import readiness
from odoo.addons.odoo_onetoone.engine.opinion.weighted import weighted_mean
from odoo.addons.odoo_onetoone.optional_fields import known

from ..report import WhatIf, WhatIfBlock, WhatIfLine, WhatIfStage
from .closed_round import QUESTION

SAME = 1e-9


def what_if_sheet(closed):
    """Return the sheet; None where the readiness is not what its parts make up."""
    assessment = closed.assessment.sudo()
    results = assessment._stored_results()
    stages = assessment._stages(results)
    ready = readiness.readiness_of(
        list(stages.values()), list(assessment._gap_opinions(results).values())
    )
    if not _same(_value(ready.estimate), known(assessment.readiness)):
        return None
    lines = _Lines(closed)
    questions = lines.of_questions()
    return WhatIf(
        **_texts(closed.env),
        blocks=_blocks(closed),
        stages=[
            _stage(lines.of_dimension(settings["id"], name), score, stages[code])
            for settings, name, score in closed.stages()
            if (code := settings["code"])
        ],
        questions=questions,
        stage_half=_half_of_stages(stages.values()),
        question_half=_half_of_questions(questions),
        opinion=known(assessment.opinion),
        evidence=known(assessment.evidence),
        coverage=ready.coverage,
        share_counted=ready.evidence_share,
        readiness=known(assessment.readiness),
        development_stage=closed.label("development_stage"),
        limits=_limits(assessment),
        full_coverage=readiness.FULL_COVERAGE,
        minimum_stages=readiness.MINIMUM_STAGES,
        minimum_questions=readiness.MINIMUM_GAP_QUESTIONS,
    )


def _same(one, other):
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=SAME, abs_tol=SAME)


def _value(estimate):
    return estimate and estimate.value


def _stage(line, score, stage):
    combined = readiness.combine(stage).estimate
    share = stage.evidence_share
    return WhatIfStage(
        line=line,
        evidence=stage.evidence.value,
        coverage=stage.evidence.coverage,
        weight=stage.weight,
        evidence_share=share,
        share_counted=share
        * min(1.0, stage.evidence.coverage / readiness.FULL_COVERAGE),
        combined=known(score.combined) if score else _value(combined),
    )


def _half_of_stages(stages):
    said = [stage for stage in stages if stage.opinion]
    if len(said) < readiness.MINIMUM_STAGES:
        return None
    return weighted_mean((stage.weight, stage.opinion.value) for stage in said)


def _half_of_questions(questions):
    answered = [one for one in questions if one.opinion is not None]
    if len(answered) < readiness.MINIMUM_GAP_QUESTIONS:
        return None
    return weighted_mean((1.0, one.opinion) for one in answered)


class _Lines:
    """The opinions that the readiness is made of, with the blocks they come from."""

    def __init__(self, closed):
        self.closed = closed
        self.weights = [block["weight"] for block in closed.blocks]
        # {(question code or False, dimension id): {block: opinion}}
        self.cells = {}
        for score in closed.scores.filtered("block"):
            key = score.question_code or False, score.dimension_id.id
            self.cells.setdefault(key, {})[score.block] = known(score.opinion)

    def of_dimension(self, dimension_id, name):
        whole = self.closed.whole("dimension", dimension_id)
        return self._line(name, whole, (False, dimension_id))

    def of_questions(self):
        return [
            self._line(
                row["name"],
                self.closed.whole(QUESTION, row["question_code"]),
                (row["question_code"], row["dimension_id"]),
            )
            for aspect in self.closed.section("aspect")
            for row in aspect["questions"]
        ]

    def _line(self, name, whole, key):
        opinion = known(whole.opinion) if whole else None
        cells = self.cells.get(key, {})
        values = [cells.get(block["key"]) for block in self.closed.blocks]
        made_up = weighted_mean(zip(self.weights, values, strict=True))
        is_live = bool(cells) and _same(made_up, opinion)
        return WhatIfLine(name, opinion, values if is_live else None)


def _blocks(closed):
    sides = dict(
        closed.env["onetoone.respondent.group"]
        ._fields["side"]
        ._description_selection(closed.env)
    )
    return [
        WhatIfBlock(block["name"], sides[block["side"]], block["weight"])
        for block in closed.blocks
    ]


def _limits(assessment):
    field = assessment._fields["development_stage"]
    names = dict(field._description_selection(assessment.env))
    return [
        (names[code], None if limit == float("inf") else limit)
        for limit, code in readiness.DEVELOPMENT_STAGES
    ]


def _texts(env):
    return {
        "name": env._("What if"),
        "title": env._("What if? Change the coloured cells"),
        "notes": [
            env._(
                "Yellow cells can be changed: the weights of the groups and the share "
                "of the evidence (λ). Everything beside them is computed anew from the "
                "published numbers; nothing is saved in Odoo."
            ),
            env._(
                "“Stored total”: not every group of this line is published, so its "
                "total stays as it was stored, whatever the weights."
            ),
            env._(
                "The interval of the readiness belongs to the weights of the round and "
                "is not computed anew."
            ),
        ],
        "words": {
            "result": env._("Result"),
            "stored": env._("Stored"),
            "tried": env._("What if"),
            "difference": env._("Difference"),
            "readiness": env._("Readiness"),
            "opinion": env._("Opinion"),
            "evidence": env._("Evidence"),
            "stage_half": env._("Opinion of the stages"),
            "question_half": env._("Opinion of the gap tool's questions"),
            "coverage": env._("Coverage"),
            "share_counted": env._("λ counted"),
            "development_stage": env._("Stage of development"),
            "below": env._("Ends below"),
            "stages": env._("Stages"),
            "weight": env._("Weight"),
            "share_stored": env._("λ at closing"),
            "share_tried": env._("λ to try"),
            "groups": env._("Groups"),
            "side": env._("Side"),
            "weight_stored": env._("Weight at closing"),
            "weight_tried": env._("Weight to try"),
            "lines": env._("Opinions by group"),
            "made_of": env._("Made of"),
            "from_groups": env._("Groups"),
            "stored_total": env._("Stored total"),
            "no_number": env._("No number"),
            "share_error": env._("The share of the evidence runs from 0 to 1."),
            "weight_error": env._("A weight is a number from 0 to 100."),
        },
    }
