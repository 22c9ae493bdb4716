from collections import Counter

from odoo import Command
from odoo.tests import Form, HttpCase, TransactionCase, new_test_user, tagged
from odoo.tools.translate import code_translations

# The counts of the requirements inventory: question texts by their codes.
TEXTS = {
    "gap_": 18,
    "ladder_": 4,
    "reflection_": 13,
    "capability_": 16,
    "self_check_": 11,
    "quality_planning_": 6,
    "quality_proposition_": 4,
    "service_cause_": 8,
}
ASPECTS = {
    "process": 2,
    "technology": 2,
    "knowledge": 2,
    "partnership": 2,
    "customer_relations": 4,
    "employees": 2,
    "competition": 4,
}
LADDERS = {"identify": 6, "differentiate": 5, "interact": 5, "customize": 5}
LANGUAGES = ("zh_CN", "ms_MY")
# What a respondent can meet of the pages of other addons.
PAGES = (
    "http_routing.400",
    "http_routing.403",
    "http_routing.404",
    "http_routing.4xx",
    "http_routing.500",
    "portal.frontend_layout",
    "portal.user_dropdown",
    "portal.user_sign_in",
    "survey.question_container",
    "survey.survey_403_page",
    "survey.survey_access_error",
    "survey.survey_auth_required",
    "survey.survey_button_retake",
    "survey.survey_closed_expired",
    "survey.survey_fill_form",
    "survey.survey_fill_form_done",
    "survey.survey_fill_form_in_progress",
    "survey.survey_fill_form_start",
    "survey.survey_fill_header",
    "survey.survey_navigation",
    "survey.survey_page_print",
    "survey.survey_progression",
    "survey.survey_selection_key",
    "survey.survey_void_content",
)


class InstrumentsCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ours = cls.env["ir.model.data"].search(
            [("module", "=", "odoo_onetoone"), ("model", "=", "survey.survey")]
        )
        cls.surveys = cls.env["survey.survey"].browse(ours.mapped("res_id"))

    @classmethod
    def survey(cls, code):
        return cls.surveys.filtered(lambda survey: survey.onetoone_code == code)

    @classmethod
    def speak(cls, *languages):
        for code in languages:
            cls.env["res.lang"]._activate_lang(code)
        cls.env["ir.module.module"]._load_module_terms(
            ["http_routing", "portal", "survey", "web", "odoo_onetoone"], languages
        )


@tagged("post_install", "-at_install")
class TestInstruments(InstrumentsCase):
    """The questionnaires that come with the app."""

    def test_80_question_texts(self):
        codes = [
            question.onetoone_code
            for survey in self.surveys - self.survey("gap_customer")
            for question in survey.question_ids
        ]
        found = {
            prefix: sum(code.startswith(prefix) for code in codes) for prefix in TEXTS
        }
        self.assertEqual(found, TEXTS)
        self.assertEqual(sum(found.values()), 80)

    def test_72_options_in_seven_aspects(self):
        questions = self.survey("gap").question_ids.filtered("onetoone_dimension_id")
        self.assertEqual(
            Counter(question.onetoone_dimension_id.code for question in questions),
            ASPECTS,
        )
        self.assertEqual(
            {len(question.suggested_answer_ids) for question in questions}, {4}
        )
        self.assertEqual(len(questions.suggested_answer_ids), 72)

    def test_21_levels_of_the_ladder(self):
        ladder = self.survey("ladder").question_ids
        self.assertEqual(
            {q.onetoone_dimension_id.code: len(q.suggested_answer_ids) for q in ladder},
            LADDERS,
        )
        self.assertEqual(len(ladder.suggested_answer_ids), 21)
        for question in ladder:
            with self.subTest(question=question.onetoone_code):
                levels = question.onetoone_dimension_id.level_ids
                options = question.suggested_answer_ids
                self.assertEqual(
                    options.mapped("onetoone_level"), levels.mapped("rank")
                )
                self.assertEqual(
                    [option.value for option in options],
                    [level.description for level in levels],
                )

    def test_default_round_has_22_questions(self):
        default = self.survey("gap") + self.survey("ladder")
        scored = default.question_ids.filtered("onetoone_dimension_id")
        self.assertEqual(len(scored), 22)
        self.assertEqual(
            (default.question_ids - scored).mapped("onetoone_code"), ["advice"]
        )
        self.assertEqual(set(default.mapped("onetoone_audience")), {"inside_partner"})

    def test_customers_are_asked_what_they_can_judge(self):
        gap = self.survey("gap")
        customer = gap.onetoone_customer_wording_id
        self.assertEqual(customer, self.survey("gap_customer"))
        self.assertEqual(customer.onetoone_audience, "customer")
        scored = customer.question_ids.filtered("onetoone_dimension_id")
        self.assertTrue(0 < len(scored) <= 8)
        by_code = {question.onetoone_code: question for question in gap.question_ids}
        signed = customer.question_ids.filtered(
            lambda one: one.onetoone_code == "signature"
        )
        self.assertEqual(signed.question_type, "char_box")
        for question in customer.question_ids - signed:
            with self.subTest(question=question.onetoone_code):
                twin = by_code[question.onetoone_code]
                self.assertEqual(
                    question.onetoone_dimension_id, twin.onetoone_dimension_id
                )
                self.assertEqual(
                    question.suggested_answer_ids.mapped("onetoone_level"),
                    twin.suggested_answer_ids.mapped("onetoone_level"),
                )
                self.assertNotEqual(question.title, twin.title)

    def test_every_choice_is_scored(self):
        for question in self.surveys.question_ids:
            with self.subTest(question=question.onetoone_code):
                self.assertTrue(question.onetoone_code)
                self.assertFalse(question.constr_mandatory)
                self.assertFalse(question.validation_required)
                if question.question_type in ("text_box", "char_box"):
                    self.assertFalse(question.onetoone_dimension_id)
                    continue
                self.assertEqual(question.question_type, "simple_choice")
                self.assertTrue(question.onetoone_dimension_id)
                levels = question.suggested_answer_ids.mapped("onetoone_level")
                self.assertGreater(len(levels), 1)
                self.assertEqual(levels, list(range(1, len(levels) + 1)))

    def test_codes_are_unique_in_a_survey(self):
        codes = self.surveys.mapped("onetoone_code")
        self.assertEqual(len(codes), len(set(codes)))
        for survey in self.surveys:
            with self.subTest(survey=survey.onetoone_code):
                codes = survey.question_ids.mapped("onetoone_code")
                self.assertEqual(len(codes), len(set(codes)))

    def test_other_instruments_leave_the_stages_and_aspects_alone(self):
        kept = self.survey("gap") + self.survey("gap_customer") + self.survey("ladder")
        kinds = (self.surveys - kept).question_ids.onetoone_dimension_id.mapped("kind")
        self.assertFalse({"stage", "aspect"} & set(kinds))

    def test_every_survey_can_be_sent(self):
        for survey in self.surveys:
            with self.subTest(survey=survey.onetoone_code):
                survey.check_validity()
                self.assertEqual(survey.survey_type, "onetoone")
                self.assertEqual(survey.access_mode, "token")
                self.assertEqual(survey.scoring_type, "no_scoring")
                self.assertTrue(survey.users_can_go_back)
                self.assertFalse(survey.is_attempts_limited)
                self.assertFalse(survey.lang_ids)

    def test_no_code_of_live_sessions_is_taken(self):
        """Odoo gives codes of archived surveys out again, and then refuses them."""
        self.assertEqual(set(self.surveys.mapped("session_code")), {False})
        self.assertFalse(self.survey("gap").copy().session_code)
        live = self.env["survey.survey"].create({"title": "Live"})
        self.assertTrue(live.session_code)

    def test_checklist_asks_every_item(self):
        items = self.env["onetoone.checklist.item"].search([])
        self.assertEqual(len(items), 50)
        self.assertEqual(
            set(self.survey("checklist").question_ids.mapped("onetoone_code")),
            {f"checklist_{item.code}" for item in items},
        )

    def test_five_service_gaps_are_asked(self):
        gaps = self.env["onetoone.dimension"].search([("kind", "=", "service_gap")])
        self.assertEqual(len(gaps), 5)
        asked = Counter(
            question.onetoone_dimension_id.code
            for question in self.surveys.question_ids
            if question.onetoone_dimension_id.kind == "service"
        )
        for dimension in gaps.gap_wanted_id | gaps.gap_given_id:
            with self.subTest(dimension=dimension.code):
                self.assertEqual(asked[dimension.code], 5)

    def test_a_copy_measures_the_same(self):
        gap = self.survey("gap")
        twin = gap.copy()
        self.assertFalse(twin.onetoone_code, "a code tells one questionnaire")
        self.assertEqual(twin.onetoone_audience, gap.onetoone_audience)
        self.assertEqual(
            twin.onetoone_customer_wording_id, gap.onetoone_customer_wording_id
        )
        for field in ("onetoone_code", "onetoone_dimension_id", "onetoone_stage_id"):
            self.assertEqual(
                [question[field] for question in twin.question_ids],
                [question[field] for question in gap.question_ids],
            )
        self.assertEqual(
            [
                option.onetoone_level
                for option in twin.question_ids.suggested_answer_ids
            ],
            [option.onetoone_level for option in gap.question_ids.suggested_answer_ids],
        )


@tagged("post_install", "-at_install")
class TestOwnInstruments(InstrumentsCase):
    """A manager adds questions and questionnaires in Odoo's survey editor."""

    def setUp(self):
        super().setUp()
        self.manager = new_test_user(
            self.env,
            "onetoone-editor",
            groups="base.group_user,odoo_onetoone.group_onetoone_manager",
        )

    def test_only_managers_may_make_one(self):
        officer = new_test_user(
            self.env, "survey-editor", groups="base.group_user,survey.group_survey_user"
        )
        gap = self.survey("gap")
        self.assertIn("onetoone", gap.with_user(self.manager).allowed_survey_types)
        self.assertNotIn("onetoone", gap.with_user(officer).allowed_survey_types)
        self.assertNotIn("onetoone_code", Form(gap.with_user(officer))._view["fields"])

    def test_new_questionnaire(self):
        form = Form(self.env["survey.survey"].with_user(self.manager))
        form.title = "Our branches"
        form.survey_type = "onetoone"
        form.onetoone_code = "branches"
        form.onetoone_audience = "inside"
        survey = form.save()
        self.assertEqual(survey.access_mode, "token")
        self.assertEqual(survey.questions_layout, "page_per_section")
        self.assertTrue(survey.users_can_go_back)

    def test_new_question(self):
        gap = self.survey("gap")
        question = self.env["survey.question"].create(
            {"survey_id": gap.id, "title": "How far?", "question_type": "simple_choice"}
        )
        with Form(question.with_user(self.manager)) as form:
            form.onetoone_code = "own_01"
            form.onetoone_dimension_id = self.env.ref("odoo_onetoone.dimension_process")
            for level in (1, 2):
                with form.suggested_answer_ids.new() as option:
                    option.value = f"Step {level}"
                    option.onetoone_level = level
        self.assertIn(question, gap.question_ids)
        self.assertEqual(question.suggested_answer_ids.mapped("onetoone_level"), [1, 2])


@tagged("post_install", "-at_install")
class TestInstrumentLanguages(InstrumentsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak(*LANGUAGES)

    def assertTranslated(self, records, *names, same=()):
        for language in LANGUAGES:
            for record in records:
                foreign = record.with_context(lang=language)
                for name in names:
                    field = record._fields[name]
                    if not record[name]:
                        continue
                    with self.subTest(language=language, record=record, field=name):
                        if not callable(field.translate):
                            self.assertNotEqual(record[name], foreign[name])
                            continue
                        terms = field.get_trans_terms(record[name])
                        self.assertTrue(terms)
                        found = field.get_trans_terms(foreign[name])
                        self.assertEqual(len(found), len(terms))
                        for term, translation in zip(terms, found, strict=True):
                            if term not in same and any(map(str.isalpha, term)):
                                self.assertNotEqual(term, translation)

    def test_questionnaires(self):
        self.assertTranslated(self.surveys, "title", "description", "description_done")
        everything = self.surveys.question_and_page_ids
        self.assertTranslated(everything, "title", "description")
        self.assertTranslated(everything.suggested_answer_ids, "value")

    def test_dimensions_and_levels(self):
        names = self.env["ir.model.data"].search(
            [
                ("module", "=", "odoo_onetoone"),
                ("model", "in", ("onetoone.dimension", "onetoone.level")),
            ]
        )
        self.assertGreater(len(names), 50)
        for name in names:
            record = self.env[name.model].browse(name.res_id)
            self.assertTranslated(record, "name", "description")

    def test_pages_around_the_questions(self):
        for name in PAGES:
            with self.subTest(page=name):
                view = self.env.ref(name)
                self.assertTranslated(view, "arch_db", same=("Odoo", "Logo", "QWeb"))

    def test_texts_of_the_page_scripts(self):
        self.assertIn(
            "odoo_onetoone",
            self.env["ir.http"]._get_translation_frontend_modules_name(),
        )
        found = {
            message["id"]: message["string"]
            for message in code_translations.get_web_translations(
                "odoo_onetoone", "ms_MY"
            )["messages"]
        }
        for text in ("Continue", "Submit", "or press Enter", "or press CTRL+Enter"):
            with self.subTest(text=text):
                self.assertNotEqual(found.get(text, text), text)


@tagged("post_install", "-at_install")
class TestInstrumentPages(InstrumentsCase, HttpCase):
    def test_malay_all_the_way(self):
        self.speak("ms_MY")
        staff = self.env.ref("odoo_onetoone.respondent_group_staff")
        assessment = self.env["onetoone.assessment"].create(
            {
                "name": "In Malay",
                "survey_ids": [Command.set(self.survey("ladder").ids)],
                "group_ids": [Command.create({"group_id": staff.id, "has_link": True})],
            }
        )
        assessment.action_open()
        survey = assessment.survey_ids
        prefix = f"/{self.env['res.lang']._get_data(code='ms_MY').url_code}"
        link = f"/onetoone/join/{assessment.group_ids.link_token}"
        page = self.url_open(prefix + link).text
        self.assertIn("Mulakan Tinjauan", page)
        self.assertIn("Tangga Peringkat", page)
        self.assertNotIn("Start Survey", page)
        answer = self.env["survey.user_input"].search(
            [("onetoone_assessment_id", "=", assessment.id)]
        )
        question = self.make_jsonrpc_request(
            f"{prefix}/survey/begin/{survey.access_token}/{answer.access_token}",
            {"lang_code": "ms_MY"},
        )[1]["survey_content"]
        self.assertIn("mengenal pasti pelanggan akhirnya", question)
        self.assertIn("Teruskan", question)
        self.assertNotIn("Continue", question)
