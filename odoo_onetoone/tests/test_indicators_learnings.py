from datetime import date, timedelta

from odoo.tests import tagged

from .common import AS_OF
from .common_segment_readings import SegmentsCase

DAY = timedelta(days=1)
LEARNT = date(2026, 2, 1)


@tagged("post_install", "-at_install")
class TestLearningIndicators(SegmentsCase):
    """Ann is most valuable of five active customers; Past is not active any more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bea, cls.cem, cls.dora, cls.emil, cls.past = (
            cls.customer(name) for name in ("Ann", "Bea", "Cem", "Dora", "Emil", "Past")
        )
        active = (cls.ann, cls.bea, cls.cem, cls.dora, cls.emil)
        for number, partner in enumerate(active):
            cls.buy(partner, date(2026, 2, 1), 100 - number)
        cls.buy(cls.past, date(2024, 2, 1), 900)
        cls.topics = [cls.topic(name) for name in ("Use", "Budget", "Wishes", "Plans")]
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def measured(self, *codes, **dated):
        self.refresh()
        return super().measured(*codes, **dated)

    def learn_all(self, partner, count, day=LEARNT, **values):
        for topic in self.topics[:count]:
            self.learn(partner, topic, day, **values)

    def test_not_started_until_something_was_asked(self):
        codes = ("mvc_needs_known", "profile_kept")
        other = self.new_company("Other")
        self.learn_all(self.ann, 3, company=other)
        self.assert_missing("not_started", *codes)
        self.learn(self.ann, self.topics[0], AS_OF)
        self.assert_missing("not_started", *codes)
        # asked, not answered
        self.learn(self.ann, self.topics[0], AS_OF - DAY, value=False)
        self.assert_readings({"mvc_needs_known": (0, 1, 0), "profile_kept": (0, 5, 0)})

    def test_three_topics_are_known_needs(self):
        self.learn_all(self.bea, 4)
        self.learn_all(self.ann, 2)
        # neither the same topic again, nor a question without answer
        self.learn(self.ann, self.topics[0], AS_OF - DAY)
        self.learn(self.ann, self.topics[2], AS_OF - DAY, value=False)
        self.learn(self.ann, self.topics[3], AS_OF - DAY, value="")
        self.assert_readings({"mvc_needs_known": (0, 1, 0)})

        self.learn(self.ann, self.topics[2], AS_OF - DAY)
        readings = self.assert_readings({"mvc_needs_known": (1, 1, 100)})
        self.assert_opens_what_it_counted(readings)
        self.assertEqual(self.profile(self.ann).learning_count, 3)

    def test_what_is_to_be_asked_again_is_not_known(self):
        self.learn_all(self.ann, 2)
        last = self.learn(self.ann, self.topics[2], LEARNT, date_expiry=AS_OF)
        # it is worth asking again from the day after the last one that counts
        self.assert_readings({"mvc_needs_known": (1, 1, 100)})
        last.date_expiry = AS_OF - DAY
        self.assert_readings({"mvc_needs_known": (0, 1, 0)})
        # it was known before
        self.assert_readings({"mvc_needs_known": (1, 1, 100)}, as_of=date(2026, 2, 20))

    def test_profiles_are_kept_for_24_months(self):
        self.learn(self.ann, self.topics[0], date(2024, 3, 1))
        self.learn(self.bea, self.topics[0], date(2024, 2, 29))
        self.learn(self.cem, self.topics[0], AS_OF - DAY, value=False)
        self.learn(self.dora, self.topics[0], AS_OF)
        self.learn(self.past, self.topics[0], LEARNT)
        # what expired was learnt all the same
        self.learn(self.emil, self.topics[0], LEARNT, date_expiry=LEARNT + DAY)
        readings = self.assert_readings({"profile_kept": (2, 5, 40)})
        self.assert_opens_what_it_counted(readings)
        action = readings["profile_kept"].action_open_counted()
        self.assertEqual(
            self.env["onetoone.profile"].search(action["domain"]).partner_id,
            self.ann | self.emil,
        )
        self.assertTrue(self.profile(self.emil).has_kept_profile)
        self.assertFalse(self.profile(self.bea).has_kept_profile)

    def test_what_was_learnt_of_a_company_stays_with_its_group(self):
        self.learn(self.bea, self.topics[0], LEARNT)
        self.bea.parent_id = self.ann
        self.ann.is_company = True
        self.assert_readings({"profile_kept": (1, 4, 25)})

    def test_a_past_date_knows_what_was_learnt_by_then(self):
        self.learn_all(self.ann, 3, date(2026, 2, 10))
        expected = {"mvc_needs_known": (0, 1, 0), "profile_kept": (0, 5, 0)}
        self.assert_missing("not_started", *expected, as_of=date(2026, 2, 10))
        self.assert_readings(
            {"mvc_needs_known": (1, 1, 100), "profile_kept": (1, 5, 20)},
            as_of=date(2026, 2, 11),
        )
        self.learn(self.bea, self.topics[0], date(2026, 2, 5))
        self.assert_readings(
            {"mvc_needs_known": (0, 1, 0), "profile_kept": (1, 5, 20)},
            as_of=date(2026, 2, 10),
        )

    def test_learnings_of_leads_and_of_another_company_teach_nothing_here(self):
        other = self.new_company("Other")
        self.learn_all(self.ann, 3, company=other)
        lead = self.env["crm.lead"].create(
            {"name": "Prospect", "company_id": self.company.id}
        )
        self.env["onetoone.learning"].create(
            {
                "lead_id": lead.id,
                "topic_id": self.topics[0].id,
                "company_id": self.company.id,
                "value": "Said",
                "date": LEARNT,
            }
        )
        self.assert_readings({"mvc_needs_known": (0, 1, 0), "profile_kept": (0, 5, 0)})


@tagged("post_install", "-at_install")
class TestRelationshipIndicator(SegmentsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = [cls.customer(f"Customer {number}") for number in range(6)]
        for partner in cls.partners[:5]:
            cls.buy(partner, date(2026, 2, 1), 100)
        cls.buy(cls.partners[5], date(2024, 2, 1), 100)
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def relate(self, *relationships):
        """Let the records of the customers have suggested a relationship."""
        for partner, relationship in zip(self.partners, relationships, strict=True):
            self.date_record(self.profile(partner), relationship=relationship)

    def test_close_relationships(self):
        # who bought is in contact, but nothing was learnt of anybody
        self.assertEqual(self.profile(self.partners[0]).relationship, "contact")
        self.assert_missing("not_started", "portfolio_share")
        self.relate("contact", "connection", "familiarity", "trust", None, "trust")
        readings = self.assert_readings({"portfolio_share": (2, 5, 40)})
        self.assert_opens_what_it_counted(readings)
        # 40 % lies half way from anchor 30 (75) to anchor 50 (100)
        self.assertAlmostEqual(readings["portfolio_share"].position, 87.5, 9)

    def test_once_something_is_learnt_nobody_is_close_yet(self):
        self.learn(self.partners[0], self.topic("Use"), date(2026, 2, 20))
        self.assert_readings({"portfolio_share": (0, 5, 0)})
        self.assert_missing("not_started", "portfolio_share", as_of=date(2026, 2, 20))

    def test_familiarity_as_of_a_past_date(self):
        # two purchases and three learnings
        self.buy(self.partners[0], date(2026, 2, 2), 100)
        for name, day in (("Use", 3), ("Budget", 4), ("Plans", 20)):
            self.learn(self.partners[0], self.topic(name), date(2026, 2, day))
        self.assert_readings({"portfolio_share": (0, 5, 0)}, as_of=date(2026, 2, 20))
        self.assert_readings({"portfolio_share": (1, 5, 20)}, as_of=date(2026, 2, 21))
