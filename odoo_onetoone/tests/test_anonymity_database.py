"""What the superuser of the database finds once a round is closed."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common_rounds import RoundCase


@tagged("post_install", "-at_install")
class TestAnonymityInDatabase(RoundCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.counts = {"strategy": 2, "executive": 4, "staff": 14, "partner": 3}

    def setUp(self):
        super().setUp()
        self.round = self.open_round(self.counts, place="Berlin")
        people = self.round.participant_ids
        self.tokens = [self.token_of(one) for one in people]
        self.secrets = []
        # sealed in two goes, and two people at closing: every path once
        for start, stop in ((0, 9), (9, 20), (20, 22)):
            for number, participant in enumerate(people[start:stop], start):
                inputs = self.answer(
                    participant,
                    (1 + number % 4, 1 + number // 4 % 4, None),
                    advice=f"Text {number}",
                )
                self.secrets += inputs.mapped("access_token")
                self.secrets += inputs.mapped("onetoone_respondent")
            if stop < 22:
                self.round._seal()
        self.sealed_keys = self._column("response")
        self.round.action_close()
        self.env.flush_all()

    def _column(self, column, order="ctid"):
        return [
            value
            for (value,) in self.env.execute_query(
                SQL(
                    """SELECT %s FROM onetoone_answer
                        WHERE assessment_id = %s ORDER BY %s""",
                    SQL.identifier(column),
                    self.round.id,
                    SQL.identifier(order),
                )
            )
        ]

    def test_nothing_leads_back_from_an_answer(self):
        """The columns of an answer are these; none says who, when or in which order."""
        rows = self.env.execute_query(
            SQL(
                """SELECT column_name FROM information_schema.columns
                    WHERE table_name = 'onetoone_answer'"""
            )
        )
        self.assertEqual(
            {name for (name,) in rows},
            {
                "id",
                "assessment_id",
                "company_id",
                "group_id",
                "survey_id",
                "response",
                "question_code",
                "dimension_id",
                "level",
                "position",
            },
        )

    def test_inputs_links_and_mails_are_gone(self):
        for model, domain in (
            ("survey.user_input", [("survey_id", "in", self.round.survey_ids.ids)]),
            (
                "survey.user_input.line",
                [("survey_id", "in", self.round.survey_ids.ids)],
            ),
            (
                "onetoone.invitation",
                [("participant_id.assessment_id", "=", self.round.id)],
            ),
            ("onetoone.response", [("assessment_id", "=", self.round.id)]),
            ("mail.mail", [("body_html", "ilike", "/onetoone/answer/")]),
            ("mail.message", [("body", "ilike", "/onetoone/answer/")]),
            ("mail.message", [("model", "=", "survey.user_input")]),
        ):
            with self.subTest(model):
                self.assertFalse(self.env[model].search(domain))

    def test_no_column_of_the_database_holds_a_key(self):
        """Neither a link, nor an input, nor the keys answers had before closing."""
        needles = [*self.tokens, *self.secrets, *set(self.sealed_keys)]
        columns = self.env.execute_query(
            SQL(
                """SELECT table_name, column_name FROM information_schema.columns
                    JOIN information_schema.tables USING (table_schema, table_name)
                    WHERE table_schema = current_schema()
                      AND table_type = 'BASE TABLE'
                      AND data_type IN ('text', 'character varying', 'jsonb')"""
            )
        )
        found = []
        for table, column in columns:
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s WHERE %s::text LIKE ANY(%s) LIMIT 1",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    [f"%{needle}%" for needle in needles],
                )
            ):
                found.append((table, column))
        self.assertFalse(found)

    def test_one_transaction_wrote_them_all(self):
        for table in ("onetoone_answer", "onetoone_advice", "onetoone_participant"):
            [(transactions,)] = self.env.execute_query(
                SQL(
                    """SELECT count(DISTINCT xmin::text) FROM %s
                        WHERE assessment_id = %s""",
                    SQL.identifier(table),
                    self.round.id,
                )
            )
            self.assertEqual(transactions, 1)

    def test_order_and_numbers_are_chance(self):
        """Neither ids nor places tell the order in which people answered."""
        keys = self._column("response", "id")
        self.assertEqual(keys, self._column("response"), "ids follow the place")
        first_seen = list(dict.fromkeys(keys))
        self.assertNotEqual(first_seen, sorted(first_seen))
        texts = self.round.advice_ids.sorted("id").mapped("text")
        self.assertGreater(len(texts), 10)
        self.assertNotEqual(texts, sorted(texts, key=lambda text: int(text[5:])))
        # rows of one response do not stand together either
        changes = sum(one != other for one, other in zip(keys, keys[1:], strict=False))
        self.assertGreater(changes, len(set(keys)))
        self.assertFalse(set(keys) & set(self.sealed_keys))

    def test_groups_that_could_name_somebody_are_gone(self):
        groups = set(self._column("group_id"))
        names = self.env["onetoone.respondent.group"].browse(groups).mapped("code")
        self.assertEqual(set(names), {"strategy", "staff"})
        [[smallest]] = self.env.execute_query(
            SQL(
                """SELECT min(people) FROM (
                       SELECT count(DISTINCT response) AS people FROM onetoone_answer
                        WHERE assessment_id = %s GROUP BY group_id) AS groups""",
                self.round.id,
            )
        )
        self.assertGreaterEqual(smallest, self.round.min_answers)
