from statistics import median

from odoo import models

from ...engine.opinion import publishing, readiness, scores
from ...engine.opinion.measured import Measured, evidence_of_stage
from ...engine.opinion.responses import Block, Dimension, Question
from ...engine.positions import parse_anchors
from ...optional_fields import known
from ...readers.indicators.measurement import NOT_APPLICABLE

STAGES = ("identify", "differentiate", "interact", "customize")
# The gap tool asks for these; other instruments never count for the readiness.
GAP_TOOL_KIND = "aspect"
# Why a stage has no opinion that no questionnaire of the round is about.
NOT_ASKED = "not_asked"
# Fields of a score that the engine names the same.
OPINION_FIELDS = (
    "opinion",
    "opinion_unweighted",
    "opinion_low",
    "opinion_high",
    "answer_count",
    "inside",
    "outside",
    "perception_gap",
    "cut",
    "cut_value",
    "missing_reason",
)


class OnetooneAssessment(models.Model):
    """From the sealed answers and the readings of a round to its scores."""

    _inherit = "onetoone.assessment"

    def _score_round(self, cuts):
        """Compute what may be published, and store it.

        :param cuts: {key of a response: {cut: value}}
        """
        self.ensure_one()
        results = self._opinions(cuts)
        stages, gap_opinions = self._stages(results), self._gap_opinions(results)
        ready = readiness.readiness_of(
            list(stages.values()), list(gap_opinions.values())
        )
        changes = self._changes(results)
        asked = self._asked_questions()
        self._settle(
            {
                **self._readiness_values(ready),
                **self._verdict_values(ready, list(stages.values()), results),
            }
        )
        self._store_changes(stages, gap_opinions, changes)
        self._store_scores(
            [self._total_values(ready)]
            + [
                self._result_values(result, asked, stages, changes)
                for result in results
            ]
            + self._service_gap_rows(results)
        )

    def _store_scores(self, rows):
        scores_sudo = self.env["onetoone.score"].sudo()
        scores_sudo.search([("assessment_id", "=", self.id)]).unlink()
        scores_sudo.create(
            [
                {
                    "assessment_id": self.id,
                    "company_id": self.company_id.id,
                    "sequence": sequence,
                    **row,
                }
                for sequence, row in enumerate(rows)
            ]
        )

    # ------------------------------------------------------------
    # OPINION
    # ------------------------------------------------------------

    def _opinions(self, cuts):
        """Return the publishable results of the engine, the total excepted.

        Of a closed round nobody knows the cuts any more: without them, the results
        are the same but for the rows of the cuts.
        """
        questions = tuple(self._scored_questions().values())
        blocks = self._formed_blocks()
        responses = self._responses(cuts)
        minimum = self._minimum()
        publications = publishing.plan(questions, responses, blocks, minimum)
        computed = scores.compute(
            questions,
            [
                Dimension(one["code"], one["parent"], one["weight"])
                for one in self.dimensions
            ],
            responses,
            blocks,
            publications,
            minimum,
        )
        shown = [result for result in computed if result.kind != scores.TOTAL]
        said = {result.code for result in shown}
        # the records judge all four stages, also those that nobody was asked about
        return shown + [
            scores.Score(scores.DIMENSION, code, missing_reason=NOT_ASKED)
            for code in STAGES
            if code not in said
        ]

    def _formed_blocks(self):
        return tuple(
            Block(**{**block, "groups": tuple(block["groups"])})
            for block in self.blocks or []
        )

    def _asked_questions(self):
        """Return {code: question} of the scored questions, one wording each."""
        asked = {}
        for survey in self.survey_ids.sudo().sorted("id"):
            for question in survey.question_ids.filtered("onetoone_dimension_id"):
                known = asked.get(question.onetoone_code)
                if not known or survey.onetoone_audience != "customer":
                    asked[question.onetoone_code] = question
        return asked

    def _scored_questions(self):
        return {
            code: Question(
                code,
                question.onetoone_dimension_id.code,
                question.onetoone_level_count,
            )
            for code, question in self._asked_questions().items()
        }

    def _dimension_settings(self):
        """Return what the round must keep of the dimensions, in their order."""
        dimensions = self.env["onetoone.dimension"].sudo()
        dimensions |= dimensions.search([("code", "in", STAGES)])
        for question in self._asked_questions().values():
            dimensions |= question.onetoone_dimension_id
        found = dimensions
        while found := found.parent_id - dimensions:
            dimensions |= found
        return [
            {
                "id": one.id,
                "code": one.code,
                "kind": one.kind,
                "parent": one.parent_id.code or None,
                "weight": one.weight,
                "evidence_share": one.evidence_share,
            }
            for one in dimensions.sorted()
        ]

    # ------------------------------------------------------------
    # EVIDENCE AND READINESS
    # ------------------------------------------------------------

    def _stages(self, results):
        """Return {code: Stage}: opinion and evidence of the four stages."""
        wholes = _wholes(results, scores.DIMENSION)
        settings = {one["code"]: one for one in self.dimensions}
        indicators = self._measured()
        return {
            code: readiness.Stage(
                code,
                _estimate(wholes.get(code)),
                evidence_of_stage(code, indicators),
                settings[code]["weight"],
                settings[code]["evidence_share"],
            )
            for code in STAGES
        }

    def _measured(self):
        """Return the readings of the round that apply to the company."""
        codes = {one["id"]: one["code"] for one in self.dimensions}
        return [
            Measured(
                reading.indicator_id.id,
                codes.get(reading.dimension_id.id),
                reading.weight,
                parse_anchors(reading.anchors) if reading.anchors else None,
                known(reading.value),
                known(reading.position),
            )
            for reading in self.reading_ids.sudo()
            if reading.missing_reason != NOT_APPLICABLE
        ]

    def _gap_opinions(self, results):
        """Return {code: opinion of everybody} of the gap tool's questions."""
        aspects = {
            one["code"] for one in self.dimensions if one["kind"] == GAP_TOOL_KIND
        }
        wholes = _wholes(results, scores.QUESTION)
        return {
            code: _estimate(wholes.get(code))
            for code, question in self._scored_questions().items()
            if question.dimension in aspects
        }

    def _readiness_values(self, ready):
        possible = ready.possible_stages or (None,)
        return {
            **_limits("readiness", ready.estimate),
            **_limits("opinion", ready.opinion),
            "evidence": ready.evidence,
            "evidence_coverage": ready.coverage,
            "development_stage": ready.development_stage,
            "development_stage_low": possible[0],
            "development_stage_high": possible[-1],
        }

    # ------------------------------------------------------------
    # ROWS
    # ------------------------------------------------------------

    def _total_values(self, ready):
        """Return the row of the whole round."""
        thin = readiness.thin_reasons(
            readiness.Stage(
                scores.TOTAL,
                ready.opinion,
                readiness.Evidence(ready.evidence, ready.coverage),
            )
        )
        return {
            "kind": scores.TOTAL,
            **thin_values(thin),
            **_limits("opinion", ready.opinion),
            "evidence": ready.evidence,
            "evidence_coverage": ready.coverage,
            "combined": ready.estimate and ready.estimate.value,
        }

    def _result_values(self, result, asked, stages, changes):
        """Return the values of the row of one result of the engine."""
        values = {
            field: value
            for field in OPINION_FIELDS
            if (value := getattr(result, field)) is not None
        }
        values["kind"] = result.kind
        values["block"] = "+".join(result.block) if result.block else False
        values["is_other"] = bool(result.cut and result.cut_value is None)
        values.update(thin_values(_few_answers(result)))
        values.update(self._subject_values(result, asked))
        if result.is_whole:
            values.update(_change_values(changes.get((result.kind, result.code))))
            if result.kind == scores.DIMENSION:
                values.update(self._whole_values(result, stages.get(result.code)))
        return values

    def _subject_values(self, result, asked):
        if result.kind == scores.DIMENSION:
            ids = {one["code"]: one["id"] for one in self.dimensions}
            return {"dimension_id": ids[result.code]}
        question = asked[result.code]
        return {
            "dimension_id": question.onetoone_dimension_id.id,
            "question_code": result.code,
            "question_id": question.id,
        }

    def _whole_values(self, result, stage):
        """Return what the row of a whole dimension adds: target, gap and levels."""
        combined = result.opinion
        values = {}
        if stage:
            joined = readiness.combine(stage).estimate
            combined = joined and joined.value
            values = self._stage_values(result, stage)
        target = self._targets().get(result.code)
        return {
            **values,
            "combined": combined,
            "target": target,
            "gap": readiness.gap_to_target(target, combined),
        }

    def _stage_values(self, result, stage):
        said = self._said_levels(stage.code) if result.opinion is not None else []
        suggested = self._suggested_levels().get(stage.code)
        return {
            **thin_values(readiness.thin_reasons(stage)),
            "evidence": stage.evidence.value,
            "evidence_coverage": stage.evidence.coverage,
            "suggested_level": suggested,
            "confirmed_level": self._confirmed_levels().get(stage.code),
            "said_level": median(said) if said else None,
            "say_do": readiness.say_do(said, suggested),
        }

    def _targets(self):
        return {one.dimension_id.code: one.target for one in self.target_ids.sudo()}

    def _said_levels(self, stage_code):
        """Return the ranks people chose on the ladder of a stage, in order."""
        answers = self.env["onetoone.answer"].sudo()
        counts = answers._read_group(
            [
                ("assessment_id", "=", self.id),
                ("question_code", "=", f"ladder_{stage_code}"),
            ],
            ["level"],
            ["__count"],
            order="level",
        )
        return [level for level, count in counts for _answer in range(count)]


def _wholes(results, kind):
    """Return {code: result} of the rows of whole dimensions or questions."""
    return {
        result.code: result
        for result in results
        if result.kind == kind and result.is_whole
    }


def _few_answers(result):
    """Return why an opinion is thin; a cut has no interval, however many answered."""
    is_thin = result.opinion is not None and result.opinion_low is None
    return (readiness.NO_INTERVAL,) if is_thin and not result.cut else ()


def thin_values(reasons):
    """Return the fields of a score that tell on how little it rests."""
    return {"is_thin": bool(reasons), "thin_reasons": list(reasons)}


def _change_values(change):
    """Return the fields of a change, none where there is nothing to compare."""
    if change is None:
        return {}
    return {
        "change": change.like_for_like and change.like_for_like.value,
        "change_composition": change.composition,
        "change_is_clear": bool(change.is_clear),
    }


def _estimate(result):
    return result and result.estimate


def _limits(field, estimate):
    """Return the three fields of a value with its interval."""
    value, low, high = estimate or (None, None, None)
    return {field: value, f"{field}_low": low, f"{field}_high": high}
