from datetime import date, datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from ..readers.indicators import SHOWN
from .common import NOON
from .readings import ReadingsCase


@tagged("post_install", "-at_install")
class TestShownIndicators(ReadingsCase):
    """Five customers as of 2026-03-01, worked out by hand.

    ===  ==========================  ======  =======================================
    who  buys (days from lead)       active  contacts of the window
    ===  ==========================  ======  =======================================
    Ada  2024-06 100, 2025-06 500    yes     two of us within a day; asks about a lead
         (20)
    Bo   2025-05 300 (10)            yes     met, with notes; asks about a lead
    Cy   2024-05 50                  no      one message
    Di   2024-10 10, 2025-07 100     yes     met, without notes
         (2)
    Ed   2025-08 100 (4)             yes     none
    ===  ==========================  ======  =======================================
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bo, cls.cy, cls.di, cls.ed = (
            cls.customer(name, company_id=cls.company.id)
            for name in ("Ada", "Bo", "Cy", "Di", "Ed")
        )
        cls.ada.email = "ada@example.com"
        cls.customer("Bo's office", parent_id=cls.bo.id, email="bo@example.com")
        cls.buy(cls.ada, date(2024, 6, 1), 100)
        cls.buy(cls.cy, date(2024, 5, 1), 50)
        cls.buy(cls.di, date(2024, 10, 1), 10)
        cls.won = {}
        for partner, day, amount, days in (
            (cls.ada, date(2025, 6, 1), 500, 20),
            (cls.bo, date(2025, 5, 1), 300, 10),
            (cls.di, date(2025, 7, 1), 100, 2),
            (cls.ed, date(2025, 8, 1), 100, 4),
        ):
            lead = cls.buy(partner, day, amount, user=cls.seller)
            cls.date_record(lead, create_date=lead.date_closed - timedelta(days=days))
            cls.won[partner] = lead

    def setUp(self):
        super().setUp()
        self.leads = {
            name: self.lead(name, partner, created, **values)
            for name, partner, created, values in (
                ("asked", self.ada, datetime(2026, 2, 2, 9), {"referred": "Bo"}),
                (
                    "qualified",
                    self.bo,
                    datetime(2026, 2, 2, 9),
                    {
                        "expected_revenue": 100,
                        "onetoone_has_money": True,
                        "onetoone_has_authority": True,
                        "onetoone_has_need": True,
                    },
                ),
                ("young", self.di, datetime(2026, 2, 28, 10), {}),
                ("lost", self.ed, datetime(2026, 1, 5, 9), {}),
            )
        }
        self.leads["lost"].action_set_lost()
        self.leads["lost"].flush_recordset()
        self.date_record(self.leads["lost"], date_closed=datetime(2026, 1, 10, 9))

        self.say(self.seller, self.ada, self.ada, NOON)
        self.say(self.other_seller, self.ada, self.ada, NOON + timedelta(days=1))
        self.say(self.seller, self.cy, self.cy, NOON)
        self.say(self.other_seller, self.bo, self.bo, datetime(2025, 5, 20, 12))
        asked, qualified = self.leads["asked"], self.leads["qualified"]
        self.say(self.seller, asked, self.ada, datetime(2026, 2, 3, 12))
        self.hear(self.ada, asked, datetime(2026, 2, 4, 12))
        self.hear(self.bo, qualified, datetime(2026, 2, 4, 12))
        self.say(self.seller, qualified, self.bo, datetime(2026, 2, 5, 12))
        self.meet(self.bo, description="<p>Wants two of them.</p>")
        # Odoo adds the contact details of both to the description
        self.meet(self.di, description="<p><br></p>")
        self.say(self.seller, self.ada, self.ada, subtype="mail.mt_note")

    def lead(self, name, partner, created, **values):
        lead = self.env["crm.lead"].create(
            {
                "name": name,
                "type": "opportunity",
                "partner_id": partner.id,
                "company_id": self.company.id,
                "team_id": False,
                "user_id": False,
                **values,
            }
        )
        lead.flush_recordset()
        self.date_record(lead, create_date=created)
        return lead

    def measured(self, *codes):
        self.refresh()
        readings = self.measure()
        return {code: readings[code] for code in codes} if codes else readings

    def assert_readings(self, expected):
        """Compare with {code: (numerator, denominator, value)}, and open them."""
        readings = self.measured(*expected)
        for code, numbers in expected.items():
            self.assert_counts(readings[code], *numbers)
        self.assert_opens_what_it_counted(readings)

    def test_customers(self):
        self.ada.category_id = self.env.ref("odoo_onetoone.partner_category_reference")
        left = self._new_user("left", "sales_team.group_sale_salesman")
        self.di.user_id = left
        left.active = False
        self.assert_readings(
            {
                "new_customers": (2, 4, 50),
                "acquisition_to_retention": (2, 2, 100),
                # the best of four brings 500 of 1,000
                "concentration": (1, 4, 50),
                "reference_customers": (1, 4, 25),
                "emails_known": (2, 5, 40),
                "relational_facts": (1, 4, 25),
                "customer_files": (0, 4, 0),
                "potential_known": (1, 4, 25),
                "orphan_customers": (1, 4, 25),
                "contact_collisions": (1, 4, 25),
            }
        )

    def test_contacts(self):
        self.assert_readings(
            {
                # ten contacts: six messages out, two in, two meetings
                "worst_contacts": (1, 10, 10),
                "cheap_channels": (8, 10, 80),
                "self_service": (0, 2, 0),
                "meetings_written_up": (1, 2, 50),
                "conversations_continued": (1, 2, 50),
                "personal_share": (6, 6, 100),
                # after Bo's purchase it was not the seller who wrote
                "after_sale_listening": (1, 4, 25),
            }
        )

    def test_leads(self):
        referral = self.env.ref("utm.utm_source_referral")
        self.won[self.bo].source_id = referral
        self.leads["young"].source_id = referral
        suggestion = self.env.ref("odoo_onetoone.crm_tag_suggestion")
        (self.leads["lost"] | self.won[self.ada]).tag_ids = suggestion
        self.assert_readings(
            {
                # four were won, four are those of setUp
                "referred_leads": (3, 8, 37.5),
                "referred_followed": (1, 3, 100 / 3),
                # the young one had no next day yet; the other answer came too late
                "leads_next_day": (1, 7, 100 / 7),
                "leads_qualified": (1, 3, 100 / 3),
                "lead_win_rate": (4, 5, 80),
                # 2, 4, 10 and 20 days
                "lead_cycle_days": (4, 4, 7),
                # 10 days against the median of 2, 4 and 20
                "referral_cycle": (1, 4, 250),
                "suggestions_adopted": (1, 2, 50),
            }
        )

    def test_company_of_leads(self):
        other = self.new_company("Other")
        team = self.env["crm.team"].create(
            {"name": "Team", "company_id": self.company.id, "active": False}
        )
        left = self._new_user("left", "sales_team.group_sale_salesman")
        moment = datetime(2026, 2, 2, 9)
        by_user = self.lead("by user", self.ada, moment, user_id=left.id)
        by_team = self.lead("by team", self.ada, moment)
        others = self.lead("of another", self.ada, moment)
        (by_user | by_team | others).flush_recordset()
        self.date_record(by_user, company_id=None)
        self.date_record(by_team, company_id=None, team_id=team.id)
        self.date_record(others, company_id=other.id, team_id=team.id)
        left.active = False
        # the eight of the others, the one by its user and the one by its team
        self.assert_readings(
            {"referred_leads": (1, 10, 10), "leads_next_day": (1, 9, 100 / 9)}
        )

    def test_campaigns(self):
        paid, idle = self.env["utm.campaign"].create(
            [{"name": "Paid"}, {"name": "Idle"}]
        )
        self.won[self.bo].campaign_id = paid
        self.leads["qualified"].campaign_id = idle
        self.assert_readings({"campaigns_with_revenue": (1, 2, 50)})

    def test_target_companies(self):
        firms = [
            self.customer(
                name,
                is_company=True,
                company_id=self.company.id,
                category_id=[
                    Command.link(
                        self.env.ref("odoo_onetoone.partner_category_target").id
                    )
                ],
            )
            for name in ("Known", "Unknown")
        ]
        for number in range(3):
            self.customer(f"Person {number}", parent_id=firms[0].id)
        self.assert_readings({"target_contacts": (1, 2, 50)})

    def test_questionnaires(self):
        survey = self.env["survey.survey"].create(
            {
                "title": "Wishes",
                "question_and_page_ids": [
                    Command.create({"title": f"Question {number}"})
                    for number in range(8)
                ],
            }
        )
        for count in (7, 8):
            self.env["survey.user_input"].create(
                {
                    "survey_id": survey.id,
                    "partner_id": self.ada.id,
                    "state": "done",
                    "end_datetime": NOON,
                    "user_input_line_ids": [
                        Command.create(
                            {
                                "question_id": question.id,
                                "answer_type": "char_box",
                                "value_char_box": "Yes",
                            }
                        )
                        for question in survey.question_and_page_ids[:count]
                    ],
                }
            )
        self.assert_readings({"short_questionnaires": (1, 2, 50)})

    def test_sellers_who_see_service_data(self):
        reading = self.measured("service_data_access")["service_data_access"]
        self.assertEqual(reading.denominator, 2)
        self.assert_opens_what_it_counted({"service_data_access": reading})

    def test_opportunities_have_no_lines(self):
        readings = self.measured(
            "cross_selling", "special_offers", "personal_documents"
        )
        for reading in readings.values():
            self.assertIs(reading.value, False)
            self.assertEqual(reading.missing_reason, "no_source")

    def test_departments(self):
        self.need_addons("hr")
        self.env["hr.department"].create(
            {"name": "Stock", "company_id": self.company.id}
        )
        sales = self.env["hr.department"].create(
            {"name": "Sales", "company_id": self.company.id}
        )
        self.env["hr.employee"].create(
            {
                "name": "Seller",
                "user_id": self.seller.id,
                "company_id": self.company.id,
                "department_id": sales.id,
            }
        )
        shared = self.env["hr.department"].search_count([("company_id", "=", False)])
        reading = self.measured("departments_in_contact")["departments_in_contact"]
        self.assert_counts(reading, 1, 2 + shared, 100 / (2 + shared))
        self.assert_opens_what_it_counted({"departments_in_contact": reading})

    def test_mass_mails(self):
        self.need_addons("mass_mailing")
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "user_id": self.seller.id,
                "body_arch": '<p>Dear <t t-out="object.name"/></p>',
                "state": "done",
                "sent_date": NOON,
            }
        )
        mailing.copy({"body_arch": "<p>Dear all</p>"}).write(
            {"state": "done", "sent_date": NOON, "user_id": self.seller.id}
        )
        self.env["mailing.trace"].create(
            [
                {
                    "mass_mailing_id": mailing.id,
                    "model": "res.partner",
                    "res_id": self.ada.id,
                    "trace_status": status,
                    "sent_datetime": NOON,
                }
                for status in ("sent", "open", "reply", "bounce")
            ]
        )
        self.assert_readings(
            {
                "mail_opened": (2, 3, 200 / 3),
                "mail_replied": (1, 3, 100 / 3),
                "personal_share": (6, 9, 200 / 3),
                "mailings_personal": (1, 2, 50),
            }
        )

    def test_calls(self):
        self.need_addons("crm_phonecall")
        self.env["crm.phonecall"].create(
            [
                {
                    "name": "Call",
                    "partner_id": self.ada.id,
                    "company_id": company,
                    "user_id": self.seller.id,
                    "direction": direction,
                    "state": state,
                    "date": NOON,
                }
                for state, direction, company in (
                    ("done", "in", self.company.id),
                    ("done", "in", False),
                    ("cancel", "in", self.company.id),
                    ("open", "in", self.company.id),
                    ("done", "out", self.company.id),
                )
            ]
        )
        self.assert_readings({"calls_held": (2, 3, 200 / 3)})

    def test_shown_indicators_weigh_nothing(self):
        codes = [code for module in SHOWN for code in module.READERS]
        indicators = self.env["onetoone.indicator"].search([("code", "in", codes)])
        self.assertEqual(len(indicators), len(codes))
        self.assertEqual(set(indicators.mapped("weight")), {0})
        for indicator in indicators:
            self.assertRegex(indicator.definition, r"C-[IDXCG]\d\d", indicator.code)
            self.assertIn("$denominator", indicator.sentence, indicator.code)
