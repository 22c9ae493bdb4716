from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.opinion.blocks import form_blocks
from ...engine.opinion.responses import Group, Response

CUTS = ("place", "product_line", "department")


class OnetooneAssessment(models.Model):
    """How a round is closed: scores are computed once, then nothing changes."""

    _inherit = "onetoone.assessment"

    def action_close(self):
        """Close open rounds for good: compute the scores and freeze them."""
        for assessment in self:
            if assessment.state != "open":
                raise UserError(
                    self.env._(
                        "“%(round)s” is not open, so it cannot be closed.",
                        round=assessment.name,
                    )
                )
            assessment.check_access("write")
            assessment.sudo()._close()

    def _close(self):
        self.lock_for_update()
        self._seal_rest()
        self._freeze_readings()
        formed = self._form_blocks()
        self._forget_left_out(formed.too_few)
        self._settle(
            {
                "dimensions": self._dimension_settings(),
                "blocks": [block._asdict() for block in formed.blocks],
                "left_out": ", ".join(self._group_names(formed.too_few)),
            }
        )
        self._score_round()
        self._rewrite_answers()
        self.env["onetoone.advice"].sudo()._publish(self, self._minimum())
        self._rewrite_advice()
        self._close_participants()
        for survey in self.survey_ids:
            survey.sudo()._settle({"active": False})
        self._settle({"state": "closed"})

    def _group_names(self, codes):
        groups = self.group_ids.group_id.filtered(lambda group: group.code in codes)
        return groups.mapped("name")

    def _close_participants(self):
        """Settle who answered, for all in one statement, and delete every link."""
        participants = self.participant_ids.sudo()
        participants._forget_inputs()
        participants.flush_recordset()
        self.env.execute_query(
            SQL(
                """UPDATE onetoone_participant
                      SET progress = CASE WHEN progress IN ('done', 'withdrawn')
                                          THEN progress ELSE 'missed' END
                    WHERE assessment_id = %s""",
                self.id,
            )
        )
        participants.invalidate_recordset()

    # ------------------------------------------------------------
    # EVIDENCE
    # ------------------------------------------------------------

    def _freeze_readings(self):
        """Keep the readings of the round's date with their anchors and weights."""
        readings = self.env["onetoone.reading"].sudo()
        found = readings.search(self._readings_domain())
        if not found:
            self.env["onetoone.indicator"]._measure(self.company_id, self.as_of)
            found = readings.search(self._readings_domain())
        self.env["onetoone.assessment.reading"].sudo().create(
            [
                {
                    "assessment_id": self.id,
                    "indicator_id": reading.indicator_id.id,
                    "dimension_id": reading.dimension_id.id,
                    "as_of": reading.as_of,
                    "anchors": reading.indicator_id.anchors,
                    "weight": reading.indicator_id.weight,
                    "numerator": reading.numerator,
                    "denominator": reading.denominator,
                    "value": reading.value,
                    "position": reading.position,
                    "missing_reason": reading.missing_reason,
                }
                for reading in found
            ]
        )

    def _readings_domain(self):
        return [("company_id", "=", self.company_id.id), ("as_of", "=", self.as_of)]

    # ------------------------------------------------------------
    # ANSWERS
    # ------------------------------------------------------------

    def _responses(self):
        """Return {response key: Response} of the sealed answers.

        A respondent who skipped every scored question gave no response.
        """
        positions = {}
        groups = {}
        codes = {group.id: group.code for group in self.group_ids.group_id}
        self.env.flush_all()
        for key, group_id, code, position in self.env.execute_query(
            SQL(
                """SELECT response, group_id, question_code, position
                     FROM onetoone_answer WHERE assessment_id = %s
                    ORDER BY response, question_code""",
                self.id,
            )
        ):
            positions.setdefault(key, {})[code] = position
            groups[key] = codes[group_id]
        cuts = self._cuts_of_responses()
        return {
            key: Response(groups[key], positions[key], cuts.get(key, {}))
            for key in sorted(positions)
        }

    def _cuts_of_responses(self):
        rows = (
            self.env["onetoone.response"]
            .sudo()
            .search([("assessment_id", "=", self.id)])
        )
        return {
            row.response: {cut: row[cut] for cut in CUTS if row[cut]} for row in rows
        }

    def _groups(self):
        """Return the groups of the round as the engine knows them."""
        return [
            Group(line.group_id.code, line.side, line.weight, line._eligible())
            for line in self.group_ids.sorted()
        ]

    def _form_blocks(self):
        self.env.flush_all()
        codes = {group.id: group.code for group in self.group_ids.group_id}
        counts = {
            codes[group_id]: count
            for group_id, count in self.env.execute_query(
                SQL(
                    """SELECT group_id, COUNT(DISTINCT response)
                         FROM onetoone_answer WHERE assessment_id = %s
                        GROUP BY group_id""",
                    self.id,
                )
            )
        }
        return form_blocks(self._groups(), counts, self._minimum())

    def _forget_left_out(self, codes):
        """Delete answers that count nowhere: so few could name somebody."""
        groups = self.group_ids.group_id.filtered(lambda group: group.code in codes)
        self.env.execute_query(
            SQL(
                """DELETE FROM onetoone_answer
                    WHERE assessment_id = %s AND group_id = ANY(%s)""",
                self.id,
                groups.ids,
            )
        )

    def _rewrite_answers(self):
        """Insert all answers anew: random keys, random order, blocks for groups.

        What joined a response with its place, product line and department goes, and
        so does the group of answers that are reported in a block of several groups.
        """
        first_of_block = {
            code: block["groups"][0]
            for block in self.blocks or []
            for code in block["groups"]
        }
        ids = {group.code: group.id for group in self.group_ids.group_id}
        self.env["onetoone.response"].sudo().search(
            [("assessment_id", "=", self.id)]
        ).unlink()
        self.env.execute_query(
            SQL(
                """
                WITH gone AS (
                    DELETE FROM onetoone_answer WHERE assessment_id = %(round)s
                    RETURNING *
                ), key AS MATERIALIZED (
                    SELECT response, gen_random_uuid()::text AS fresh
                      FROM (SELECT DISTINCT response FROM gone) old
                ), block AS (
                    SELECT * FROM UNNEST(%(groups)s::int[], %(firsts)s::int[])
                               AS block(group_id, first_id)
                )
                INSERT INTO onetoone_answer (
                    assessment_id, company_id, group_id, survey_id, response,
                    question_code, dimension_id, level, position
                )
                SELECT gone.assessment_id, gone.company_id, block.first_id,
                       gone.survey_id, key.fresh, gone.question_code,
                       gone.dimension_id, gone.level, gone.position
                  FROM gone
                  JOIN key ON key.response = gone.response
                  JOIN block ON block.group_id = gone.group_id
                 ORDER BY random()
                """,
                round=self.id,
                groups=[ids[code] for code in first_of_block],
                firsts=[ids[first] for first in first_of_block.values()],
            )
        )

    def _rewrite_advice(self):
        """Insert the published texts anew, so that no order tells when they came."""
        advice = self.env["onetoone.advice"].sudo()
        advice.flush_model()
        columns = SQL(", ").join(
            SQL.identifier(name)
            for name, field in advice._fields.items()
            if field.store and name != "id"
        )
        self.env.execute_query(
            SQL(
                """
                WITH gone AS (
                    DELETE FROM onetoone_advice WHERE assessment_id = %(round)s
                    RETURNING *
                )
                INSERT INTO onetoone_advice (%(columns)s)
                SELECT %(columns)s FROM gone ORDER BY random()
                """,
                round=self.id,
                columns=columns,
            )
        )
        advice.invalidate_model()
        self.invalidate_recordset(["advice_ids"])
