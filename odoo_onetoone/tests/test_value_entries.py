from datetime import date
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.customer import onetoone_refresh, onetoone_refresh_touched
from .common import AS_OF
from .common_value import ValueCase


@tagged("post_install", "-at_install")
class TestEntries(ValueCase):
    """What people record of a customer is in the profile at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.customer("Mine", user_id=cls.seller.id)
        cls.theirs = cls.customer("Theirs", user_id=cls.other_seller.id)
        for customer in (cls.mine, cls.theirs):
            cls.buy(customer, date(2026, 1, 1), 100)
        cls.prospect = cls.customer("Prospect", email="p@example.com")
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)
        cls.state = cls.env["onetoone.refresh"]._of(cls.company)

    def refreshes(self):
        """Count the partial refreshes within."""
        return patch.object(
            type(self.state),
            "_refresh_partners",
            autospec=True,
            side_effect=type(self.state)._refresh_partners,
        )

    def test_a_batch_is_one_refresh(self):
        with self.refreshes() as refresh:
            wallets = self.env["onetoone.wallet"].create(
                [
                    {
                        "partner_id": customer.id,
                        "company_id": self.company.id,
                        "amount": 1000,
                        "date": date(2026, 2, 1),
                    }
                    for customer in (self.mine, self.theirs, self.theirs)
                ]
            )
            self.assertEqual(refresh.call_count, 1)
            self.assertEqual(self.profile(self.theirs).estimated_wallet, 1000)
            wallets.write({"amount": 400})
            self.assertEqual(refresh.call_count, 2)
            self.assertEqual(self.profile(self.mine).share_of_customer, 25)
            # one who becomes another's leaves both right
            wallets[0].partner_id = self.theirs
            self.assertEqual(refresh.call_count, 3)
            self.assertIs(self.profile(self.mine).estimated_wallet, False)
            wallets.unlink()
            self.assertEqual(refresh.call_count, 4)
            self.assertIs(self.profile(self.theirs).estimated_wallet, False)

    def test_no_refresh_before_the_first(self):
        other = self.new_company("Other")
        with self.refreshes() as refresh:
            self.env["onetoone.wallet"].create(
                {"partner_id": self.mine.id, "company_id": other.id, "amount": 1}
            )
            refresh.assert_not_called()

    def test_many_or_busy_are_left_to_the_job(self):
        triggers = self.env["ir.cron.trigger"].search_count([])
        for busy in (
            patch.object(onetoone_refresh_touched, "MOST_AT_ONCE", 0),
            patch.object(type(self.state), "try_lock_for_update", lambda *_args: []),
        ):
            with busy, self.refreshes() as refresh:
                self.wallet(self.mine, 500)
                refresh.assert_not_called()
            triggers += 1
            self.assertEqual(self.env["ir.cron.trigger"].search_count([]), triggers)
        self.assertIs(self.profile(self.mine).estimated_wallet, False)
        self.assertIn(self.mine.id, self.state._touched_partner_ids())

    def test_who_entered_something_is_touched(self):
        self.env.flush_all()
        for table in ("res_partner", "crm_lead", "mail_message"):
            self.env.cr.execute(
                f"UPDATE {table} SET create_date = '2026-01-01',"
                " write_date = '2026-01-01'"
            )
        referrer = self.customer("Referrer")
        lead = self.env["crm.lead"].create({"name": "Lead"})
        entries = (
            (self.mine, self.wallet(self.mine, 500)),
            (self.theirs, self.choose(self.theirs, tier="bz")),
            (self.prospect, self.learn(self.prospect)),
        )
        touched = set(self.state._touched_partner_ids())
        for customer, entry in entries:
            self.assertIn(customer.id, touched, entry)
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET write_date = '2026-01-01'")
        self.assertNotIn(referrer.id, self.state._touched_partner_ids())
        lead.onetoone_referrer_id = referrer
        self.assertIn(referrer.id, self.state._touched_partner_ids())
        lead.onetoone_referrer_id = False
        self.assertNotIn(referrer.id, self.state._touched_partner_ids())
        self.prospect.onetoone_referrer_id = referrer
        self.assertIn(referrer.id, self.state._touched_partner_ids())

    def test_a_failing_refresh_keeps_nobody_from_entering(self):
        broken = patch.object(
            type(self.state), "_stage_aside", side_effect=ValueError("On fire.")
        )
        with broken, mute_logger(onetoone_refresh.__name__):
            wallet = self.wallet(self.mine, 500)
        self.assertTrue(wallet.exists())
        self.assertEqual(self.state.failure_reason, "On fire.")

    def test_contacts_and_branches_stand_for_their_heads(self):
        contact = self.customer("Contact", parent_id=self.mine.id)
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        wallet = self.wallet(contact, 500, company_id=branch.id)
        self.assertEqual(wallet.partner_id, self.mine)
        self.assertEqual(wallet.company_id, self.company)
        self.assertEqual(self.profile(self.mine).estimated_wallet, 500)
        defaults = {"default_partner_id": contact.id}
        wallet = self.env["onetoone.wallet"].with_context(**defaults)
        wallet = wallet.with_company(branch).create({"amount": 600})
        self.assertEqual(wallet.partner_id, self.mine)
        self.assertEqual(wallet.company_id, self.company)
        wallet.partner_id = self.theirs
        wallet.partner_id = contact
        self.assertEqual(wallet.partner_id, self.mine)
        # who became a contact takes what is known of him to his company
        self.wallet(self.theirs, 700, date(2026, 2, 2))
        self.theirs.parent_id = self.mine
        self.refresh()
        self.assertEqual(self.profile(self.mine).estimated_wallet, 700)

    def test_a_salesperson_enters_of_own_customers_only(self):
        wallets = self.env["onetoone.wallet"].with_user(self.seller)
        values = {"company_id": self.company.id, "amount": 500}
        wallet = wallets.create({**values, "partner_id": self.mine.id})
        self.assertEqual(wallet.user_id, self.seller)
        with self.assertRaises(AccessError):
            wallets.create({**values, "partner_id": self.theirs.id})
        self.wallet(self.theirs, 100)
        self.assertEqual(wallets.search([]).partner_id, self.mine)
        choices = self.env["onetoone.override"].with_user(self.seller)
        with self.assertRaises(AccessError):
            choices.create(
                {
                    "partner_id": self.theirs.id,
                    "company_id": self.company.id,
                    "tier": "bz",
                    "reason": "Not mine",
                }
            )
        with self.assertRaises(AccessError):
            self.env["onetoone.pareto"].with_user(self.seller).search([])

    def test_only_managers_change_ratios(self):
        line = self.env["onetoone.channel.cost"].search(
            [("company_id", "=", self.company.id), ("channel", "=", "phone")]
        )
        with self.assertRaises(AccessError):
            line.with_user(self.analyst).ratio = 1
        line.with_user(self.manager).ratio = 90
        self.assertEqual(line.ratio, 90)
        with self.assertRaises(AccessError):
            line.with_user(self.manager).unlink()
        self.company.onetoone_unit_contact_cost = 0.2
        self.assertEqual(line.with_user(self.manager).contact_cost, 18)

    def test_a_tier_is_for_customers(self):
        with (
            self.assertRaisesRegex(ValidationError, "Prospect has not bought"),
            self.env.cr.savepoint(),
        ):
            self.choose(self.prospect, tier="mgc")
        self.assertFalse(
            self.env["onetoone.override"].search(
                [("partner_id", "=", self.prospect.id)]
            )
        )
        # who bought a moment ago is one
        self.buy(self.prospect, date(2026, 2, 1), 10)
        self.choose(self.prospect, tier="mgc")
        self.assertEqual(self.profile(self.prospect).tier, "mgc")

    def test_impossible_entries(self):
        cases = (
            lambda: self.choose(self.mine, tier="bz", date_expiry=date(2026, 1, 1)),
            lambda: self.choose(self.mine, tier="bz", relationship="trust"),
            lambda: self.choose(self.mine, subject="relationship", tier="bz"),
            lambda: self.choose(self.mine),
            lambda: self.choose(self.mine, tier="bz", reason=False),
            lambda: self.wallet(self.mine, 0),
            lambda: self.wallet(self.mine, 100, potential=100.01),
            lambda: self.wallet(self.mine, 100, potential=-1),
        )
        for number, enter in enumerate(cases):
            with (
                self.subTest(number),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                enter()

    def test_dialogs_of_a_profile(self):
        profile = self.profile(self.mine).with_user(self.seller)
        for action, subject, value in (
            (profile.action_choose_tier(), "tier", "mvc"),
            (profile.action_confirm_relationship(), "relationship", "contact"),
        ):
            context = action["context"]
            self.assertEqual(context[f"default_{subject}"], value)
            model = self.env[action["res_model"]].with_user(self.seller)
            with Form(model.with_context(**context)) as form:
                form.reason = "I know them"
            choice = form.record
            self.assertEqual(choice.partner_id, self.mine)
            self.assertEqual(choice.subject, subject)
            self.assertEqual(choice[subject], value)
        self.assertEqual(profile.override_ids.mapped("reason"), ["I know them"] * 2)
        for action in (
            profile.action_open_wallets(),
            profile.action_open_overrides(),
            self.mine.with_user(self.seller).action_open_onetoone_wallets(),
        ):
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertLessEqual(found.partner_id, self.mine)
            self.assertEqual(action["context"]["default_partner_id"], self.mine.id)

    def test_a_merge_keeps_what_was_entered(self):
        kept = self.mine
        self.wallet(kept, 500, date(2026, 2, 1))
        self.wallet(self.theirs, 900, date(2026, 2, 2))
        self.choose(self.theirs, tier="bz")
        self.learn(kept)
        self.learn(self.theirs, 2)
        self.merge(kept, self.theirs)
        profile = self.profile(kept)
        self.assertEqual(profile.estimated_wallet, 900)
        self.assertEqual(profile.tier, "bz")
        self.assertEqual(profile.learning_count, 3)
        self.assertEqual(len(profile.wallet_ids), 2)

    def test_an_erased_customer_takes_everything_along(self):
        self.wallet(self.theirs, 900)
        self.choose(self.theirs, tier="bz")
        self.env["crm.lead"].search([("partner_id", "=", self.theirs.id)]).unlink()
        self.theirs.unlink()
        for model in ("onetoone.wallet", "onetoone.override"):
            self.assertFalse(
                self.env[model].search([("company_id", "=", self.company.id)])
            )
