from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

BLOCKS = [
    {
        "side": "inside",
        "groups": ["strategy", "executive"],
        "weight": 2.0,
        "eligible": 9,
    },
    {"side": "outside", "groups": ["customer"], "weight": 1.0, "eligible": None},
]
INSIDE_BLOCK = "strategy+executive"


class HeatMapCase(TransactionCase):
    """A closed round whose scores are given, so that nothing has to be answered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Heat Map Test"})
        cls.other_company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.analyst = cls._new_user("analyst", "group_onetoone_analyst", cls.company)
        cls.stranger = cls._new_user(
            "stranger", "group_onetoone_analyst", cls.other_company
        )
        cls.seller = cls._new_user("seller", "group_onetoone_user", cls.company)
        cls.round = cls._new_round("Round")

    @classmethod
    def _new_user(cls, name, group, company):
        return new_test_user(
            cls.env,
            f"heat-map-{name}",
            groups=f"base.group_user,odoo_onetoone.{group}",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    @classmethod
    def _new_round(cls, name, as_of="2026-03-01", **values):
        assessment = cls.env["onetoone.assessment"].create(
            {"name": name, "company_id": cls.company.id, "as_of": as_of, **values}
        )
        # what a group is asked is settled in draft
        cls.env.flush_all()
        assessment._settle(
            {
                "state": "closed",
                "blocks": BLOCKS,
                "dimensions": [
                    {"id": one.id, "code": one.code, "kind": one.kind}
                    for one in cls._dimension("process") | cls._dimension("identify")
                ],
            }
        )
        return assessment

    @classmethod
    def _dimension(cls, code):
        return cls.env.ref(f"odoo_onetoone.dimension_{code}")

    @classmethod
    def _question(cls, code):
        questions = cls.env["survey.question"]
        return questions.search([("onetoone_dimension_id.code", "=", code)], limit=1)

    @classmethod
    def _score(cls, code, is_question=False, assessment=None, **values):
        question = cls._question(code) if is_question else cls.env["survey.question"]
        return cls.env["onetoone.score"].create(
            {
                "assessment_id": (assessment or cls.round).id,
                "company_id": cls.company.id,
                "kind": "question" if is_question else "dimension",
                "dimension_id": cls._dimension(code).id,
                "question_id": question.id,
                "question_code": question.onetoone_code,
                **values,
            }
        )

    def heat_map(self, user=None, assessment_id=False):
        self.env.invalidate_all()
        return (
            self.env["onetoone.assessment"]
            .with_user(user or self.analyst)
            .get_heat_map(assessment_id)
        )

    def rows(self, heat_map):
        return {
            (section["kind"], row["name"]): row
            for section in heat_map["round"]["sections"]
            for row in section["rows"]
        }

    def cells(self, row):
        """Return what each cell shows: its number, else its reason."""
        return [
            cell["reason"] if cell["value"] is False else cell["value"]
            for cell in row["cells"]
        ]


@tagged("post_install", "-at_install")
class TestHeatMap(HeatMapCase):
    def test_rows_and_columns(self):
        self._score("identify", opinion=40, inside=40, answer_count=12)
        self._score("identify", True, opinion=40, inside=40, answer_count=12)
        self._score("process", opinion=30.5, inside=20, outside=50, answer_count=20)
        self._score("process", True, opinion=30.5, answer_count=20)
        self._score(
            "process",
            block=INSIDE_BLOCK,
            opinion=0,
            opinion_low=0,
            opinion_high=12.5,
            answer_count=8,
        )
        self._score("process", cut="place", cut_value="Rome", opinion=99)
        heat_map = self.heat_map()
        self.assertEqual(heat_map["round"]["id"], self.round.id)
        self.assertEqual(
            [column["name"] for column in heat_map["round"]["columns"]],
            ["Strategy Team, Executives", "Customers", "Inside", "Outside", "Overall"],
        )
        rows = self.rows(heat_map)
        self.assertEqual(list(rows), [("aspect", "Process"), ("stage", "Identify")])
        process = rows["aspect", "Process"]
        self.assertEqual(self.cells(process), [0, "not_asked", 20, 50, 30.5])
        self.assertEqual(
            process["cells"][0],
            {
                "value": 0,
                "low": 0,
                "high": 12.5,
                "count": 8,
                "is_thin": False,
                "reason": False,
            },
        )
        [question] = process["questions"]
        self.assertEqual(
            question["question_code"], self._question("process").onetoone_code
        )
        self.assertEqual(question["name"], self._question("process").title)
        self.assertEqual(self.cells(question)[-1], 30.5)

    def test_only_opinions_of_few_are_marked(self):
        self._score("process", opinion=30, inside=20, thin_reasons=["no_interval"])
        self._score("identify", opinion=40, thin_reasons=["little_evidence"])
        rows = self.rows(self.heat_map())
        marked = {
            name: [cell["is_thin"] for cell in row["cells"]]
            for (_kind, name), row in rows.items()
        }
        self.assertEqual(
            marked,
            {"Process": [False] * 4 + [True], "Identify": [False] * 5},
        )

    def test_why_a_number_is_missing(self):
        self._score("process", missing_reason="too_few_answers")
        self._score("process", True, missing_reason="no_answers")
        self._score("identify", opinion=50)
        rows = self.rows(self.heat_map())
        process = rows["aspect", "Process"]
        # customers are not asked about processes, which needs no answer to know
        self.assertEqual(
            self.cells(process),
            [
                "too_few_answers",
                "not_asked",
                "too_few_answers",
                "too_few_answers",
                "too_few_answers",
            ],
        )
        self.assertEqual(
            self.cells(process["questions"][0]),
            ["no_answers", "not_asked", "no_answers", "no_answers", "no_answers"],
        )
        # without questions of its own: made from its parts
        self.assertEqual(
            self.cells(rows["stage", "Identify"]), ["from_parts"] * 4 + [50]
        )

    def test_who_was_not_asked_is_known_of_archived_questionnaires(self):
        """Closing archives the copies that a round asked."""
        self.round.group_ids.survey_ids.active = False
        self._score("process", opinion=50)
        self._score("process", True, opinion=50)
        process = self.rows(self.heat_map())["aspect", "Process"]
        self.assertEqual(
            self.cells(process),
            ["not_shown", "not_asked", "not_shown", "not_shown", 50],
        )

    def test_a_named_round_hides_nothing(self):
        named = self._new_round("Named", "2026-05-01", is_anonymous=False)
        self._score("process", opinion=50, assessment=named)
        self._score("process", True, opinion=50, assessment=named)
        heat_map = self.heat_map()
        self.assertEqual(heat_map["round"]["id"], named.id)
        self.assertEqual(heat_map["round"]["minimum"], 1)
        self.assertEqual(
            self.cells(self.rows(heat_map)["aspect", "Process"]),
            ["no_answers", "not_asked", "no_answers", "no_answers", 50],
        )

    def test_a_side_without_weight(self):
        self.round._settle({"blocks": [BLOCKS[0], {**BLOCKS[1], "weight": 0.0}]})
        self._score("process", opinion=50, inside=50)
        self._score("process", True, opinion=50)
        process = self.rows(self.heat_map())["aspect", "Process"]
        self.assertEqual(self.cells(process)[3], "no_weight")

    def test_the_choice_of_round(self):
        earlier = self._new_round("Earlier", "2025-03-01")
        draft = self.env["onetoone.assessment"].create(
            {"name": "Draft", "company_id": self.company.id}
        )
        heat_map = self.heat_map()
        self.assertEqual(
            [one["id"] for one in heat_map["rounds"]], [self.round.id, earlier.id]
        )
        self.assertEqual(heat_map["round"]["id"], self.round.id)
        heat_map = self.heat_map(assessment_id=earlier.id)
        self.assertEqual(heat_map["round"]["id"], earlier.id)
        heat_map = self.heat_map(assessment_id=draft.id)
        self.assertEqual(heat_map["round"]["state"], "draft")
        self.assertFalse(heat_map["round"]["sections"])

    def test_rights(self):
        self.assertEqual(self.heat_map(self.stranger), {"rounds": [], "round": False})
        with self.assertRaises(AccessError):
            self.heat_map(self.stranger, self.round.id)
        with self.assertRaises(AccessError):
            self.heat_map(self.seller)

    def test_as_many_queries_for_many_scores_as_for_few(self):
        self._score("process", opinion=50)
        self._score("process", True, opinion=50)
        self.heat_map()
        few = self.count_queries()
        for question in self.env["survey.question"].search(
            [("onetoone_dimension_id", "!=", False)], limit=30
        ):
            self._score(
                "identify",
                question_id=question.id,
                question_code=f"{question.onetoone_code}-{question.id}",
                kind="question",
                opinion=50,
            )
        self._score("identify", opinion=50)
        self.assertEqual(self.count_queries(), few)

    def count_queries(self):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.heat_map()
        return self.env.cr.sql_log_count - before
