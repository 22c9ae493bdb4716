import random
import secrets

from odoo import models
from odoo.tools import SQL

from ...engine.opinion.responses import Response, level_position
from ...readers.waiting_answers import (
    select_waiting_answers,
    select_waiting_cuts,
    select_waiting_texts,
)

CUTS = ("place", "product_line", "department")
SIGNATURE = "signature"


class OnetooneAssessment(models.Model):
    """How sealed answers are stored: random keys, random order, nothing else.

    What is inserted together is inserted by one statement, so that not even the
    numbers of the transactions tell more than that.
    """

    _inherit = "onetoone.assessment"

    def _fresh_keys(self, respondents):
        """Return {respondent: a new random key of its response}."""
        return {respondent: secrets.token_hex(8) for respondent in respondents}

    def _select_waiting(self, inputs):
        """Return the SELECT of the waiting answers of ``inputs``."""
        ladders = {
            question.onetoone_level_count
            for question in self._asked_questions().values()
        }
        positions = {
            (levels, level): level_position(level, levels)
            for levels in ladders
            for level in range(1, levels + 1)
        }
        return select_waiting_answers(inputs.ids, positions)

    def _sql_to_insert_answers(self, source, keys, groups):
        """Return the INSERT of the answers that ``source`` selects, in random order.

        :param source: SELECT as of :func:`select_waiting_answers`
        :param keys: {respondent: key of the response}
        :param groups: {id of a group: id of the group its answers are stored under};
            answers of other groups are not stored
        """
        return SQL(
            """
            INSERT INTO onetoone_answer (
                assessment_id, company_id, group_id, survey_id, response,
                question_code, dimension_id, level, position
            )
            SELECT %(round)s, %(company)s, stored.group_id, source.survey_id, key.fresh,
                   source.question_code, source.dimension_id, source.level,
                   source.position
              FROM (%(source)s) AS source
              JOIN UNNEST(%(respondents)s::text[], %(keys)s::text[])
                   AS key(respondent, fresh) ON key.respondent = source.respondent
              JOIN UNNEST(%(groups)s::int[], %(stored)s::int[])
                   AS stored(source_id, group_id) ON stored.source_id = source.group_id
             ORDER BY random()
            """,
            round=self.id,
            company=self.company_id.id,
            source=source,
            respondents=list(keys),
            keys=list(keys.values()),
            groups=list(groups),
            stored=list(groups.values()),
        )

    def _insert_texts(self, inputs):
        """Insert what was said in own words, apart from the answers."""
        groups = self.env["onetoone.respondent.group"]
        questions = self.env["survey.question"].sudo()
        rows = [
            row
            for row in self.env.execute_query_dict(select_waiting_texts(inputs.ids))
            if row["text"]
        ]
        signatures = {
            row["respondent"]: row["text"]
            for row in rows
            if row["question_code"] == SIGNATURE
        }
        self._insert_shuffled(
            "onetoone.advice",
            [
                {
                    "assessment_id": self.id,
                    "company_id": self.company_id.id,
                    "is_published": False,
                    "side": groups.browse(row["group_id"]).side,
                    "question_code": row["question_code"] or str(row["question_id"]),
                    "question": questions.browse(row["question_id"]).title,
                    "text": row["text"],
                    "signature": signatures.get(row["respondent"]),
                    "follow_up": "new",
                }
                for row in rows
                if row["question_code"] != SIGNATURE
            ],
        )

    def _insert_cuts(self, inputs, keys):
        """Insert what closing must know of who answered, apart from the answers."""
        self._insert_shuffled(
            "onetoone.response",
            [
                {
                    "assessment_id": self.id,
                    "company_id": self.company_id.id,
                    "response": keys[respondent],
                    **{cut: known.get(cut) for cut in CUTS},
                }
                for respondent, known in self._waiting_cuts(inputs).items()
            ],
        )

    def _waiting_cuts(self, inputs):
        """Return {respondent: {cut: value}} of what is known of who answers."""
        rows = self.env.execute_query_dict(select_waiting_cuts(inputs.ids))
        return {row["respondent"]: _known_cuts(row) for row in rows}

    def _sealed_cuts(self):
        """Return {key of the response: {cut: value}} of what was sealed."""
        responses = self.env["onetoone.response"].sudo()
        rows = responses.search([("assessment_id", "=", self.id)])
        return {row.response: _known_cuts(row) for row in rows}

    def _insert_shuffled(self, model_name, rows):
        """Insert rows in one statement, so that nothing but chance orders them."""
        if not rows:
            return
        random.SystemRandom().shuffle(rows)
        model = self.env[model_name]
        # one array per column: a long list of rows takes PostgreSQL minutes to read
        arrays = [
            SQL(
                "%s::%s[]",
                [row[column] for row in rows],
                SQL(model._fields[column].column_type[0]),
            )
            for column in rows[0]
        ]
        self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) SELECT * FROM UNNEST(%s)",
                SQL.identifier(model._table),
                SQL(", ").join(SQL.identifier(column) for column in rows[0]),
                SQL(", ").join(arrays),
            )
        )
        model.invalidate_model()

    def _respondents(self, inputs):
        """Return {respondent: id of the group} of who answered a scored question.

        Known by the key of the sealed response, or of the ``inputs`` that wait.
        """
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT DISTINCT response, group_id
                         FROM onetoone_answer WHERE assessment_id = %s
                        UNION ALL
                       SELECT DISTINCT respondent, group_id FROM (%s) AS waiting""",
                    self.id,
                    self._select_waiting(inputs),
                )
            )
        )

    def _responses(self, cuts):
        """Return the `Response` of everybody whose answers are stored.

        Who skipped every scored question gave no response.

        :param cuts: {key of the response: {cut: value}}
        """
        codes = {group.id: group.code for group in self.group_ids.group_id}
        rows = self.env.execute_query(
            SQL(
                """SELECT response, group_id, array_agg(question_code),
                          array_agg(position)
                     FROM onetoone_answer WHERE assessment_id = %s
                    GROUP BY response, group_id ORDER BY response""",
                self.id,
            )
        )
        return tuple(
            Response(
                codes[group_id],
                dict(zip(questions, positions, strict=True)),
                cuts.get(key, {}),
            )
            for key, group_id, questions, positions in rows
        )


def _known_cuts(row):
    return {cut: row[cut] for cut in CUTS if row[cut]}
