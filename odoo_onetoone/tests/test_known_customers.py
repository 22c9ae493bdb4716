from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import Form, tagged

from .common_known_customers import KnownCustomersCase

FIELDS = (
    "onetoone_tier",
    "onetoone_abc",
    "onetoone_relationship",
    "onetoone_segment_ids",
    "onetoone_alert_ids",
    "onetoone_alert_count",
    "onetoone_alert_kind",
    "onetoone_alert_reason",
)


@tagged("post_install", "-at_install")
class TestKnownCustomers(KnownCustomersCase):
    def as_user(self, records, user, company=None):
        """Return the records as a new request of the user would see them."""
        self.env.flush_all()
        self.env.invalidate_all()
        companies = (company or self.company).ids
        return records.with_user(user).with_context(
            allowed_company_ids=companies, active_test=False
        )

    def found(self, records, user, *domain, **kwargs):
        """Return the names of those of the records that a search of the user finds."""
        seen = self.as_user(records, user)
        result = seen.search(Domain(domain) & Domain("id", "in", records.ids), **kwargs)
        return result.mapped("name")

    def groups(self, records, user, groupby, aggregate="__count"):
        seen = self.as_user(records, user)
        domain = [("id", "in", records.ids)]
        return {
            getattr(value, "name", value): number
            for value, number in seen._read_group(domain, [groupby], [aggregate])
        }

    # ------------------------------------------------------------
    # Values
    # ------------------------------------------------------------

    def test_a_customer_shows_its_profile_segments_and_alerts(self):
        acme = self.as_user(self.acme, self.analyst)
        self.assertTrue(acme.onetoone_is_known)
        self.assertEqual(acme.onetoone_tier, "mvc")
        self.assertEqual(acme.onetoone_abc, "a")
        self.assertEqual(acme.onetoone_relationship, "trust")
        self.assertEqual(acme.onetoone_segment_ids, self.key | self.region)
        self.assertEqual(acme.onetoone_alert_ids, self.drop | self.silent)
        self.assertEqual(acme.onetoone_alert_count, 2)
        self.assertEqual(acme.onetoone_alert_kind, "purchase_drop")
        self.assertIn("50 % less", acme.onetoone_alert_reason)
        self.assertEqual(acme.onetoone_rfm, "555")
        self.assertEqual(acme.onetoone_monetary, 1200)
        self.assertEqual(acme.onetoone_open_complaint_count, 2)
        self.assertEqual(acme.onetoone_currency_id, self.company.currency_id)

    def test_a_person_and_the_leads_show_their_customer(self):
        acme = self.as_user(self.acme, self.analyst)
        for record in (self.jo, *self.leads[:2]):
            shown = record.with_env(acme.env)
            for name in FIELDS:
                self.assertEqual(shown[name], acme[name], (record, name))
            self.assertEqual(shown.onetoone_profile_id, acme.onetoone_profile_id)

    def test_ended_memberships_and_closed_alerts_do_not_show(self):
        beta = self.as_user(self.beta, self.analyst)
        self.assertEqual(beta.onetoone_segment_ids, self.region)
        self.assertFalse(beta.onetoone_alert_ids)
        self.assertFalse(beta.onetoone_alert_reason)

    def test_without_profile_everything_is_empty(self):
        for record in (self.stranger, self.leads[-1]):
            shown = self.as_user(record, self.analyst)
            self.assertFalse(shown.onetoone_is_known)
            for name in FIELDS:
                self.assertFalse(shown[name], name)
        prospect = self.as_user(self.prospect, self.analyst)
        self.assertTrue(prospect.onetoone_is_known)
        self.assertFalse(prospect.onetoone_tier)

    def test_many_are_shown_as_one_by_one(self):
        for records in (self.contacts, self.leads):
            together = self.as_user(records, self.analyst)
            values = [[record[name] for name in FIELDS] for record in together]
            for record, known in zip(records, values, strict=True):
                alone = self.as_user(record, self.analyst)
                self.assertEqual([alone[name] for name in FIELDS], known, record)

    def test_each_company_shows_what_it_knows(self):
        user = self.both_companies(self.analyst)
        acme = self.as_user(self.acme, user, self.elsewhere)
        self.assertEqual(acme.onetoone_tier, "standard")
        self.assertEqual(acme.onetoone_segment_ids, self.foreign)
        self.assertEqual(acme.onetoone_alert_ids, self.abroad)
        here = acme.with_context(allowed_company_ids=self.company.ids)
        self.assertEqual(here.onetoone_tier, "mvc")
        both = (self.company | self.elsewhere).ids
        here = acme.with_context(allowed_company_ids=both)
        self.assertEqual(here.onetoone_alert_ids, self.drop | self.silent)
        self.assertFalse(acme.search([("onetoone_tier", "=", "mvc")]))

    def test_a_branch_shows_what_its_company_knows(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.analyst.company_ids += branch
        acme = self.as_user(self.acme, self.analyst, branch)
        self.assertEqual(acme.onetoone_tier, "mvc")
        self.assertEqual(
            acme.search([("onetoone_tier", "=", "mvc")]).ids,
            [
                self.acme.id,
                self.jo.id,
            ],
        )

    def test_a_lead_shows_the_customer_that_is_chosen(self):
        with Form(self.leads[-1].with_user(self.analyst)) as form:
            self.assertFalse(form.onetoone_tier)
            form.partner_id = self.jo
            self.assertEqual(form.onetoone_tier, "mvc")
            self.assertEqual(form.onetoone_alert_kind, "purchase_drop")
            form.partner_id = self.env["res.partner"]
            self.assertFalse(form.onetoone_tier)

    def test_nothing_is_stored(self):
        for model in ("res.partner", "crm.lead"):
            for name in (*FIELDS, "onetoone_profile_id", "onetoone_last_contact"):
                self.assertFalse(self.env[model]._fields[name].store, name)

    # ------------------------------------------------------------
    # Searching
    # ------------------------------------------------------------

    def test_contacts_are_found(self):
        for domain, names in (
            (("onetoone_tier", "=", "mvc"), ["Acme", "Jo"]),
            (("onetoone_tier", "in", ["mgc", "bz"]), ["Beta", "Gamma"]),
            (("onetoone_tier", "=", "standard"), ["Delta"]),
            (("onetoone_tier", "=", False), ["Prospect", "Stranger"]),
            (
                ("onetoone_tier", "in", [False, "bz"]),
                ["Gamma", "Prospect", "Stranger"],
            ),
            (
                ("onetoone_tier", "!=", "mvc"),
                ["Beta", "Delta", "Gamma", "Prospect", "Stranger"],
            ),
            (("onetoone_abc", "=", "b"), ["Beta", "Delta"]),
            (("onetoone_relationship", "=", "trust"), ["Acme", "Jo"]),
            (("onetoone_segment_ids", "=", self.key.id), ["Acme", "Gamma", "Jo"]),
            (("onetoone_segment_ids", "ilike", "reg"), ["Acme", "Beta", "Jo"]),
            (("onetoone_segment_ids.name", "=", "Key"), ["Acme", "Gamma", "Jo"]),
            (
                ("onetoone_segment_ids", "=", False),
                ["Delta", "Prospect", "Stranger"],
            ),
            (
                ("onetoone_segment_ids", "not in", self.key.ids),
                ["Beta", "Delta", "Prospect", "Stranger"],
            ),
            (("onetoone_segment_ids", "in", self.gone.ids), []),
            (("onetoone_segment_ids", "in", self.foreign.ids), []),
            (("onetoone_alert_ids", "!=", False), ["Acme", "Gamma", "Jo"]),
            (("onetoone_alert_ids.kind", "=", "growing"), ["Gamma"]),
            (("onetoone_alert_count", ">", 0), ["Acme", "Gamma", "Jo"]),
            (("onetoone_alert_count", "=", 2), ["Acme", "Jo"]),
            (("onetoone_alert_count", ">=", 2), ["Acme", "Jo"]),
            (
                ("onetoone_alert_count", "<", 2),
                ["Beta", "Delta", "Gamma", "Prospect", "Stranger"],
            ),
            (
                ("onetoone_alert_count", "in", [0, 1]),
                ["Beta", "Delta", "Gamma", "Prospect", "Stranger"],
            ),
            (
                ("onetoone_alert_count", "!=", 1),
                ["Acme", "Beta", "Delta", "Jo", "Prospect", "Stranger"],
            ),
            (("onetoone_alert_kind", "=", "contact_overdue"), ["Acme", "Jo"]),
            (
                ("onetoone_alert_kind", "in", [False, "growing"]),
                ["Beta", "Delta", "Gamma", "Prospect", "Stranger"],
            ),
            (
                ("onetoone_alert_kind", "=", False),
                ["Beta", "Delta", "Prospect", "Stranger"],
            ),
            (("onetoone_is_known", "=", False), ["Stranger"]),
            (("onetoone_last_contact", "<", "2026-02-01"), ["Beta"]),
            (("onetoone_profile_id.tier", "=", "bz"), ["Gamma"]),
        ):
            with self.subTest(domain):
                found = self.found(self.contacts, self.analyst, domain)
                self.assertEqual(sorted(found), names)

    def test_leads_are_found(self):
        for domain, names in (
            (("onetoone_tier", "=", "mvc"), ["Acme again", "Jo calls"]),
            (("onetoone_tier", "=", False), ["Nobody", "Prospect"]),
            (
                ("onetoone_tier", "!=", "mvc"),
                ["Beta", "Delta", "Gamma", "Nobody", "Prospect"],
            ),
            (
                ("onetoone_segment_ids", "=", self.key.id),
                ["Acme again", "Gamma", "Jo calls"],
            ),
            (
                ("onetoone_segment_ids", "=", False),
                ["Delta", "Nobody", "Prospect"],
            ),
            (("onetoone_alert_count", "=", 1), ["Gamma"]),
            (
                ("onetoone_alert_count", "=", 0),
                ["Beta", "Delta", "Nobody", "Prospect"],
            ),
            (("onetoone_relationship", "=", "contact"), ["Gamma"]),
            (("partner_id.onetoone_tier", "=", "standard"), ["Delta"]),
        ):
            with self.subTest(domain):
                found = self.found(self.leads, self.analyst, domain)
                self.assertEqual(sorted(found), names)

    def test_a_search_finds_what_is_shown(self):
        domains = [
            Domain(name, operator, value)
            for name, value in (
                ("onetoone_tier", "bz"),
                ("onetoone_tier", False),
                ("onetoone_abc", "b"),
                ("onetoone_relationship", "contact"),
                ("onetoone_segment_ids", self.key.id),
                ("onetoone_segment_ids", False),
                ("onetoone_alert_ids", False),
                ("onetoone_alert_count", 0),
                ("onetoone_alert_kind", False),
            )
            for operator in ("=", "!=")
        ]
        for user in (self.seller, self.other_seller, self.analyst):
            for records in (self.contacts, self.leads):
                for domain in domains:
                    seen = self.as_user(records, user)
                    shown = seen.filtered_domain(domain).mapped("name")
                    with self.subTest(user=user.login, domain=domain):
                        self.assertCountEqual(self.found(records, user, *domain), shown)

    def test_leads_are_sorted_by_the_last_contact(self):
        self.assertEqual(
            self.found(
                self.leads,
                self.analyst,
                ("onetoone_last_contact", "!=", False),
                order="onetoone_last_contact desc, id",
            ),
            ["Gamma", "Acme again", "Jo calls", "Beta"],
        )

    # ------------------------------------------------------------
    # Grouping
    # ------------------------------------------------------------

    def test_contacts_are_grouped(self):
        for groupby, groups in (
            (
                "onetoone_tier",
                {"mvc": 2, "mgc": 1, "bz": 1, "standard": 1, False: 2},
            ),
            ("onetoone_abc", {"a": 2, "b": 2, "c": 1, False: 2}),
            (
                "onetoone_relationship",
                {"trust": 2, "connection": 1, "contact": 1, False: 3},
            ),
            ("onetoone_segment_ids", {"Key": 3, "Region": 3, False: 3}),
        ):
            with self.subTest(groupby):
                self.assertEqual(
                    self.groups(self.contacts, self.analyst, groupby), groups
                )

    def test_leads_are_grouped(self):
        for groupby, groups in (
            (
                "onetoone_tier",
                {"mvc": 120, "mgc": 3, "bz": 4000, "standard": 50000, False: 7600000},
            ),
            (
                "onetoone_relationship",
                {"trust": 120, "connection": 3, "contact": 4000, False: 7650000},
            ),
            ("onetoone_segment_ids", {"Key": 4120, "Region": 123, False: 7650000}),
            (
                "partner_id.onetoone_tier",
                {"mvc": 120, "mgc": 3, "bz": 4000, "standard": 50000, False: 7600000},
            ),
        ):
            with self.subTest(groupby):
                groups_found = self.groups(
                    self.leads, self.analyst, groupby, "expected_revenue:sum"
                )
                self.assertEqual(groups_found, groups)

    def test_leads_are_grouped_by_the_segments_they_fit_themselves(self):
        fair = self.env["onetoone.segment"].create(
            {
                "name": "Fair",
                "company_id": self.company.id,
                "lead_domain": "[('expected_revenue', '<', 1000)]",
            }
        )
        # the leads of Acme, Jo and Beta, and one of nobody
        self.leads[-1].expected_revenue = 500
        self.assertEqual(
            self.groups(self.leads, self.analyst, "onetoone_segment_ids"),
            {"Key": 3, "Region": 3, "Fair": 4, False: 2},
        )
        nobody = self.as_user(self.leads[-1], self.analyst)
        self.assertEqual(nobody.onetoone_segment_ids, fair)
        acme = self.as_user(self.leads[0], self.analyst)
        self.assertEqual(acme.onetoone_segment_ids, self.key | self.region | fair)
        together = self.as_user(self.leads, self.analyst)
        self.assertEqual(
            [lead.onetoone_segment_ids for lead in together],
            [
                self.key | self.region | fair,
                self.key | self.region | fair,
                self.region | fair,
                self.key,
                self.env["onetoone.segment"],
                self.env["onetoone.segment"],
                fair,
            ],
        )
        for domain, names in (
            (("onetoone_segment_ids", "=", False), ["Delta", "Prospect"]),
            (
                ("onetoone_segment_ids", "in", [False, fair.id]),
                ["Acme again", "Beta", "Delta", "Jo calls", "Nobody", "Prospect"],
            ),
            (
                ("onetoone_segment_ids", "not in", fair.ids),
                ["Delta", "Gamma", "Prospect"],
            ),
            (
                ("onetoone_segment_ids", "ilike", "fai"),
                ["Acme again", "Beta", "Jo calls", "Nobody"],
            ),
        ):
            found = self.found(self.leads, self.analyst, domain)
            self.assertEqual(sorted(found), names)

    def test_two_groupings_go_together(self):
        leads = self.as_user(self.leads, self.analyst)
        groups = leads._read_group(
            [("id", "in", self.leads.ids), ("onetoone_tier", "in", ["mvc", "bz"])],
            ["onetoone_segment_ids", "onetoone_tier"],
            ["__count"],
        )
        self.assertCountEqual(
            [(segment.name, *rest) for segment, *rest in groups],
            [("Key", "mvc", 2), ("Key", "bz", 1), ("Region", "mvc", 2)],
        )

    def test_a_group_opens_with_as_many_as_it_says(self):
        for user in (self.seller, self.analyst):
            for records in (self.contacts, self.leads):
                for groupby in (
                    "onetoone_tier",
                    "onetoone_relationship",
                    "onetoone_segment_ids",
                    "onetoone_last_contact:month",
                ):
                    seen = self.as_user(records, user)
                    domain = Domain("id", "in", records.ids)
                    groups = seen.formatted_read_group(domain, [groupby], ["__count"])
                    for group in groups:
                        count = seen.search_count(
                            domain & Domain(group["__extra_domain"])
                        )
                        with self.subTest(user=user.login, group=group):
                            self.assertEqual(count, group["__count"])

    def test_the_web_client_may_group_and_sort(self):
        for model in ("res.partner", "crm.lead"):
            fields = self.env[model].with_user(self.seller).fields_get()
            for name in (
                "onetoone_tier",
                "onetoone_abc",
                "onetoone_relationship",
                "onetoone_segment_ids",
            ):
                self.assertTrue(fields[name]["groupable"], name)
                self.assertTrue(fields[name]["searchable"], name)
            self.assertTrue(fields["onetoone_tier"]["sortable"])

    # ------------------------------------------------------------
    # Rights
    # ------------------------------------------------------------

    def test_customers_of_others_are_as_good_as_unknown(self):
        gamma = self.as_user(self.gamma, self.seller)
        self.assertFalse(gamma.onetoone_is_known)
        for name in FIELDS:
            self.assertFalse(gamma[name], name)
        for domain in (
            ("onetoone_tier", "=", "bz"),
            ("onetoone_tier", "!=", False),
            ("onetoone_abc", "=", "c"),
            ("onetoone_profile_id.tier", "=", "bz"),
            ("onetoone_relationship", "=", "contact"),
            ("onetoone_segment_ids", "=", self.key.id),
            ("onetoone_segment_ids.name", "=", "Key"),
            ("onetoone_alert_ids", "!=", False),
            ("onetoone_alert_count", ">", 0),
            ("onetoone_alert_kind", "=", "growing"),
        ):
            with self.subTest(domain):
                found = self.found(self.gamma, self.seller, domain)
                self.assertFalse(found)
        self.assertEqual(
            self.groups(self.leads, self.seller, "onetoone_tier"),
            {"mvc": 2, "mgc": 1, "standard": 1, False: 3},
        )
        self.assertEqual(
            self.groups(self.leads, self.seller, "onetoone_segment_ids"),
            {"Key": 2, "Region": 3, False: 4},
        )
        self.assertEqual(
            self.groups(self.contacts, self.other_seller, "onetoone_tier"),
            {"bz": 1, False: 6},
        )

    def test_the_place_in_a_list_tells_nothing_of_customers_of_others(self):
        names = self.found(self.leads, self.seller, order="onetoone_tier, id")
        self.assertEqual(names[-3:], ["Gamma", "Prospect", "Nobody"])

    def test_what_the_superuser_sees_is_not_kept_for_the_salesperson(self):
        gamma = self.as_user(self.gamma, self.seller)
        self.assertEqual(gamma.sudo().onetoone_tier, "bz")
        self.assertEqual(gamma.sudo().onetoone_alert_count, 1)
        self.assertFalse(gamma.onetoone_tier)
        self.assertFalse(gamma.onetoone_alert_count)

    def test_nobody_else_gets_at_the_fields(self):
        clerk = self._new_user("clerk", "base.group_partner_manager")
        acme = self.as_user(self.acme, clerk)
        self.assertNotIn("onetoone_tier", acme.fields_get())
        for name in FIELDS:
            with self.assertRaises(AccessError):
                acme.read([name])
        for name in FIELDS[:-1]:
            with self.assertRaises(AccessError):
                acme.search([(name, "!=", False)])
        for name in ("onetoone_tier", "onetoone_segment_ids"):
            with self.assertRaises(AccessError):
                acme._read_group([], [name], ["__count"])

    # ------------------------------------------------------------
    # Buttons
    # ------------------------------------------------------------

    def test_the_buttons_open_profile_alerts_and_customer(self):
        lead = self.leads[1].with_user(self.seller)
        action = lead.action_open_onetoone_profile()
        self.assertEqual(action["res_model"], "onetoone.profile")
        self.assertEqual(action["res_id"], self.profile(self.acme).id)
        action = lead.action_open_onetoone_alerts()
        alerts = self.env[action["res_model"]].with_user(self.seller)
        self.assertEqual(alerts.search(action["domain"]), self.drop | self.silent)
        action = lead.action_open_onetoone_customer()
        self.assertEqual(action["res_id"], self.jo.id)
