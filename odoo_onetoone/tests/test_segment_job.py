from datetime import date, timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.customer import onetoone_refresh
from ..models.segment import onetoone_segment_refresh
from .common_segments import SegmentCase, day_of


@tagged("post_install", "-at_install")
class TestSegmentJob(SegmentCase):
    """When the members are worked out without anybody asking."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # jobs look at today
        cls.lately = date.today() - timedelta(days=30)
        cls.people = cls.customers_worth(cls.lately, Ann=100, Ben=200)
        cls.state = cls.env["onetoone.refresh"]._of(cls.company)

    def test_a_full_refresh_works_the_members_out_before_it_measures(self):
        segment = self.segment("Customers")
        self.state._start()
        while not self.state.is_published:
            self.state._run_batch()
        self.assertFalse(segment.is_refreshed)
        self.state._run_batch()
        self.assertEqual(self.in_now(segment), {"Ann", "Ben"})
        self.assertEqual(segment.customer_count, 0, "results are a step of their own")
        self.state._run_batch()
        self.assertEqual((segment.customer_count, segment.value), (2, 300))
        self.assertEqual(self.state.state, "running")
        while self.state.state == "running":
            self.state._run_batch()
        self.assertEqual(self.state.state, "done")

    def test_the_fixed_entry_point_leaves_segments_alone(self):
        segment = self.segment("Customers")
        self.refresh()
        self.assertFalse(segment.is_refreshed)

    def test_the_job_works_out_what_is_new(self):
        segment = self.segment("Customers")
        self.refresh(as_of=None)
        self.assertTrue(self.state._members_are_due())
        self.run_job("refresh_members")
        self.assertEqual(self.in_now(segment), {"Ann", "Ben"})
        self.assertEqual((segment.customer_count, segment.value), (2, 300))
        self.assertFalse(self.state._segments_are_due())
        segment.domain = "[('monetary', '>=', 200)]"
        self.assertTrue(segment.needs_refresh)
        self.assertTrue(self.state._members_are_due())
        self.run_job("refresh_members")
        self.assertEqual(self.in_now(segment), {"Ben"})
        self.assertEqual((segment.customer_count, segment.value), (1, 200))

    def test_results_that_fail_leave_the_members_and_are_tried_again(self):
        segment = self.segment("Customers")
        self.refresh(as_of=None)
        broken = patch.object(
            self.env.registry["onetoone.segment"],
            "_write_figures",
            side_effect=ValueError("On fire."),
        )
        with broken, mute_logger(onetoone_refresh.__name__):
            self.run_job("refresh_members")
        self.assertEqual(self.in_now(segment), {"Ann", "Ben"})
        self.assertEqual(segment.customer_count, 0)
        self.assertEqual(self.state.segments_failure, "On fire.")
        self.run_job("refresh_members")
        self.assertEqual(segment.customer_count, 2)
        self.assertFalse(self.state.segments_failure)

    def test_one_companys_failure_is_told_and_spares_the_others(self):
        other = self.new_company("Other company")
        here = self.segment("Here")
        there = self.segment("There", company_id=other.id)
        self.buy(self.people["Ann"], self.lately, 10, other)
        self.refresh(as_of=None)
        self.refresh(as_of=None, company=other)
        model = self.env.registry["onetoone.segment"]
        fill = model._fill

        def fail_here(segments, day, later):
            if here in segments:
                raise ValueError("On fire.")
            return fill(segments, day, later)

        with (
            patch.object(model, "_fill", fail_here),
            mute_logger(onetoone_refresh.__name__),
        ):
            self.run_job("refresh_members")
        self.assertEqual(self.in_now(there), {"Ann"})
        self.assertFalse(here.is_refreshed)
        self.assertEqual(self.state.segments_failure, "On fire.")
        dashboard = self.env["onetoone.dashboard"].with_user(self.analyst)
        self.assertEqual(
            dashboard.with_company(self.company).get_data()["failing_jobs"],
            [{"name": "Segments", "reason": "On fire."}],
        )
        self.assertFalse(self.env["onetoone.refresh"]._of(other)._failing_jobs())
        # it is due still, and succeeds
        self.run_job("refresh_members")
        self.assertEqual(self.in_now(here), {"Ann", "Ben"})
        self.assertFalse(self.state.segments_failure)

    def test_the_job_waits_for_customers_and_leaves_empty_companies_alone(self):
        self.assertFalse(self.state._members_are_due())
        segment = self.segment("Customers")
        self.run_job("refresh_members")
        self.assertFalse(segment.is_refreshed)

    def test_a_manager_works_the_members_out_at_once(self):
        segment = self.segment("Customers", manager_id=self.analyst.id)
        with self.assertRaisesRegex(UserError, "have not been computed yet"):
            segment.with_user(self.analyst).action_refresh_members()
        self.refresh(as_of=None)
        segment.with_user(self.analyst).action_refresh_members()
        self.assertEqual(self.in_now(segment), {"Ann", "Ben"})
        self.assertEqual((segment.customer_count, segment.value), (2, 300))
        segment.with_user(self.analyst).domain = "[('monetary', '>=', 200)]"
        segment.with_user(self.analyst).action_refresh_members()
        self.assertEqual((segment.customer_count, segment.value), (1, 200))
        self.assertFalse(self.state._segments_are_due(), "nothing is left to the job")

    def test_figures_count_who_joined_since_the_last_night(self):
        """Where the profiles are of the day before, members may be newer."""
        segment = self.segment("Customers")
        self.refresh(as_of=day_of(self.company._onetoone_as_of()))
        segment.action_refresh_members()
        self.assertEqual((segment.customer_count, segment.value), (2, 300))

    def test_with_many_customers_the_job_does_it(self):
        segment = self.segment("Customers")
        self.refresh(as_of=None)
        with patch.object(onetoone_segment_refresh, "SMALL_DATABASE", 1):
            action = segment.with_user(self.manager).action_refresh_members()
        self.assertEqual(action["tag"], "display_notification")
        self.assertFalse(self.in_now(segment))
        self.assertTrue(segment.needs_refresh)
