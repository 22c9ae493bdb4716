from datetime import date, timedelta

from odoo.tests import tagged

from .common import AS_OF
from .common_segment_readings import SegmentsCase

DAY = timedelta(days=1)
COVERAGE = ("segment_coverage", "segment_value_coverage", "mvc_segment_coverage")
ELEMENTS = (
    "price",
    "service",
    "transaction",
    "relationship",
    "logistics",
    "product",
)


@tagged("post_install", "-at_install")
class TestSegmentCoverage(SegmentsCase):
    """Six customers as of 2026-03-01, worked out by hand.

    ======  ==========  =======  =====
    who     buys        active   MVC
    ======  ==========  =======  =====
    Ann     500         yes      yes
    Bea     200         yes
    Cem     200         yes
    Dora    70          yes
    Emil    30          yes
    Past    900 (2024)  no
    ======  ==========  =======  =====
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bea, cls.cem, cls.dora, cls.emil, cls.past = (
            cls.customer(name) for name in ("Ann", "Bea", "Cem", "Dora", "Emil", "Past")
        )
        for partner, day, amount in (
            (cls.ann, date(2026, 2, 1), 500),
            (cls.bea, date(2026, 2, 1), 200),
            (cls.cem, date(2026, 2, 1), 200),
            (cls.dora, date(2026, 2, 1), 70),
            (cls.emil, date(2026, 2, 1), 30),
            (cls.past, date(2024, 2, 1), 900),
        ):
            cls.buy(partner, day, amount)

    def setUp(self):
        super().setUp()
        self.refresh()

    def test_not_started_until_there_is_a_segment(self):
        codes = (*COVERAGE, "needs_segments", "segment_review", "segments_changing")
        other = self.new_company("Other")
        self.segment("Theirs", company=other)
        self.assert_missing("not_started", *codes)

        archived = self.segment("Gone", active=False)
        self.join(archived, self.ann)
        self.assert_missing("not_started", *codes)

        self.segment("Ours")
        self.assert_readings(
            {
                "segment_coverage": (0, 5, 0),
                "segment_value_coverage": (0, 5, 0),
                "mvc_segment_coverage": (0, 1, 0),
                "needs_segments": (0, 0, 0),
                "segment_review": (1, 1, 0),
                "segments_changing": (0, 0, None),
            }
        )

    def test_customers_count_once_and_prospects_not(self):
        first, second = self.segment("First"), self.segment("Second")
        self.join(first, self.ann | self.past | self.customer("Prospect"))
        self.join(second, self.ann | self.dora)
        readings = self.assert_readings(
            {
                "segment_coverage": (2, 5, 40),
                # Ann and Dora: 570 of 1,000
                "segment_value_coverage": (2, 5, 57),
                "mvc_segment_coverage": (1, 1, 100),
            }
        )
        self.assert_opens_what_it_counted(readings)
        reading = readings["segment_value_coverage"]
        # 57 % lies 17/20 of the way from anchor 40 (25) to anchor 60 (50)
        self.assertAlmostEqual(reading.position, 25 + 25 * 17 / 20, 9)
        self.assertEqual(
            reading.explanation,
            "2 of 5 active customers belong to a segment and bring 57.0 % of the "
            "value.",
        )

    def test_the_records_opened_are_those_counted(self):
        self.join(self.segment("Segment"), self.ann | self.dora)
        reading = self.measured("segment_coverage")["segment_coverage"]
        action = reading.action_open_counted()
        profiles = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(profiles.partner_id, self.ann | self.dora)

    def test_a_membership_counts_from_its_first_day_to_the_day_before_its_end(self):
        segment = self.segment("Segment")
        yesterday = AS_OF - DAY
        # the last day that counts is the one before the date
        self.join(segment, self.ann, since=yesterday)
        self.join(segment, self.bea, since=AS_OF)
        self.join(segment, self.cem, until=AS_OF)
        self.join(segment, self.dora, until=yesterday)
        self.join(segment, self.emil, since=yesterday - DAY, until=yesterday)
        readings = self.assert_readings({"segment_coverage": (2, 5, 40)})
        self.assert_opens_what_it_counted(readings)

    def test_archived_segments_count_nothing(self):
        segment = self.segment("Segment")
        self.segment("Other")
        self.join(segment, self.ann | self.bea)
        segment.active = False
        self.assert_readings(
            {"segment_coverage": (0, 5, 0), "mvc_segment_coverage": (0, 1, 0)}
        )

    def test_a_past_date_has_its_own_members(self):
        segment = self.segment("Segment", self.division("needs"))
        self.join(segment, self.ann, date(2026, 2, 10), date(2026, 2, 20))
        self.join(segment, self.bea | self.cem, date(2026, 2, 18))
        for day, count, value in (
            (date(2026, 2, 18), 1, 50),
            (date(2026, 2, 19), 3, 90),
            (date(2026, 2, 21), 2, 40),
        ):
            with self.subTest(day=day):
                self.assert_readings(
                    {
                        "segment_coverage": (count, 5, 20 * count),
                        "segment_value_coverage": (count, 5, value),
                        "needs_segments": (1, 1, 1),
                    },
                    as_of=day,
                )
        # nobody was a member yet
        self.assert_missing(
            "not_started", *COVERAGE, "needs_segments", as_of=date(2026, 2, 10)
        )
        self.assertEqual(self.profile(self.ann).as_of, AS_OF)

    def test_members_of_another_company_are_its_own(self):
        other = self.new_company("Other")
        self.buy(self.ann, date(2026, 2, 1), 10, company=other)
        self.refresh(company=other)
        self.join(self.segment("Ours"), self.bea)
        self.join(self.segment("Theirs", company=other), self.ann | self.bea)
        self.assert_readings({"segment_coverage": (1, 5, 20)})
        readings = self.assert_readings(
            {"segment_coverage": (1, 1, 100)}, company=other
        )
        self.assert_opens_what_it_counted(readings)

    def test_the_mark_finds_who_is_counted(self):
        self.join(self.segment("Segment"), self.ann)
        self.assertTrue(self.profile(self.ann).is_segmented)
        self.assertFalse(self.profile(self.bea).is_segmented)

    def test_refunds_may_leave_no_value_to_cover(self):
        company = self.new_company("Refunded")
        self.source(
            "purchase", "crm.lead", company
        ).refund_domain = "[('expected_revenue', '<', 0)]"
        self.buy(self.ann, date(2026, 2, 1), 10, company=company)
        self.buy(self.ann, date(2026, 2, 2), -10, company=company)
        self.refresh(company=company)
        self.join(self.segment("Segment", company=company), self.ann)
        self.assert_readings(
            {
                "segment_coverage": (1, 1, 100),
                "segment_value_coverage": (1, 1, None),
            },
            company=company,
        )


@tagged("post_install", "-at_install")
class TestSegmentIndicators(SegmentsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bea = cls.customer("Ann"), cls.customer("Bea")
        cls.buy(cls.ann, date(2026, 2, 1), 100)
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def test_needs_segments_have_members(self):
        needs, value = self.division("needs"), self.division("value")
        for name, division in (("One", needs), ("Two", needs), ("Value", value)):
            self.join(self.segment(name, division), self.ann)
        self.segment("Empty", needs)
        self.join(self.segment("Left", needs), self.ann, until=date(2026, 2, 1))
        self.join(self.segment("Gone", needs, active=False), self.ann)
        self.join(self.segment("Alone"), self.ann)
        readings = self.assert_readings({"needs_segments": (2, 4, 2)})
        self.assert_opens_what_it_counted(readings)
        # a number of segments is right, however small it is
        self.assertFalse(readings["needs_segments"].missing_reason)
        self.assertEqual(readings["needs_segments"]._value_to_compare(), 2)

    def test_reviews(self):
        for days in (10, 40, 400):
            self.segment("Reviewed", review_date=AS_OF - timedelta(days=days))
        self.segment("Gone", review_date=AS_OF, active=False)
        readings = self.assert_readings({"segment_review": (3, 3, 40)})
        self.assertEqual(readings["segment_review"].missing_reason, "too_few")
        self.assertEqual(readings["segment_review"].details, {"never": 0})

        # never confirmed: from the day it was made
        never = self.segment("Never")
        self.date_record(never, create_date=AS_OF - timedelta(days=100))
        readings = self.assert_readings({"segment_review": (4, 4, 70)})
        self.assertEqual(readings["segment_review"].details, {"never": 1})
        self.assert_opens_what_it_counted(readings)

    def test_a_review_counts_by_the_day_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Tokyo"
        for name in ("One", "Two", "Three", "Four", "Five"):
            segment = self.segment(name)
            # already 29 January in Tokyo
            self.date_record(segment, create_date="2026-01-28 16:00:00")
        readings = self.assert_readings({"segment_review": (5, 5, 31)})
        self.assertEqual(readings["segment_review"].position, 100)

    def test_what_has_no_history_is_not_made_up(self):
        segment = self.segment("Segment", manager_id=self.seller.id)
        self.env["onetoone.segment.guideline"].create(
            {"segment_id": segment.id, "channel": "email"}
        )
        self.env["onetoone.segment.proposition"].create(
            {"segment_id": segment.id, "element": "price"}
        )
        self.assert_missing(
            "not_recorded",
            "segment_review",
            "guideline_coverage",
            "proposition_standards",
            "segments_managed",
            "guidelines_followed",
            as_of=date(2026, 2, 15),
        )

    def test_guidelines(self):
        with_two, with_one, without = (
            self.segment(name) for name in ("Two", "One", "None")
        )
        gone = self.segment("Gone", active=False)
        other = self.segment("Theirs", company=self.new_company("Other"))
        guidelines = self.env["onetoone.segment.guideline"]
        for segment in (gone, other):
            guidelines.create({"segment_id": segment.id, "channel": "email"})
        self.assert_missing("not_started", "guideline_coverage", "guidelines_followed")

        for segment, channel in (
            (with_two, "email"),
            (with_two, "phone"),
            (with_one, "chat"),
        ):
            guidelines.create({"segment_id": segment.id, "channel": channel})
        readings = self.assert_readings({"guideline_coverage": (2, 3, 200 / 3)})
        self.assert_opens_what_it_counted(readings)
        action = readings["guideline_coverage"].action_open_counted()
        self.assertEqual(
            self.env["onetoone.segment"].search(action["domain"]), with_two | with_one
        )
        self.assertTrue(without.active)

    def test_propositions(self):
        full, blank, short = (self.segment(name) for name in ("Full", "Blank", "Short"))
        self.assert_missing("not_started", "proposition_standards")
        propositions = self.env["onetoone.segment.proposition"]
        for segment, count in ((full, 6), (blank, 6), (short, 5)):
            propositions.create(
                [
                    {
                        "segment_id": segment.id,
                        "element": element,
                        "standard": "Within two days",
                    }
                    for element in ELEMENTS[:count]
                ]
            )
        blank.proposition_ids[2].standard = False
        self.segment("Empty")
        readings = self.assert_readings({"proposition_standards": (1, 4, 25)})
        self.assert_opens_what_it_counted(readings)

    def test_managers(self):
        left = self._new_user("left", "sales_team.group_sale_salesman")
        self.segment("Managed", manager_id=self.seller.id)
        self.segment("Orphan", manager_id=left.id)
        self.segment("Nobody's")
        left.active = False
        readings = self.assert_readings({"segments_managed": (1, 3, 100 / 3)})
        self.assert_opens_what_it_counted(readings)

    def test_living_segments(self):
        since = AS_OF - timedelta(days=90)
        long_ago = date(2025, 1, 1)
        joined, left, at_rest, ended_before = (
            self.segment(name) for name in ("Joined", "Left", "At rest", "Before")
        )
        young = self.segment("Young")
        for segment in (joined, at_rest):
            self.join(segment, self.ann, since=long_ago)
        self.join(joined, self.bea, since=since)
        self.join(at_rest, self.bea, since=since - DAY)
        self.join(left, self.ann, since=long_ago, until=AS_OF - DAY)
        self.join(ended_before, self.ann, since=long_ago, until=since - DAY)
        # the first members of a segment are no change
        self.join(young, self.ann, since=since)
        self.join(at_rest, self.ann, since=AS_OF)
        readings = self.assert_readings({"segments_changing": (2, 4, 50)})
        self.assert_opens_what_it_counted(readings)

    def test_mailings_to_segments(self):
        self.need_addons("mass_mailing")
        for domain, sent, state, user in (
            ("[('onetoone_segment_ids', 'in', [1])]", date(2026, 2, 1), "done", 1),
            ("[('country_id', '=', 1)]", date(2026, 2, 1), "done", 1),
            ("[('onetoone_segment_ids', 'in', [1])]", date(2025, 2, 28), "done", 1),
            ("[('onetoone_segment_ids', 'in', [1])]", date(2026, 3, 1), "done", 1),
            ("[('onetoone_segment_ids', 'in', [1])]", date(2026, 2, 1), "draft", 1),
            ("[('onetoone_segment_ids', 'in', [1])]", date(2026, 2, 1), "done", 0),
        ):
            self.env["mailing.mailing"].create(
                {
                    "subject": "News",
                    "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "user_id": self.seller.id if user else self.env.user.id,
                    "mailing_domain": domain,
                    "body_arch": "<p>Dear all</p>",
                    "state": state,
                    "sent_date": sent,
                }
            )
        self.assert_missing("not_started", "segment_offers")
        self.segment("Segment")
        readings = self.assert_readings({"segment_offers": (1, 2, 50)})
        self.assert_opens_what_it_counted(readings)

    def test_without_mailings_offers_say_so(self):
        self.segment("Segment")
        reason = "no_records" if "mailing.mailing" in self.env else "not_installed"
        [reading] = self.measured("segment_offers").values()
        self.assertEqual(reading.missing_reason, reason)


@tagged("post_install", "-at_install")
class TestDifferentiateLevels(SegmentsCase):
    """What segments and learnings do to the suggested level."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"].browse()
        for number in range(10):
            cls.customers |= cls.customer(
                f"Customer {number}", email=f"c{number}@example.com"
            )
        leads = cls.env["crm.lead"].browse()
        for number, partner in enumerate(cls.customers):
            leads |= cls.buy(partner, date(2026, 2, 1), 1000 - number)
        # half of them are most valuable: enough to be judged
        cls.company.onetoone_mvc_percent = 50
        cls.source("purchase", "crm.lead").margin_field = "recurring_revenue"
        cls.env.cr.execute(
            "UPDATE crm_lead SET recurring_revenue = expected_revenue WHERE id IN %s",
            [tuple(leads.ids)],
        )
        leads.invalidate_recordset()
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def suggestion(self):
        self.refresh()
        self.measure()
        stage = self.env.ref("odoo_onetoone.dimension_differentiate")
        return self.env["onetoone.level.suggestion"].search(
            [("company_id", "=", self.company.id), ("dimension_id", "=", stage.id)]
        )

    def assert_suggested(self, rank, is_minimum, obstacle):
        suggestion = self.suggestion()
        self.assertEqual(suggestion.level_id.rank, rank)
        self.assertEqual(suggestion.is_minimum, is_minimum)
        self.assertEqual((suggestion.obstacle or {}).get("code"), obstacle)

    def test_from_not_started_to_the_top(self):
        self.assert_suggested(3, True, "needs_segments")

        needs = self.division("needs")
        segments = [self.segment(name, needs) for name in ("One", "Two")]
        self.assert_suggested(3, False, "needs_segments")

        self.join(segments[0], self.customers[9])
        self.assert_suggested(3, False, "needs_segments")

        # two segments, 1 of 10 customers: exactly enough
        self.join(segments[1], self.customers[9])
        self.assert_suggested(4, False, "mvc_segment_coverage")

        # of the five most valuable, four in a segment are exactly enough
        self.join(segments[0], self.customers[:3])
        self.assert_suggested(4, False, "mvc_segment_coverage")
        self.join(segments[0], self.customers[3])
        self.assert_suggested(4, True, "mvc_needs_known")

        # and three of whom the needs are known
        topics = [self.topic(name) for name in ("Use", "Budget", "Wishes")]
        for partner in self.customers[:3]:
            self.assert_suggested(
                4, not self.env["onetoone.learning"].search_count([]), "mvc_needs_known"
            )
            for topic in topics:
                self.learn(partner, topic, date(2026, 2, 1))
        self.assert_suggested(5, False, None)
