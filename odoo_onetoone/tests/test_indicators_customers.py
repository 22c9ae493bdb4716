from datetime import date, datetime

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import AS_OF
from .readings import ReadingsCase


@tagged("post_install", "-at_install")
class TestIndicatorsOfCustomers(ReadingsCase):
    """Seven customers and one generic buyer, worked out by hand as of 2026-03-01.

    =====  ======================================  =====  ======  ========
    who    buys                                    class  active  contacts
    =====  ======================================  =====  ======  ========
    Ann    2023-02, 2024-06: 100; 2025-06, 2026-02: A     yes     in, out
           1,000 each
    Bob    2025-07: 200                            B      yes
    Cleo   2024-05: 300                            C      no
    Dan    2023-12: 50                             C      no
    Eve    2023-12: 50                             C      no      2025-01
    Fay    2025-09: 100                            B      yes
    Gus    2025-10: 80                             C      yes     in 3 times
    =====  ======================================  =====  ======  ========
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        mine = {"company_id": cls.company.id}
        cls.ann = cls.customer(
            "Ann",
            is_company=True,
            street="Main Street 1",
            city="Berlin",
            country_id=cls.env.ref("base.de").id,
            email="ann@example.com",
            phone="+49 30 1111111",
            ref="A1",
            user_id=cls.seller.id,
            **mine,
        )
        cls.customer("Anton", parent_id=cls.ann.id, email="anton@example.com")
        cls.bob = cls.customer("Bob", is_company=True, email="bob@example.org", **mine)
        cls.cleo, cls.dan, cls.eve, cls.fay, cls.gus = (
            cls.customer(name, **mine) for name in ("Cleo", "Dan", "Eve", "Fay", "Gus")
        )
        cls.walk_in = cls.customer("Walk-in", **mine)
        cls.company.onetoone_generic_partner_ids = cls.walk_in
        for partner, day, amount in (
            (cls.ann, date(2023, 2, 10), 100),
            (cls.ann, date(2024, 6, 1), 100),
            (cls.ann, date(2025, 6, 1), 1000),
            (cls.ann, date(2026, 2, 1), 1000),
            (cls.bob, date(2025, 7, 1), 200),
            (cls.cleo, date(2024, 5, 1), 300),
            (cls.dan, date(2023, 12, 1), 50),
            (cls.eve, date(2023, 12, 1), 50),
            (cls.fay, date(2025, 9, 1), 100),
            (cls.gus, date(2025, 10, 1), 80),
            (cls.walk_in, date(2025, 8, 1), 595),
        ):
            cls.buy(partner, day, amount)

    def setUp(self):
        super().setUp()
        self.hear(self.ann, self.ann, datetime(2026, 2, 10, 12))
        self.say(self.seller, self.ann, self.ann, datetime(2026, 2, 11, 12))
        self.hear(self.eve, self.eve, datetime(2025, 1, 5, 12))
        for day in (3, 4, 20):
            self.hear(self.gus, self.gus, datetime(2025, 11, day, 12))
        self.refresh()

    def lead(self, moment=datetime(2026, 2, 3, 12), **values):
        lead = self.env["crm.lead"].create(
            {
                "name": "Request",
                "company_id": self.company.id,
                "team_id": False,
                "user_id": False,
                **values,
            }
        )
        self.date_record(lead, create_date=moment)
        return lead

    def test_identify(self):
        readings = self.measure()
        # 2,380 of 2,975
        self.assert_counts(readings["revenue_identified"], 5, 6, 80)
        # Ann has all nine basics; Bob name, e-mail and language, the others two
        self.assert_counts(
            readings["completeness"], 4, 4, 100 * (9 + 3 + 2 + 2) / (4 * 9)
        )
        self.assert_counts(readings["contact_persons"], 1, 2, 50)
        # Dan; Eve was in touch within 24 months
        self.assert_counts(readings["stale_records"], 1, 7, 100 / 7)
        self.assert_counts(readings["history_depth"], 10, 10, 36)
        self.assert_opens_what_it_counted(readings)

    def test_differentiate(self):
        readings = self.measure()
        self.assert_counts(readings["value_known"], 0, 4, 0)
        # Cleo, Dan, Eve and Gus have 3 of 5 contacts and 80 of 2,380
        self.assert_counts(
            readings["effort_balance"], 4, 7, 100 * 3 / 5 - 100 * 80 / 2380
        )
        self.assertEqual(
            readings["effort_balance"].explanation,
            "Class C (4 of 7 customers) takes 60.0 % of the contacts "
            "and brings 3.4 % of the value.",
        )
        # Ann and Cleo were active in the window before
        self.assert_counts(readings["retention"], 1, 2, 50)
        for code in ("segment_coverage", "segment_review", "mvc_needs_known"):
            self.assertEqual(readings[code].missing_reason, "not_started", code)
            self.assertIs(readings[code].numerator, False)

    def test_interact(self):
        readings = self.measure()
        self.assert_counts(readings["contact_history"], 2, 4, 50)
        self.assert_counts(readings["mvc_contact_history"], 1, 1, 100)
        self.assert_counts(readings["direct_reach"], 1, 4, 25)
        self.assert_counts(readings["two_way"], 1, 2, 50)

    def test_first_response(self):
        # from Tuesday noon to Wednesday noon: half a working day each; Gus waits
        readings = self.measure()
        self.assert_counts(readings["first_response_hours"], 1, 2, 8)
        action = readings["first_response_hours"].action_open_among()
        waits = self.env["onetoone.case"].with_context(**action["context"])
        waits = waits.search(action["domain"])
        self.assertEqual(waits.partner_id, self.ann | self.gus)
        gus = waits.filtered(lambda wait: wait.partner_id == self.gus)
        self.assertEqual(gus.date, datetime(2025, 11, 3, 12), "the first message")
        self.assertFalse(gus.is_counted)
        opened = gus.action_open_document()
        self.assertEqual(
            (opened["res_model"], opened["res_id"]), ("res.partner", gus.partner_id.id)
        )

    def test_a_call_keeps_nobody_waiting_and_an_answer_ends_one_wait(self):
        self.say(self.seller, self.gus, self.gus, datetime(2025, 11, 10, 12))
        # the message of the 20th is a wait of its own now: 5 working days for the
        # first, and none for the second
        self.assert_counts(self.measure()["first_response_hours"], 2, 3, 40)

    def test_requests_are_recognised(self):
        self.lead(email_from="Bob <BOB@example.org>")
        self.lead(phone="+49 (30) 111-1111")
        self.lead(email_from="stranger@example.net")
        self.lead(email_from="bob@example.org", moment=datetime(2024, 2, 3, 12))
        readings = self.measure()
        # the deals of the window are linked; the two leads could have been
        self.assert_counts(readings["recognised_inbound"], 5, 7, 500 / 7)
        self.assert_opens_what_it_counted(readings)

    def test_the_past_from_dated_facts(self):
        readings = self.measure(date(2025, 8, 1))
        # in the year before: Ann and Bob; before that: Ann, Cleo, Dan and Eve
        self.assert_counts(readings["contact_history"], 0, 2, 0)
        self.assert_counts(readings["retention"], 1, 4, 25)
        self.assert_counts(readings["revenue_identified"], 2, 2, 100)
        self.assert_counts(readings["history_depth"], 7, 7, 29)
        # Eve's is the only contact, and Ann and Bob bring all the value
        self.assert_counts(readings["effort_balance"], 3, 5, 100)
        for code in ("reachable", "completeness", "duplicates", "recognised_inbound"):
            self.assertEqual(readings[code].missing_reason, "not_recorded", code)
        dated = {
            code: readings[code] for code in ("revenue_identified", "history_depth")
        }
        self.assert_opens_what_it_counted(dated)
        with self.assertRaisesRegex(UserError, "can no longer be listed"):
            readings["retention"].action_open_counted()

    def test_what_does_not_apply_has_no_value(self):
        setting = self.env["onetoone.indicator.setting"].create(
            {
                "indicator_id": self.env.ref(
                    "odoo_onetoone.indicator_contact_persons"
                ).id,
                "company_id": self.company.id,
                "is_not_applicable": True,
                "reason": "We sell to people only.",
            }
        )
        reading = self.measure()["contact_persons"]
        self.assertEqual(reading.missing_reason, "not_applicable")
        self.assertIs(reading.value, False)
        self.assertIn("Not applicable", reading.explanation)
        with self.assertRaisesRegex(ValidationError, "Say why"):
            setting.reason = " "
        setting.is_not_applicable = False
        self.assertEqual(self.measure()["contact_persons"].value, 50)

    def test_staff_see_what_is_shown_to_all(self):
        elsewhere = self.new_company("Elsewhere")
        self.measure(company=elsewhere)
        self.measure()
        seen = self.env["onetoone.reading"].with_user(self.seller)
        self.assertFalse(seen.search([("as_of", "=", AS_OF)]))
        self.env["onetoone.indicator.setting"].create(
            [
                {
                    "indicator_id": self.env.ref(f"odoo_onetoone.indicator_{code}").id,
                    "company_id": company.id,
                    "is_public": True,
                }
                for code, company in (
                    ("first_contact_resolution", self.company),
                    ("retention", elsewhere),
                )
            ]
        )
        public = seen.search([("as_of", "=", AS_OF)])
        self.assertEqual(public.indicator_id.code, "first_contact_resolution")
        self.assertGreater(
            len(public.with_user(self.analyst).search([("as_of", "=", AS_OF)])), 30
        )
