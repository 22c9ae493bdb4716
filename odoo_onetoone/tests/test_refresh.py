from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.customer import onetoone_refresh
from .common import OnetooneCase


@tagged("post_install", "-at_install")
class TestRefresh(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = [cls.customer(f"Customer {number}") for number in range(6)]
        for number, customer in enumerate(cls.customers, start=1):
            cls.buy(customer, date.today().replace(day=1), 100 * number)
        cls.state = cls.env["onetoone.refresh"]._of(cls.company)

    def in_small_batches(self):
        return patch.object(onetoone_refresh, "BATCH_SIZE", 2)

    def values_of_profiles(self):
        return [
            (profile.partner_id.id, profile.monetary, profile.rfm, profile.abc)
            for profile in self.env["onetoone.profile"].search(
                [("company_id", "=", self.company.id)], order="partner_id"
            )
        ]

    def test_nothing_is_computed_before_somebody_asks(self):
        self.assertEqual(self.state.state, "new")
        self.assertFalse(self.values_of_profiles())

    def test_batches_give_what_one_go_gives(self):
        self.env["onetoone.profile"]._refresh(self.company)
        at_once = self.values_of_profiles()
        self.assertEqual(len(at_once), 6)
        self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id)]
        ).unlink()
        self.state.next_partner_id = 0
        with self.in_small_batches():
            self.state._start()
            # the partners from before the test's own are not worth a batch each
            self.state.next_partner_id = self.customers[0].id
            self.state._run_batch()
            self.assertEqual(self.state.state, "running")
            self.assertLess(self.state.progress, 100)
            self.assertFalse(self.values_of_profiles(), "published in the middle")
            while self.state.state == "running":
                self.state._run_batch()
        self.assertEqual(self.values_of_profiles(), at_once)
        self.assertEqual(self.state.progress, 100)
        self.assertEqual(self.state.customer_count, 6)
        self.assertFalse(
            self.env["onetoone.profile.staging"].search_count(
                [("company_id", "=", self.company.id)]
            )
        )

    def test_the_scheduled_job_refreshes_and_measures(self):
        self.run_job("refresh")
        self.assertEqual(self.state.state, "done")
        self.assertEqual(self.state.as_of, self.company._onetoone_as_of())
        self.assertEqual(len(self.values_of_profiles()), 6)
        readings = self.env["onetoone.reading"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(
            set(readings.mapped("indicator_id")),
            set(self.env["onetoone.indicator"].search([])),
        )

    def test_one_companys_failure_is_told_and_spares_the_others(self):
        other = self.env["res.company"].create({"name": "Other company"})
        failing = self.company
        run_batch = type(self.state)._run_batch

        def fail_for_one(refresh):
            if refresh.company_id == failing:
                raise ValueError("The ledger is on fire.")
            return run_batch(refresh)

        with (
            patch.object(type(self.state), "_run_batch", fail_for_one),
            mute_logger(onetoone_refresh.__name__),
        ):
            self.run_job("refresh")
        self.assertEqual(self.state.state, "failed")
        self.assertEqual(self.state.failure_reason, "The ledger is on fire.")
        self.assertEqual(self.env["onetoone.refresh"]._of(other).state, "done")

    def test_an_analyst_runs_batches_and_sees_the_progress(self):
        refresh = self.state.with_user(self.analyst)
        self.assertEqual(refresh.action_run_batch(), 0)
        self.assertFalse(self.values_of_profiles(), "nobody asked for a refresh")
        refresh.action_start()
        self.assertEqual(refresh.action_run_batch(), 98, "staged, not published")
        self.assertFalse(self.values_of_profiles())
        self.assertEqual(refresh.action_run_batch(), 99, "published, not measured")
        self.assertEqual(len(self.values_of_profiles()), 6)
        self.assertEqual(refresh.action_run_batch(), 100)
        self.assertEqual(refresh.action_run_batch(), 100)

    def test_a_salesperson_may_not_start_a_refresh(self):
        with self.assertRaises(AccessError):
            self.state.with_user(self.seller).action_start()
        with self.assertRaises(AccessError):
            self.state.with_user(self.seller).action_run_batch()

    def test_starting_leaves_the_work_to_the_scheduled_job(self):
        self.state.with_user(self.analyst).action_start()
        self.assertEqual(self.state.state, "running")
        self.assertFalse(self.values_of_profiles())

    def test_the_first_opening_of_a_small_database_computes_at_once(self):
        self.assertTrue(self.state._is_due_at_opening())
        with patch.object(onetoone_refresh, "SMALL_DATABASE", 1):
            self.assertFalse(self.state._is_due_at_opening())
        self.env["onetoone.profile"]._refresh(self.company)
        self.assertFalse(self.state._is_due_at_opening())

    def test_no_company_is_refused_in_a_sentence(self):
        with self.assertRaisesRegex(UserError, "Choose the company"):
            self.env["onetoone.profile"]._refresh(self.env["res.company"])
