from datetime import date

from odoo.tests import tagged

from .common import NOON, OnetooneCase


class SeveralCompaniesCase(OnetooneCase):
    """Two customers of two companies."""

    def setUp(self):
        super().setUp()
        self.other = self.new_company("Other company")
        self.kept = self.customer("Kept", email="kept@example.com")
        self.merged = self.customer("Merged", email="merged@example.com")
        for day, amounts in enumerate(((10, 100), (20, 200)), start=1):
            for company, amount in zip(
                (self.company, self.other), amounts, strict=True
            ):
                partner = (self.kept, self.merged)[day - 1]
                self.buy(partner, date(2026, 1, day), amount, company)

    def refresh_both(self):
        self.refresh()
        self.refresh(company=self.other)


@tagged("post_install", "-at_install")
class TestMerge(SeveralCompaniesCase):
    def test_the_survivor_is_refreshed_in_every_company(self):
        self.refresh_both()
        self.merge(self.kept, self.merged)
        self.assertFalse(self.merged.exists())
        self.assertEqual(self.profile(self.kept).monetary, 30)
        self.assertEqual(self.profile(self.kept).frequency, 2)
        self.assertEqual(self.profile(self.kept, self.other).monetary, 300)
        for company in (self.company, self.other):
            self.assertEqual(
                self.env["onetoone.profile"].search_count(
                    [("company_id", "=", company.id)]
                ),
                1,
            )

    def test_a_survivor_who_was_no_customer_gets_profiles(self):
        newcomer = self.customer("Newcomer")
        self.refresh_both()
        self.merge(newcomer, self.kept)
        self.assertEqual(self.profile(newcomer).monetary, 10)
        self.assertEqual(self.profile(newcomer, self.other).monetary, 100)

    def test_merged_contacts_take_their_purchases_along(self):
        here, there = self.customer("Here"), self.customer("There")
        first = self.customer("First", parent_id=here.id)
        second = self.customer("Second", parent_id=there.id)
        self.buy(first, date(2026, 1, 1), 5)
        self.buy(second, date(2026, 1, 1), 7)
        self.refresh_both()
        self.merge(first, second)
        self.assertEqual(self.profile(here).monetary, 12)
        self.assertFalse(self.profile(there))

    def test_nothing_is_computed_for_companies_that_never_were(self):
        self.merge(self.kept, self.merged)
        self.assertFalse(
            self.env["onetoone.profile"].search_count(
                [("company_id", "in", (self.company | self.other).ids)]
            )
        )
        self.refresh()
        self.assertEqual(self.profile(self.kept).monetary, 30)

    def test_a_merge_in_the_middle_of_a_refresh(self):
        refresh = self.env["onetoone.refresh"]._of(self.company)
        refresh._start()
        refresh._run_batch()
        self.merge(self.kept, self.merged)
        while refresh.state == "running":
            refresh._run_batch()
        self.assertFalse(self.profile(self.merged))
        self.refresh()
        self.assertEqual(self.profile(self.kept).monetary, 30)

    def test_lists_of_generic_partners_are_kept(self):
        walk_in, other_walk_in = self.customer("Walk-in"), self.customer("Counter")
        self.company.onetoone_generic_partner_ids = walk_in | other_walk_in
        self.other.onetoone_generic_partner_ids = other_walk_in
        self.merge(walk_in, other_walk_in)
        for company in (self.company, self.other):
            self.assertEqual(company.onetoone_generic_partner_ids, walk_in)

    def test_a_merge_resolves_a_duplicate(self):
        (self.kept | self.merged).write({"email": "same@example.com"})
        third = self.customer("Third", email="third@example.com")
        self.buy(third, date(2026, 1, 1), 10)
        self.refresh()
        self.assertTrue(self.profile(self.kept).is_duplicate)
        self.merge(self.kept, self.merged)
        self.assertFalse(self.profile(self.kept).is_duplicate)


@tagged("post_install", "-at_install")
class TestErasure(SeveralCompaniesCase):
    def test_erasing_a_partner_takes_his_profiles_along(self):
        prospect = self.customer("Prospect")
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "partner_id": prospect.id, "company_id": self.company.id}
        )
        self.date_record(lead, create_date=NOON)
        self.refresh()
        self.assertTrue(self.profile(prospect))
        prospect.unlink()
        self.env.invalidate_all()
        self.assertFalse(
            self.env["onetoone.profile"].search_count(
                [("partner_id", "=", prospect.id)]
            )
        )

    def test_an_archived_customer_stays_one(self):
        self.refresh()
        self.kept.active = False
        self.refresh()
        profile = self.profile(self.kept)
        self.assertEqual(profile.monetary, 10)
        self.assertTrue(profile.is_reachable)
        self.assertFalse(profile.active_partner)

    def test_an_anonymised_customer_leaves_numbers_only(self):
        self.refresh()
        self.kept.write({"name": "Anonymous", "email": False, "active": False})
        self.refresh(partner_ids=self.kept.ids)
        profile = self.profile(self.kept)
        self.assertEqual(profile.monetary, 10)
        self.assertFalse(profile.is_reachable)
        self.assertEqual(profile.display_name, "Anonymous")

    def test_a_privacy_lookup_finds_nothing_of_ours(self):
        self.need_addons("privacy_lookup")
        self.refresh_both()
        lookup = self.env["privacy.lookup.wizard"].create(
            {"name": "Kept", "email": "kept@example.com"}
        )
        lookup.action_lookup()
        models = lookup.line_ids.mapped("res_model")
        self.assertIn("res.partner", models)
        self.assertFalse([name for name in models if name.startswith("onetoone.")])
