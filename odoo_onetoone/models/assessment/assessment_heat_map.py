from collections import defaultdict

from odoo import api, models
from odoo.tools import format_date

from ...engine.opinion.publishing import NO_ANSWERS, NO_WEIGHT, TOO_FEW_ANSWERS
from ...engine.opinion.readiness import NO_INTERVAL
from ...engine.opinion.responses import INSIDE, OUTSIDE

SCORE_FIELDS = (
    "dimension_id",
    "dimension_kind",
    "question_code",
    "question_id",
    "block",
    "opinion",
    "opinion_low",
    "opinion_high",
    "answer_count",
    "thin_reasons",
    INSIDE,
    OUTSIDE,
    "missing_reason",
)
# Why a cell is empty, beside the reasons that a score itself may have.
NOT_ASKED = "not_asked"
NOT_SHOWN = "not_shown"
FROM_PARTS = "from_parts"


class OnetooneAssessment(models.Model):
    """What the heat map of a round shows; it only reads its scores, as the user."""

    _inherit = "onetoone.assessment"

    @api.readonly
    @api.model
    def get_heat_map(self, assessment_id=False):
        """Return the opinions of a round, by default of the latest closed one.

        Shape: {rounds: [{id, name}], round: {id, state, is_anonymous, minimum,
        left_out, columns: [{name, side, block}], sections: [{kind, name, rows: [row]}]}
        or False}. A row is {dimension_id, question_code, name, cells: [cell], inside,
        outside, questions: [row]}, with a cell for each column: {value, low, high,
        count, is_thin, reason}. Numbers are False where there are none; ``reason`` says
        why there is no ``value``, ``is_thin`` that too few answered for an interval.
        """
        rounds = self.search([("state", "=", "closed")])
        shown = self.browse(assessment_id) if assessment_id else rounds[:1]
        shown.check_access("read")
        return {
            "rounds": [one._heat_map_choice() for one in rounds | shown],
            "round": shown._heat_map() if shown else False,
        }

    def _heat_map_choice(self):
        parts = [self.name, format_date(self.env, self.as_of)]
        if len(self.env.companies) > 1:
            parts.append(self.company_id.name)
        return {"id": self.id, "name": " · ".join(parts)}

    def _heat_map(self):
        return {
            "id": self.id,
            "state": self.state,
            "is_anonymous": self.is_anonymous,
            "minimum": self._minimum(),
            "left_out": self.left_out or "",
            "columns": self._heat_map_columns(),
            "sections": self._heat_map_sections(),
        }

    def _heat_map_columns(self):
        """Return a column for each block, then the two sides, then everybody."""
        groups = self.env["onetoone.respondent.group"]
        sides_of = {
            "+".join(block["groups"]): block["side"] for block in self.blocks or []
        }
        names = groups._block_names(sides_of)
        blocks = [
            {"name": names[block], "side": side, "block": block}
            for block, side in sides_of.items()
        ]
        sides = dict(groups._fields["side"]._description_selection(self.env))
        return [
            *blocks,
            {"name": sides[INSIDE], "side": INSIDE, "block": False},
            {"name": sides[OUTSIDE], "side": OUTSIDE, "block": False},
            {"name": self.env._("Overall"), "side": False, "block": False},
        ]

    def _heat_map_sections(self):
        # {dimension id: {question code, False for the dimension: {block: score}}}
        nodes = {}
        for score in self._heat_map_scores():
            node = nodes.setdefault(score["dimension_id"][0], {})
            node.setdefault(score["question_code"], {})[score["block"]] = score
        kinds = self.env["onetoone.dimension"]._fields["kind"]
        sections = {
            kind: {"kind": kind, "name": name, "rows": []}
            for kind, name in sorted(
                kinds._description_selection(self.env),
                # the aspects of the gap tool, then the stages, then all others
                key=lambda option: option[0] != "aspect",
            )
        }
        asked = self._heat_map_asked()
        for dimension in self.dimensions or []:
            if dimension["id"] in nodes:
                row = self._heat_map_dimension(nodes[dimension["id"]], asked)
                sections[dimension["kind"]]["rows"].append(row)
        return [section for section in sections.values() if section["rows"]]

    def _heat_map_scores(self):
        return self.env["onetoone.score"].search_read(
            [
                ("assessment_id", "=", self.id),
                ("kind", "in", ("dimension", "question")),
                ("cut", "=", False),
                ("missing_reason", "!=", NOT_ASKED),
            ],
            SCORE_FIELDS,
        )

    def _heat_map_asked(self):
        """Return {block or side: {(dimension id, question code or False)}}."""
        by_group = {}
        by_side = defaultdict(set)
        for line in self.sudo().with_context(active_test=False).group_ids:
            questions = line.survey_ids.question_ids
            asked = by_group[line.group_id.code] = {
                (question.onetoone_dimension_id.id, code)
                for question in questions.filtered("onetoone_dimension_id")
                for code in (question.onetoone_code, False)
            }
            by_side[line.side] |= asked
        by_block = {
            "+".join(block["groups"]): set().union(
                *(by_group.get(code, ()) for code in block["groups"])
            )
            for block in self.blocks or []
        }
        return by_block | by_side

    def _heat_map_dimension(self, node, asked):
        questions = [
            self._heat_map_row(scores, scores[False]["question_id"][1], asked)
            for code, scores in node.items()
            if code
        ]
        name = node[False][False]["dimension_id"][1]
        row = self._heat_map_row(node[False], name, asked)
        if not questions:
            for cell in row["cells"]:
                cell["reason"] = cell["value"] is False and FROM_PARTS
        return {**row, "questions": questions}

    def _heat_map_row(self, scores, name, asked):
        """Return the row of a dimension or question from {block: score}."""
        whole = scores[False]
        blocks = ["+".join(block["groups"]) for block in self.blocks or []]
        cells = [
            *(self._heat_map_cell(scores.get(block), "opinion") for block in blocks),
            self._heat_map_cell(whole, INSIDE),
            self._heat_map_cell(whole, OUTSIDE),
            self._heat_map_cell(whole, "opinion"),
        ]
        for cell, column in zip(cells, [*blocks, INSIDE, OUTSIDE, None], strict=True):
            if cell["value"] is False:
                cell["reason"] = self._why_not_shown(whole, column, asked)
        return {
            "dimension_id": whole["dimension_id"][0],
            "question_code": whole["question_code"],
            "name": name,
            "cells": cells,
            "questions": [],
        }

    def _heat_map_cell(self, score, field):
        """Return a number of a score, which may be missing altogether.

        The interval and the number of answers are those of the opinion alone.
        """
        score = score or {}
        opinion = score if field == "opinion" else {}
        return {
            "value": score.get(field, False),
            "low": opinion.get("opinion_low", False),
            "high": opinion.get("opinion_high", False),
            "count": opinion.get("answer_count", False),
            "is_thin": NO_INTERVAL in (opinion.get("thin_reasons") or ()),
            "reason": False,
        }

    def _why_not_shown(self, whole, column, asked):
        """Return why a column has no number: a block, a side, or None for the whole."""
        reason = whole["missing_reason"]
        node = whole["dimension_id"][0], whole["question_code"]
        if column is not None and node not in asked.get(column, ()):
            return NOT_ASKED
        weights = [
            block["weight"] for block in self.blocks or [] if block["side"] == column
        ]
        if column is None or reason in (NO_ANSWERS, TOO_FEW_ANSWERS):
            return reason
        if weights and not any(weights):
            return NO_WEIGHT
        return NOT_SHOWN if self.is_anonymous else NO_ANSWERS
