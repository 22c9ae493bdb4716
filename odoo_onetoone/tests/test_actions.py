from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common_plan import PlanCase

DUE = date(2026, 3, 1)


@tagged("post_install", "-at_install")
class TestActions(PlanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template("reach", "identify", "reachable")
        cls.template("use", "identify", "gap_05")
        cls.template("choose", "customize", "choices_recorded")
        cls.employee = cls._new_user("plan_employee", "base.group_user")

    def action(self, **values):
        actions = self.env["onetoone.action"].with_user(self.manager)
        return actions.create(
            {
                "name": "Ask more",
                "remedy": "mindset",
                "company_id": self.company.id,
                **values,
            }
        )

    def activities(self, action):
        return self.env["mail.activity"].search(
            [("res_model", "=", "onetoone.action"), ("res_id", "=", action.id)]
        )

    def mails(self):
        return self.env["mail.mail"].search_count([])

    # ------------------------------------------------------------
    # ACCEPTING
    # ------------------------------------------------------------

    def test_an_accepted_proposal_is_an_action(self):
        action = self.accept("reach")
        self.assertEqual(
            (action.name, action.description, action.remedy, action.state),
            ("Do reach", "How to do reach", "process", "todo"),
        )
        self.assertEqual(action.assessment_id, self.first)
        self.assertEqual(action.dimension_id.code, "identify")
        self.assertEqual(action.company_id, self.company)
        self.assertEqual(action.subject, "Reachable customers")
        # 50 stands at the third of the anchors 20 40 60 80 95
        self.assertEqual((action.target, action.target_value), (50, 60))
        self.assertEqual((action.value_before, action.position_before), (46, 32.5))
        self.assertIn("17.5 points short", action.reason)

    def test_what_a_question_should_move(self):
        action = self.accept("use")
        self.assertEqual(action.question_code, "gap_05")
        question = self.env.ref("odoo_onetoone.question_gap_05")
        self.assertEqual(action.subject, question.title)
        # everybody chose the first option
        second = self.env.ref("odoo_onetoone.answer_gap_05_2")
        self.assertEqual(action.next_step, second.value)
        self.assertEqual((action.target, action.position_before), (50, 0))
        self.assertIs(action.target_value, False)
        self.assertIs(action.value_before, False)

    def test_what_was_not_measured_has_no_before(self):
        action = self.accept("choose")
        self.assertEqual(action.indicator_id, self.indicators["choices_recorded"])
        self.assertIs(action.value_before, False)
        self.assertIs(action.position_before, False)

    def test_the_owner_gets_one_activity_and_no_e_mail(self):
        mails = self.mails()
        action = self.accept("reach", deadline=DUE)
        activity = self.activities(action)
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.seller)
        self.assertEqual(activity.date_deadline, DUE)
        self.assertEqual(activity.summary, "Do reach")
        self.assertIn("Reachable customers", activity.note)
        self.assertIn("17.5 points short", activity.note)
        self.assertEqual(self.mails(), mails)

    def test_the_page_of_proposals(self):
        shown = self.first.with_user(self.manager).action_open_proposals()
        page = self.env["onetoone.action.proposal"].with_user(self.manager)
        rows = page.search(shown["domain"])
        self.assertEqual(rows.mapped("name"), ["Do reach", "Do use", "Do choose"])
        self.assertEqual(rows.mapped("sequence"), [1, 2, 3])
        opened = rows[:2].action_accept()
        dialog = self.env[opened["res_model"]].with_user(self.manager)
        with Form(dialog.with_context(**opened["context"])) as form:
            self.assertEqual(form.user_id, self.manager)
            form.user_id = self.seller
            form.deadline = DUE
        answer = form.record.action_accept()
        self.assertEqual(answer["params"]["message"], "Actions planned: 2.")
        actions = self.first.action_ids
        self.assertEqual(set(actions.mapped("name")), {"Do reach", "Do use"})
        self.assertEqual(set(actions.mapped("deadline")), {DUE})
        self.assertEqual(actions.user_id, self.seller)
        self.assertEqual(self.first.action_count, 2)
        # what was accepted leaves the page
        self.assertEqual(page.search(shown["domain"]).mapped("name"), ["Do choose"])
        rows[2].action_drop()
        self.assertFalse(page.search(shown["domain"]))
        self.assertEqual(self.proposals(), [])
        self.assertEqual(self.first.action_count, 2)
        dropped = self.first.action_ids - actions
        self.assertEqual(dropped.state, "dropped")
        self.assertFalse(self.activities(dropped))

    def test_two_pages_accept_a_proposal_once(self):
        pages = self.env["onetoone.action.proposal"].with_user(self.manager)
        one, two = (
            pages.search(
                self.first.with_user(self.manager).action_open_proposals()["domain"]
            )
            for _page in range(2)
        )
        one[0]._accept(self.seller, DUE)
        accepted = two[:2]._accept(self.seller, DUE)
        self.assertEqual(accepted.mapped("name"), ["Do use"])
        again = pages.create(
            {
                "assessment_id": self.first.id,
                "template_id": accepted.template_id.id,
                "name": "Do use",
                "remedy": "process",
            }
        )
        with self.assertRaisesRegex(UserError, "accepted or dropped already"):
            again._accept(self.seller, DUE)

    def test_proposals_of_the_latest_round(self):
        rounds = self.env["onetoone.assessment"].with_user(self.analyst)
        shown = rounds.action_open_latest_proposals()
        self.assertEqual(shown["display_name"], "Proposed by First")
        empty = self.env["res.company"].create({"name": "Empty"})
        rounds = self.env["onetoone.assessment"].with_company(empty)
        shown = rounds.action_open_latest_proposals()
        self.assertEqual(shown["domain"], [("id", "in", [])])
        self.assertIn("No round is closed yet", shown["help"])

    # ------------------------------------------------------------
    # BY HAND
    # ------------------------------------------------------------

    def test_an_own_action(self):
        action = self.action(indicator_id=self.indicators["value_known"].id)
        # compared with the latest closed round
        self.assertEqual(action.assessment_id, self.first)
        self.assertEqual((action.value_before, action.position_before), (40, 40))
        self.assertEqual(action.user_id, self.manager)
        # without a deadline there is nothing to remind of
        self.assertFalse(self.activities(action))

    def test_an_own_action_in_the_form(self):
        actions = self.env["onetoone.action"].with_user(self.manager)
        with Form(actions) as form:
            form.name = "Ask more"
            form.remedy = "mindset"
            form.indicator_id = self.indicators["reachable"]
            self.assertEqual(form.subject, "Reachable customers")
            self.assertEqual(form.position_before, 32.5)
            form.target = 75
            self.assertEqual(form.target_value, 80)
        self.assertEqual(form.record.company_id, self.company)
        self.assertEqual(form.record.target_value, 80)

    def test_what_follows_the_stage_or_the_readiness(self):
        """Customize has an opinion of 0 alone; the readiness is 39.39."""
        stage = self.action(dimension_id=self.stages["customize"].id)
        self.assertEqual((stage.subject, stage.position_before), ("Customize", 0))
        company = self.action()
        self.assertEqual(company.subject, "Readiness")
        self.assertAlmostEqual(company.position_before, 39.3866, 3)

    def test_a_target_in_the_unit_of_the_indicator(self):
        action = self.action(indicator_id=self.indicators["reachable"].id)
        self.assertIs(action.target_value, False)
        # 60 + 20 × (60 − 50) ÷ 25
        action.target = 60
        self.assertAlmostEqual(action.target_value, 68)
        # 25 + 25 × (50 − 40) ÷ 20
        action.target_value = 50
        self.assertAlmostEqual(action.target, 37.5)
        self.assertAlmostEqual(action.target_value, 50)
        # beyond the last anchor: as it was said
        action.target_value = 99
        self.env.invalidate_all()
        self.assertEqual((action.target, action.target_value), (100, 99))

    @mute_logger("odoo.sql_db")
    def test_bad_input(self):
        with self.assertRaisesRegex(ValidationError, "no question “gap_99”"):
            self.action(question_code="gap_99")
        both = {
            "question_code": "gap_05",
            "indicator_id": self.indicators["reachable"].id,
        }
        for values in (both, {"target": -1}, {"target": 101}):
            with self.assertRaises(IntegrityError):
                self.action(**values)

    # ------------------------------------------------------------
    # AT WORK
    # ------------------------------------------------------------

    def test_the_activity_follows(self):
        action = self.accept("reach", deadline=DUE)
        later = DUE + timedelta(days=30)
        action.write({"deadline": later, "user_id": self.analyst.id})
        activity = self.activities(action)
        self.assertEqual(
            (activity.date_deadline, activity.user_id), (later, self.analyst)
        )
        action.state = "doing"
        self.assertEqual(self.activities(action), activity)
        action.state = "done"
        self.assertFalse(self.activities(action))
        done = self.env["mail.activity"].with_context(active_test=False)
        self.assertEqual(done.browse(activity.id).date_done, date.today())
        # taken up again
        action.state = "doing"
        self.assertEqual(len(self.activities(action)), 1)
        action.state = "dropped"
        self.assertFalse(self.activities(action))

    def test_late(self):
        today = date.today()
        late = self.action(deadline=today - timedelta(days=1))
        due = self.action(deadline=today)
        self.assertEqual((late.is_late, due.is_late), (True, False))
        found = self.env["onetoone.action"].search([("is_late", "=", True)])
        self.assertEqual(found, late)
        late.state = "done"
        self.assertFalse(late.is_late)

    def test_shortcomings_by_remedy(self):
        self.accept("reach", "use")
        self.action()
        counted = self.env["onetoone.action"]._read_group(
            [("company_id", "=", self.company.id)], ["remedy"], ["__count"]
        )
        self.assertEqual(dict(counted), {"process": 2, "mindset": 1})

    def test_the_kanban_shows_all_states(self):
        self.accept("reach")
        actions = self.env["onetoone.action"].with_context(read_group_expand=True)
        found = actions.web_read_group(
            [("company_id", "=", self.company.id)], ["state"], ["__count"]
        )
        self.assertEqual(
            [(group["state"], group["__count"]) for group in found["groups"]],
            [("todo", 1), ("doing", 0), ("done", 0), ("dropped", 0)],
        )

    # ------------------------------------------------------------
    # RIGHTS
    # ------------------------------------------------------------

    def test_owners_say_how_far_they_are(self):
        for user in (self.seller, self.employee):
            action = self.accept("reach", user=user).with_user(user)
            self.assertEqual(action.name, "Do reach")
            action.write({"state": "doing", "note": "Half of them"})
            self.assertEqual(action.sudo().state, "doing")
            for values in ({"deadline": DUE}, {"user_id": self.manager.id}):
                with self.assertRaisesRegex(AccessError, "ask the One-to-One manager"):
                    action.write(values)
            with self.assertRaises(AccessError):
                action.unlink()
            action.sudo().unlink()

    def test_nobody_but_managers_creates_and_analysts_read_all(self):
        action = self.accept("reach")
        for user in (self.seller, self.analyst):
            with self.assertRaises(AccessError):
                action.with_user(user).copy()
        self.assertEqual(action.with_user(self.analyst).name, "Do reach")
        with self.assertRaises(AccessError):
            action.with_user(self.analyst).state = "done"
        action.with_user(self.manager).priority = "1"

    def test_salespeople_see_their_own(self):
        mine, other = self.accept("reach"), self.accept("use", user=self.analyst)
        seen = self.env["onetoone.action"].with_user(self.seller)
        self.assertEqual(seen.search([("id", "in", (mine | other).ids)]), mine)
        with self.assertRaises(AccessError):
            other.with_user(self.seller).read(["name"])

    def test_companies_are_apart(self):
        action = self.accept("reach")
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "plan_stranger",
            "odoo_onetoone.group_onetoone_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.assertFalse(
            self.env["onetoone.action"]
            .with_user(stranger)
            .search([("id", "=", action.id)])
        )
        with self.assertRaisesRegex(UserError, "belongs to|company"):
            self.action(company_id=other.id, assessment_id=self.first.id)

    def test_a_form_of_an_owner(self):
        """An employee without any right of the app opens his action, and saves it."""
        action = self.accept("reach", user=self.employee).with_user(self.employee)
        with Form(action) as form:
            self.assertEqual(form.subject, "Reachable customers")
            with self.assertRaisesRegex(AssertionError, "readonly"):
                form.name = "Do less"
            form.note = "Called ten of them"
        self.assertEqual(action.note, "Called ten of them")
