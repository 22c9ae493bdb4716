from datetime import date

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import AS_OF
from .common_segments import SegmentCase


@tagged("post_install", "-at_install")
class TestManagementLadder(SegmentCase):
    """Each stage of the ladder, reached and lost again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers_worth(Ann=100)
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def stands(self, segment, level, next_step):
        self.assertEqual(segment.management_level, level)
        self.assertEqual(segment.management_stage_id.rank, level)
        self.assertIn(next_step, segment.next_step)

    def climb(self, segment, level):
        """Set what the stages up to a level need."""
        if level >= 1:
            self.work_out()
        if level >= 2:
            segment.report_user_ids = self.manager
        if level >= 3:
            segment.manager_id = self.analyst
        if level >= 4:
            segment.guideline_ids = [
                Command.create({"channel": channel})
                for channel in ("email", "phone", "meeting")
            ]
            segment.budget = 1000
        if level >= 5:
            segment.has_profit_and_loss = True

    def test_step_by_step(self):
        segment = self.segment("Customers")
        self.stands(segment, 0, "Let its members be worked out")
        self.work_out()
        self.stands(segment, 1, "Name who gets its results")
        segment.report_user_ids = self.manager
        self.stands(segment, 2, "Name a segment manager")
        segment.manager_id = self.analyst
        self.stands(segment, 3, "Write a guideline for: E-mail, Phone, Meeting. Then")
        segment.guideline_ids = [
            Command.create({"channel": "email"}),
            Command.create({"channel": "meeting"}),
            Command.create({"channel": "chat"}),
        ]
        self.stands(segment, 3, "Write a guideline for: Phone. Then give")
        segment.budget = 1000
        self.stands(segment, 3, "Write a guideline for: Phone.")
        segment.guideline_ids = [Command.create({"channel": "phone"})]
        self.stands(segment, 4, "Let its manager answer for profit and loss")
        segment.budget = 0
        self.stands(segment, 3, "Give its manager a budget")
        segment.budget = 1
        segment.has_profit_and_loss = True
        self.stands(segment, 5, "as far as the ladder goes")

    def test_each_stage_needs_those_before(self):
        segment = self.segment("Customers")
        self.climb(segment, 5)
        self.assertEqual(segment.management_level, 5)
        segment.report_user_ids = False
        self.stands(segment, 1, "Name who gets its results")
        segment.report_user_ids = self.manager
        segment.guideline_ids.filtered(lambda one: one.channel == "phone").unlink()
        self.stands(segment, 3, "Write a guideline for: Phone.")

    def test_a_manager_who_left_the_company_manages_nothing(self):
        segment = self.segment("Customers")
        self.climb(segment, 4)
        self.analyst.active = False
        self.stands(segment, 2, "Name a segment manager")

    def test_the_ladder_has_six_stages(self):
        stages = self.env["onetoone.management.level"].search([])
        self.assertEqual(stages.mapped("rank"), [0, 1, 2, 3, 4, 5])
        for stage in stages:
            for name in ("name", "description", "role", "duties", "kpis"):
                self.assertTrue(stage[name], (stage.rank, name))

    # ------------------------------------------------------------
    # The position of the company
    # ------------------------------------------------------------

    def position(self, level, target, **values):
        stage = {
            one.rank: one for one in self.env["onetoone.management.level"].search([])
        }
        return self.env["onetoone.segment.position"].create(
            {
                "company_id": self.company.id,
                "level_id": stage[level].id,
                "target_level_id": stage[target].id,
                "reason": "We build machines.",
                **values,
            }
        )

    def test_the_weakest_segment_with_members_suggests_the_position(self):
        self.assertEqual(self.position(0, 1).suggested_level, 0)
        strong, weak = self.segment("Strong"), self.segment("Weak")
        empty = self.segment("Empty", [("monetary", ">", 100000)])
        self.climb(strong, 4)
        weak.report_user_ids = self.manager
        self.assertEqual(empty.management_level, 1)
        first = self.position(2, 3)
        self.assertEqual(first.suggested_level, 2)
        weak.active = False
        self.work_out()
        self.assertEqual(self.position(4, 5).suggested_level, 4)
        self.assertEqual(first.suggested_level, 2, "history stays")

    def test_a_target_that_skips_stages_is_warned_about(self):
        self.assertFalse(self.position(1, 2).warning)
        self.assertFalse(self.position(2, 2).warning)
        self.assertFalse(self.position(3, 1).warning)
        self.assertIn("skips stage 2.", self.position(1, 3).warning)
        self.assertIn("skips stage 2, 3, 4.", self.position(1, 5).warning)

    def test_the_history_of_positions_cannot_be_changed(self):
        position = self.position(1, 2)
        self.assertEqual(position.date, fields.Date.context_today(position))
        for user in (self.analyst, self.manager):
            with self.assertRaises(AccessError):
                position.with_user(user).reason = "Something else."
            with self.assertRaises(AccessError):
                position.with_user(user).unlink()
        positions = self.env["onetoone.segment.position"]
        values = {
            "company_id": self.company.id,
            "level_id": position.level_id.id,
            "target_level_id": position.target_level_id.id,
            "reason": "Again.",
        }
        with self.assertRaises(AccessError):
            positions.with_user(self.analyst).create(values)
        added = positions.with_user(self.manager).create(values)
        self.assertEqual(added.user_id, self.manager)

    def test_positions_stay_in_their_company(self):
        other = self.new_company("Other company")
        self.position(1, 2, company_id=other.id)
        positions = self.env["onetoone.segment.position"].with_user(self.analyst)
        self.assertFalse(positions.search([]))


@tagged("post_install", "-at_install")
class TestSegmentCare(SegmentCase):
    """Review, deletion, copies, needs, and who may do what."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.customers_worth(Ann=100, Ben=200)
        cls.people["Ben"].user_id = cls.seller
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def test_confirming_records_who_and_when(self):
        segment = self.segment("Customers", manager_id=self.analyst.id)
        self.assertFalse(segment.review_date)
        self.assertFalse(segment.review_days)
        segment.with_user(self.analyst).action_confirm()
        self.assertEqual(segment.review_date, fields.Date.context_today(segment))
        self.assertEqual(segment.review_user_id, self.analyst)
        self.assertEqual(segment.review_days, 0)
        self.assertIsNot(segment.review_days, False)
        segment.review_date = fields.Date.subtract(segment.review_date, days=40)
        self.assertEqual(segment.review_days, 40)

    def test_a_segment_with_a_history_is_archived_not_deleted(self):
        known, new = self.segment("Known"), self.segment("New")
        self.segment("None", [("monetary", ">", 100000)])
        new.active = False
        self.work_out()
        new.unlink()
        with self.assertRaisesRegex(UserError, "“Known” has had members.*Archive it"):
            known.unlink()
        known.action_archive()
        self.work_out(date(2026, 3, 5))
        with self.assertRaisesRegex(UserError, "has had members"):
            known.unlink()

    def test_a_topic_keeps_an_archived_segment(self):
        segment = self.segment("Customers")
        topic = self.env["onetoone.topic"].create(
            {
                "name": "Wish",
                "question": "What?",
                "kind": "text",
                "company_id": self.company.id,
                "segment_ids": segment.ids,
            }
        )
        self.work_out()
        segment.action_archive()
        self.work_out()
        topic.invalidate_recordset()
        self.assertEqual(topic.with_context(active_test=False).segment_ids, segment)

    def test_a_copy_is_a_segment_of_its_own(self):
        segment = self.segment("Customers", manager_id=self.analyst.id)
        segment.guideline_ids = [Command.create({"channel": "email"})]
        self.work_out()
        segment.action_confirm()
        copy = segment.copy()
        self.assertEqual(copy.name, "Customers (copy)")
        self.assertEqual(copy.domain, segment.domain)
        self.assertEqual(copy.guideline_ids.channel, "email")
        self.assertEqual(copy.member_count, 0)
        self.assertFalse(copy.review_date or copy.is_refreshed or copy.member_ids)
        self.assertTrue(copy.needs_refresh)

    # ------------------------------------------------------------
    # Needs
    # ------------------------------------------------------------

    def topic(self, **values):
        return self.env["onetoone.topic"].create(
            {
                "name": "Wish",
                "question": "What do you need most?",
                "company_id": self.company.id,
                "choice_ids": [
                    Command.create({"name": name}) for name in ("Fast", "Cheap")
                ],
                **values,
            }
        )

    def test_each_choice_of_a_topic_becomes_a_segment(self):
        topic = self.topic()
        action = topic.with_user(self.manager).action_create_segments()
        self.assertIn("created: 2.", action["params"]["message"])
        division = self.env["onetoone.segment.division"].search(
            [("topic_id", "=", topic.id)]
        )
        self.assertEqual(
            (division.name, division.basis, division.is_exclusive, division.company_id),
            ("Wish", "needs", True, self.company),
        )
        segments = division.segment_ids
        self.assertEqual(segments.mapped("name"), ["Fast", "Cheap"])
        self.env["onetoone.learning"].create(
            {
                "partner_id": self.people["Ben"].id,
                "company_id": self.company.id,
                "topic_id": topic.id,
                "choice_id": topic.choice_ids[1].id,
                "value": "Cheap",
                "date": date(2026, 2, 1),
            }
        )
        self.work_out()
        self.assertFalse(self.in_now(segments[0]))
        self.assertEqual(self.in_now(segments[1]), {"Ben"})

    def test_segments_that_are_there_are_kept(self):
        topic = self.topic()
        topic.action_create_segments()
        division = self.env["onetoone.segment.division"].search(
            [("topic_id", "=", topic.id)]
        )
        division.segment_ids[0].write({"name": "Express", "active": False})
        topic.choice_ids = [Command.create({"name": "Green"})]
        message = topic.action_create_segments()["params"]["message"]
        self.assertEqual(message, "Segments created: 1. There already, and kept: 2.")
        segments = division.with_context(active_test=False).segment_ids
        self.assertEqual(set(segments.mapped("name")), {"Express", "Cheap", "Green"})
        message = topic.action_create_segments()["params"]["message"]
        self.assertEqual(message, "Segments created: 0. There already, and kept: 3.")

    def test_a_topic_without_choices_has_no_needs_groups(self):
        topic = self.topic(kind="text", choice_ids=False)
        with self.assertRaisesRegex(UserError, "has no choices"):
            topic.action_create_segments()

    # ------------------------------------------------------------
    # Rights
    # ------------------------------------------------------------

    def test_salespeople_read_segments_but_no_figures(self):
        segment = self.segment("Customers", manager_id=self.analyst.id)
        segment.guideline_ids = [Command.create({"channel": "email"})]
        self.work_out()
        seen = segment.with_user(self.seller)
        self.assertEqual(seen.name, "Customers")
        self.assertEqual(seen.manager_id, self.analyst)
        self.assertEqual(seen.guideline_ids.channel, "email")
        self.assertTrue(seen.next_step)
        self.assertEqual(seen.member_ids.partner_id, self.people["Ben"], "own ones")
        with self.assertRaises(AccessError):
            seen.read(["budget"])
        for values in ({"name": "Mine"}, {"manager_id": self.seller.id}):
            with self.assertRaises(AccessError):
                seen.write(values)
        with self.assertRaises(AccessError):
            seen.action_confirm()
        with self.assertRaises(AccessError):
            seen.action_refresh_members()
        with self.assertRaises(AccessError):
            self.env["onetoone.segment.flow"].with_user(self.seller).search([])

    def test_a_salesperson_opens_the_form_without_figures(self):
        segment = self.segment("Customers")
        form = Form(segment.with_user(self.seller))
        self.assertEqual(form.name, "Customers")
        self.assertFalse(form.is_live)
        views = segment.with_user(self.seller).get_views([(False, "form")])
        self.assertNotIn("budget", views["models"]["onetoone.segment"]["fields"])
        views = segment.with_user(self.analyst).get_views([(False, "form")])
        self.assertIn("budget", views["models"]["onetoone.segment"]["fields"])

    def test_an_analyst_edits_what_he_manages(self):
        own = self.segment("Own", manager_id=self.analyst.id).with_user(self.analyst)
        other = self.segment("Other").with_user(self.analyst)
        own.write({"name": "My own", "budget": 5})
        own.guideline_ids = [Command.create({"channel": "email"})]
        own.proposition_ids = [Command.create({"element": "price"})]
        own.plan_ids = [Command.create({"name": "Visit all", "aim": "growth"})]
        own.plan_ids.state = "running"
        self.assertEqual(other.name, "Other")
        for values in (
            {"name": "Grabbed"},
            {"plan_ids": [Command.create({"name": "Mine", "aim": "growth"})]},
            {"guideline_ids": [Command.create({"channel": "email"})]},
        ):
            with self.assertRaises(AccessError):
                other.write(values)
        with self.assertRaises(AccessError):
            own.unlink()

    def test_the_manager_edits_all(self):
        segment = self.segment("Any").with_user(self.manager)
        segment.write({"name": "Every", "manager_id": self.analyst.id})
        segment.plan_ids = [Command.create({"name": "Visit all", "aim": "retention"})]
        segment.unlink()

    def test_segments_stay_in_their_company(self):
        other = self.new_company("Other company")
        segment = self.segment("Elsewhere", company_id=other.id)
        segment.plan_ids = [Command.create({"name": "Visit all", "aim": "growth"})]
        for model in ("onetoone.segment", "onetoone.segment.plan"):
            self.assertFalse(self.env[model].with_user(self.analyst).search([]))
        with self.assertRaises(AccessError):
            segment.with_user(self.manager).read(["name"])

    def test_a_segment_cannot_be_in_a_division_of_another_company(self):
        other = self.new_company("Other company")
        division = self.division(company_id=other.id)
        with self.assertRaises(UserError):
            self.segment("Here", division_id=division.id)

    def test_memberships_are_nobodys_to_write(self):
        self.segment("Customers")
        self.work_out()
        member = self.members.search([("partner_id", "=", self.people["Ben"].id)])
        for user in (self.seller, self.analyst, self.manager):
            with self.assertRaises(AccessError):
                member.with_user(user).write({"date_to": date(2026, 3, 1)})
            with self.assertRaises(AccessError):
                member.with_user(user).unlink()
