from collections import Counter

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.opinion.blocks import form_blocks
from ...engine.opinion.responses import Group


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
        """Store for good the answers that were submitted, and compute the scores.

        What waits is stored at once as it stays: nothing of it is ever sealed apart.
        """
        self.lock_for_update()
        inputs = self._inputs().filtered(lambda one: one.state == "done")
        self._freeze_readings()
        self._freeze_levels()
        self.env.flush_all()
        respondents = self._respondents(inputs)
        formed = self._form_blocks(respondents)
        self._settle(
            {
                "dimensions": self._dimension_settings(),
                "blocks": [block._asdict() for block in formed.blocks],
                "left_out": ", ".join(self._group_names(formed.too_few)),
                "service_gaps": self._service_gap_settings(),
                **self._segment_position_values(),
            }
        )
        keys = self._fresh_keys(respondents)
        cuts = self._take_cuts(inputs, keys)
        self._write_answers(inputs, keys)
        self._score_round(cuts)
        self._insert_texts(inputs)
        self.env["onetoone.advice"].sudo()._publish(self, self._minimum())
        self._rewrite_advice()
        self._count_sealed(inputs)
        self._close_participants(inputs)
        for survey in self.survey_ids:
            survey.sudo()._settle({"active": False})
        self._settle({"state": "closed"})

    def _group_names(self, codes):
        groups = self.group_ids.group_id.filtered(lambda group: group.code in codes)
        return groups.mapped("name")

    def _close_participants(self, inputs):
        """Settle who answered, for all in one statement; delete links and inputs."""
        answered = inputs.onetoone_participant_id.ids
        participants = self.participant_ids.sudo()
        participants._invitations()._forget()
        self._inputs()._forget()
        participants.flush_recordset()
        self.env.execute_query(
            SQL(
                """UPDATE onetoone_participant
                      SET progress = CASE WHEN progress IN ('done', 'withdrawn')
                                          THEN progress
                                          WHEN id = ANY(%s) THEN 'done'
                                          ELSE 'missed' END
                    WHERE assessment_id = %s""",
                answered,
                self.id,
            )
        )
        participants.invalidate_recordset()

    # ------------------------------------------------------------
    # EVIDENCE
    # ------------------------------------------------------------

    def _freeze_readings(self):
        """Keep the readings of the round's date with today's anchors and weights."""
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
                    "position": reading.restated_position,
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

    def _groups(self):
        """Return the groups of the round as the engine knows them."""
        return [
            Group(line.group_id.code, line.side, line.weight, line._eligible())
            for line in self.group_ids.sorted()
        ]

    def _form_blocks(self, respondents):
        """Return the `Blocks` of {respondent: id of the group}."""
        codes = {group.id: group.code for group in self.group_ids.group_id}
        counts = Counter(codes[group_id] for group_id in respondents.values())
        return form_blocks(self._groups(), counts, self._minimum())

    def _take_cuts(self, inputs, keys):
        """Return {key: {cut: value}}, and delete what was sealed of it.

        With the group, place, product line and department could name somebody: they
        are known only while the scores are computed.
        """
        cuts = self._sealed_cuts() | self._waiting_cuts(inputs)
        self.env["onetoone.response"].sudo().search(
            [("assessment_id", "=", self.id)]
        ).unlink()
        return {keys[one]: known for one, known in cuts.items() if one in keys}

    def _write_answers(self, inputs, keys):
        """Insert all answers, the sealed ones anew: other keys, blocks for groups.

        So nothing tells which were sealed together, nor which group of a block they
        came from. Answers of groups in no block go: so few could name somebody.
        """
        ids = {group.code: group.id for group in self.group_ids.group_id}
        first_of_block = {
            ids[code]: ids[block["groups"][0]]
            for block in self.blocks or []
            for code in block["groups"]
        }
        source = SQL(
            "SELECT * FROM sealed UNION ALL %s",
            self._select_waiting(inputs),
        )
        self.env.execute_query(
            SQL(
                """
                WITH sealed AS (
                    DELETE FROM onetoone_answer WHERE assessment_id = %s
                    RETURNING response AS respondent, group_id, survey_id,
                              question_code, dimension_id, level, position
                )
                %s
                """,
                self.id,
                self._sql_to_insert_answers(source, keys, first_of_block),
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
