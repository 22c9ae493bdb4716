"""What must come out of the planted cases, as data/README.md says; and nothing else."""

import oracle
from test_sample_company import SampleCase

from odoo.tests import tagged

from data.sample import AS_OF

# by customer: fields of his profile, worked out by hand
PROFILES = {
    "C1": {
        "P-DROP-01": {"is_drop": True, "tier": "mvc", "change_ratio": 35},
        "P-DROP-02": {"is_drop": True, "tier": "mvc", "change_ratio": 60},
        "P-DROP-03": {"is_drop": True, "is_active": True, "change_ratio": 0},
        "P-DROP-05": {"is_drop": True, "tier": "mvc"},
        "P-STEADY-01": {"is_drop": False, "tier": "mvc", "change_ratio": 61},
        "P-SEASON-01": {"is_drop": False, "tier": "mvc", "change_ratio": False},
        "P-ONCE-01": {"is_drop": False, "tier": "mvc", "change_ratio": False},
        "P-ONCE-02": {"is_drop": True, "lifetime_orders": 1},
        "P-GROW-01": {"is_growing": True, "change_ratio": 140},
        "P-GROW-02": {"is_growing": False, "change_ratio": 200},
        "P-LOYAL-01": {"is_loyal": True},
        "P-LOYAL-02": {"is_loyal": True},
        "P-LOYAL-03": {"is_loyal": False},
        "P-POS-01": {"frequency": 2, "monetary": 1500},
        "P-POS-03": {"frequency": 1, "monetary": 80},
        "P-POS-05": {"frequency": 1, "monetary": 200},
        "P-LINKED-01": {"has_linked_sites": True},
        "P-LINKED-02": {"has_linked_sites": False},
        "P-COMPLETE-01": {"completeness": 100},
        "P-GOLD-01": {"abc": "a"},
        "P-GOLD-04": {"abc": "a"},
        "P-CHILD-01": {"frequency": 3, "contact_count": 1},
        "P-COMPLAIN-01": {"open_complaint_count": 1, "tier": "mvc"},
        "P-COMPLAIN-05": {"open_complaint_count": 1, "tier": "mvc"},
        # T-REOPEN-01 and T-LATER-01 are open; T-FUTURE-01 is not known yet
        "P-TICKETS-01": {"complaint_count": 10, "open_complaint_count": 2},
        "P-TICKETS-02": {"complaint_count": 3, "open_complaint_count": 0},
        "P-CLAIMS-01": {"complaint_count": 4, "open_complaint_count": 1},
        "P-TASKS-01": {"complaint_count": 3, "open_complaint_count": 2},
        "P-CALL-01": {"contact_count_window": 1, "is_two_way": False},
        "P-CHAT-01": {"contact_count_window": 1, "is_two_way": True},
        "P-CHAT-02": {"contact_count_window": 0},
        "P-ACTIVITY-01": {"contact_count_window": 1, "is_two_way": False},
        "P-ACTIVITY-02": {"contact_count_window": 1, "is_two_way": True},
        "P-ACTIVITY-03": {"contact_count_window": 0},
        "P-ACTIVITY-04": {"contact_count_window": 0},
        "P-ACTIVITY-05": {"contact_count_window": 1},
        "P-MAILING-01": {"contact_count_window": 0, "last_contact": False},
        "P-EVENT-01": {"contact_count_window": 1, "is_two_way": False},
        "P-EVENT-02": {"contact_count_window": 0},
        "P-EVENT-03": {"contact_count_window": 0},
        "P-EVENT-04": {"contact_count_window": 1},
        "P-PORTAL-01": {"contact_count_window": 0},
        "P-FORWARD-01": {"contact_count_window": 1, "last_inbound": False},
        "P-BOTH-01": {"contact_count_window": 1},
        "P-BOTH-02": {"contact_count_window": 1},
        "P-LETTER-01": {"contact_count_window": 1},
        "P-LEADMAIL-01": {"contact_count_window": 1, "last_outbound": False},
        "P-WALLET-01": {"share_of_customer": 2.2222, "tier": "mgc"},
        "P-WALLET-02": {"share_of_customer": 50, "tier": "mvc"},
        "P-WALLET-03": {"share_of_customer": 20, "tier": "standard"},
        "P-WALLET-04": {"estimated_wallet": 60000, "tier": "mgc"},
        "P-WALLET-05": {"share_of_customer": 50, "tier": "standard"},
        "P-WALLET-06": {"share_of_customer": 30, "tier": "standard"},
        "P-BELOW-01": {"net_contribution": -3, "tier": "bz"},
        "P-BELOW-02": {"net_contribution": 9, "tier": "standard"},
        "P-MANUAL-01": {"chosen_tier": "mvc", "tier": "mvc"},
        "P-MANUAL-02": {"chosen_tier": False, "tier": "standard"},
        "P-FAMILIAR-01": {"learning_count": 3, "relationship": "familiarity"},
        "P-FAMILIAR-02": {"learning_count": 2, "relationship": "connection"},
        "P-TRUST-01": {"gave_referral": True, "relationship": "trust"},
        "P-TRUST-02": {"gave_referral": True, "relationship": "familiarity"},
    },
    "C2": {
        "P-DROP-04": {"is_drop": True, "tier": "mvc"},
        "P-SEASON-02": {"is_drop": False, "tier": "mvc"},
        "P-POS-02": {"frequency": 1, "monetary": 300},
        "P-COMPLAIN-02": {"open_complaint_count": 1, "tier": "mvc"},
    },
}
# by complaint: working hours until closed, how often opened again; None: open
COMPLAINTS = {
    "T-SUNDAY-01": (0, 0),
    "T-EASTER-01": (2, 0),
    "T-DST-01": (2.5, 0),
    "T-NIGHT-01": (6, 0),
    "T-REOPEN-01": (None, 1),
    "T-LATER-01": (None, 0),
    "K-SETTLED-01": (9, 0),
    "K-REJECTED-01": (2, 0),
    "K-REOPEN-01": (None, 1),
    "J-DONE-01": (3, 0),
    "J-OPEN-01": (None, 0),
    "J-REOPEN-01": (None, 1),
}
CLOSED_TWICE = ("T-TWICE-01", "K-TWICE-01")
DUPLICATES = {
    f"P-{name}{letter}"
    for name in ("DUP-01", "DUP-02", "DUP-03", "MOVED-01", "MOVED-02")
    for letter in "ab"
}
# one of each pair stands for both
SPLIT_SITES = ({"P-DUP-01"}, {"P-DUP-03"}, {"P-SITE-01"})


@tagged("post_install", "-at_install")
class TestPlanted(SampleCase):
    def profile(self, code, reference):
        return self.profiles(
            self.companies[code], ("partner_id", "=", self.by_reference(reference).id)
        )

    def references(self, profiles):
        """References of the customers of some profiles."""
        found = self.env["ir.model.data"].search(
            [
                ("module", "=", "onetoone_sample"),
                ("model", "=", "res.partner"),
                ("res_id", "in", profiles.partner_id.ids),
            ]
        )
        return set(found.mapped("name"))

    def test_profiles(self):
        for code, cases in PROFILES.items():
            for reference, expected in cases.items():
                profile = self.profile(code, reference)
                with self.subTest(company=code, customer=reference):
                    self.assertEqual(len(profile), 1)
                    for name, value in expected.items():
                        if value is False or isinstance(value, str):
                            self.assertEqual(profile[name], value, name)
                        else:
                            self.assertAlmostEqual(profile[name], value, 4, name)

    def test_no_customer(self):
        for code, reference in (("C1", "P-POS-04"), ("C2", "P-REFUND-01")):
            self.assertFalse(self.profile(code, reference).is_customer)

    def test_completeness_of_a_name_a_language_and_a_seller(self):
        profile = self.profile("C1", "P-COMPLETE-02")
        self.assertAlmostEqual(profile.completeness, 100 * 3 / 9, 6)

    def test_a_mailing_is_in_the_history_once(self):
        contacts = self.env["onetoone.interaction"].search(
            [("partner_id", "=", self.by_reference("P-MAILING-01").id)]
        )
        self.assertEqual(contacts.mapped("is_mass"), [True])

    def test_readings(self):
        """What was planted for a reading, where the random customers have none."""
        readings = {
            reading.indicator_id.code: reading
            for reading in self.env["onetoone.reading"].search(
                [
                    ("company_id", "=", self.companies["C1"].id),
                    ("as_of", "=", AS_OF),
                ]
            )
        }
        # P-CHOICE-01 to 03 chose; of their second orders one repeats the choice
        self.assertEqual(readings["choices_recorded"].numerator, 3)
        reused = readings["configuration_reused"]
        self.assertEqual((reused.numerator, reused.denominator), (1, 3))
        # P-GOLD-01 to 03
        self.assertEqual(readings["gold_terms"].numerator, 3)
        # T-UNLINKED-01 names a customer nobody linked
        inbound = readings["recognised_inbound"]
        self.assertEqual(inbound.denominator - inbound.numerator, 1)

    def complaint(self, reference):
        document = self.by_reference(reference)
        return self.env["onetoone.complaint"].search(
            [("res_model", "=", document._name), ("res_id", "=", document.id)]
        )

    def test_complaints(self):
        for reference, (hours, reopened) in COMPLAINTS.items():
            # Odoo knows of July, too: closed after the day of computation
            if reference == "T-LATER-01":
                continue
            complaint = self.complaint(reference)
            with self.subTest(complaint=reference):
                self.assertEqual(complaint.is_closed, hours is not None)
                self.assertEqual(complaint.reopen_count, reopened)
                if hours is not None:
                    self.assertAlmostEqual(complaint.working_hours, hours, 4)

    def test_the_last_closing_counts(self):
        for reference in CLOSED_TWICE:
            complaint = self.complaint(reference)
            self.assertEqual(complaint.closed.day, 11, reference)
            self.assertEqual(complaint.reopen_count, 1, reference)

    def test_solved_at_first_contact(self):
        self.assertTrue(self.complaint("T-FIRST-01").first_contact)
        self.assertFalse(self.complaint("T-FIRST-02").first_contact)

    def test_only_the_planted_are_duplicates(self):
        found = self.profiles(self.companies["C1"], ("is_duplicate", "=", True))
        self.assertEqual(self.references(found), DUPLICATES)
        found = self.profiles(self.companies["C2"], ("is_duplicate", "=", True))
        self.assertFalse(found)

    def test_only_the_planted_are_split_sites(self):
        found = self.references(
            self.profiles(self.companies["C1"], ("is_split_site", "=", True))
        )
        pairs = [{reference[:-1]} for reference in sorted(found)]
        self.assertEqual(pairs, sorted(SPLIT_SITES, key=min))

    def test_only_the_planted_cases_are_reopened_beside_the_random_ones(self):
        """Opened again: a closing that is followed by another stage."""
        closing = {"Done", "Cancelled", "Rejected", "Settled"}
        expected = set()
        for table in ("ticket", "claim", "task"):
            paths = {}
            for row in oracle.rows(f"{table}_stage"):
                if row["date"] < "2026-06-30 22:00":
                    paths.setdefault(row[table], []).append(row["stage"])
            expected |= {
                ref
                for ref, path in paths.items()
                if any(stage in closing for stage in path[:-1])
            }
        found = self.env["onetoone.complaint"].search([("reopen_count", ">", 0)])
        references = self.env["ir.model.data"].search(
            [
                ("module", "=", "onetoone_sample"),
                ("model", "in", ["helpdesk.ticket", "crm.claim", "project.task"]),
            ]
        )
        names = {(one.model, one.res_id): one.name for one in references}
        self.assertEqual({names[one.res_model, one.res_id] for one in found}, expected)
