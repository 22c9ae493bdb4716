import random
from datetime import date, datetime, timedelta

from odoo.tests import tagged

from ..engine.contact_rules import (
    Guideline,
    Wish,
    days_since,
    follows_guidelines,
    keeps_wish,
)
from ..engine.contacts import Contact
from .common_segment_readings import SegmentsCase

CODES = ("preference_known", "preference_respected")


class WishesCase(SegmentsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bea, cls.cem, cls.past = (
            cls.customer(name, company_id=cls.company.id)
            for name in ("Ann", "Bea", "Cem", "Past")
        )
        for partner in (cls.ann, cls.bea, cls.cem):
            cls.buy(partner, date(2026, 2, 1), 100)
        cls.buy(cls.past, date(2024, 2, 1), 100)

    def wish(self, partner, channel=False, days=False, permission=False):
        partner.write(
            {
                "onetoone_preferred_channel": channel,
                "onetoone_preferred_interval_days": days,
                "onetoone_permission": permission,
            }
        )

    def write_to(self, partner, *days, hour=12):
        """Let the seller write to a partner on days."""
        for day in days:
            moment = datetime.combine(day, datetime.min.time())
            self.say(self.seller, partner, partner, moment + timedelta(hours=hour))

    def met(self, partner, day):
        start = datetime.combine(day, datetime.min.time()) + timedelta(hours=9)
        self.meet(partner, start)


@tagged("post_install", "-at_install")
class TestWishes(WishesCase):
    def test_not_started_until_a_customer_wishes_something(self):
        stranger = self.customer("Stranger")
        self.wish(stranger, "email", 30)
        self.refresh()
        self.assert_missing("not_started", *CODES)
        self.wish(self.past, permission="granted")
        self.assert_readings(
            {"preference_known": (0, 3, 0), "preference_respected": (0, 0, None)}
        )

    def test_known_are_channel_and_interval(self):
        self.wish(self.ann, "email", 30)
        self.wish(self.bea, "email")
        self.wish(self.cem, days=30, permission="granted")
        self.wish(self.past, "email", 30)
        self.refresh()
        readings = self.assert_readings({"preference_known": (1, 3, 100 / 3)})
        self.assert_opens_what_it_counted(readings)
        action = readings["preference_known"].action_open_counted()
        profiles = self.env["onetoone.profile"].with_user(self.analyst)
        self.assertEqual(profiles.search(action["domain"]).partner_id, self.ann)

    def test_the_past_is_not_recorded(self):
        self.wish(self.ann, "email", 30)
        self.refresh()
        self.assert_missing("not_recorded", *CODES, as_of=date(2026, 2, 15))

    def test_channel(self):
        self.wish(self.ann, "email")
        self.wish(self.bea, "meeting")
        for partner in (self.ann, self.bea, self.cem):
            self.write_to(partner, date(2026, 2, 10))
            self.met(partner, date(2026, 2, 10))
            self.hear(partner, partner)
        self.refresh()
        # a mail to Ann and the visit to Bea; Cem wishes nothing
        readings = self.assert_readings({"preference_respected": (2, 4, 50)})
        self.assert_opens_what_it_counted(readings)

    def test_interval(self):
        self.wish(self.ann, days=10)
        first = date(2026, 1, 5)
        self.write_to(
            self.ann,
            first,
            first + timedelta(days=9),
            first + timedelta(days=19),
            first + timedelta(days=19),
        )
        self.write_to(self.bea, first, first)
        self.refresh()
        # the first, and the third, ten days after the second
        readings = self.assert_readings({"preference_respected": (2, 4, 50)})
        self.assert_opens_what_it_counted(readings)

    def test_a_dialogue_is_not_too_often(self):
        for partner in (self.ann, self.bea, self.cem):
            self.wish(partner, days=10)
            self.write_to(partner, date(2026, 2, 10), date(2026, 2, 14))
        self.hear(self.ann, self.ann, datetime(2026, 2, 12, 12))
        # before our first letter, and after the second
        self.hear(self.bea, self.bea, datetime(2026, 2, 9, 12))
        self.hear(self.bea, self.bea, datetime(2026, 2, 14, 13))
        self.refresh()
        # both to Ann, the first to the others
        readings = self.assert_readings({"preference_respected": (4, 6, 200 / 3)})
        self.assert_opens_what_it_counted(readings)

    def test_who_wants_no_contact_has_no_dialogue(self):
        self.wish(self.ann, "email", 10, permission="refused")
        self.wish(self.bea, "phone", 10)
        for partner in (self.ann, self.bea):
            self.write_to(partner, date(2026, 2, 10), date(2026, 2, 14))
            self.hear(partner, partner, datetime(2026, 2, 12, 12))
        self.refresh()
        self.assert_readings({"preference_respected": (0, 4, 0)})

    def test_days_are_those_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Tokyo"
        self.wish(self.ann, days=1)
        # 23:30 and 00:30 in Tokyo: two days
        self.write_to(self.ann, date(2026, 2, 10), hour=14.5)
        self.write_to(self.ann, date(2026, 2, 10), hour=15.5)
        self.refresh()
        self.assert_readings({"preference_respected": (2, 2, 100)})

    def test_the_last_contact_before_the_window_counts(self):
        self.wish(self.ann, days=40)
        self.wish(self.bea, days=40)
        begin = date(2025, 3, 1)
        self.write_to(self.ann, begin - timedelta(days=20), begin + timedelta(days=19))
        self.write_to(self.bea, begin - timedelta(days=20), begin + timedelta(days=20))
        self.refresh()
        readings = self.assert_readings({"preference_respected": (1, 2, 50)})
        self.assert_opens_what_it_counted(readings)
        # contacts before the window are compared with, and counted nowhere else
        self.assert_readings({"contact_history": (2, 3, 200 / 3)})

    def test_an_endless_interval_is_no_problem(self):
        self.wish(self.ann, days=2_000_000_000)
        self.write_to(self.ann, date(2026, 2, 10), date(2026, 2, 20))
        self.refresh()
        self.assert_readings({"preference_respected": (1, 2, 50)})

    def test_permission(self):
        self.wish(self.ann, "email", 1, permission="refused")
        self.wish(self.bea, permission="refused")
        self.wish(self.cem, permission="preferred")
        for partner in (self.ann, self.bea, self.cem):
            self.write_to(partner, date(2026, 2, 10))
        self.refresh()
        self.assert_readings({"preference_respected": (0, 2, 0)})
        self.wish(self.cem, "email", permission="preferred")
        self.assert_readings({"preference_respected": (1, 3, 100 / 3)})

    def test_only_personal_contacts_with_active_customers(self):
        self.wish(self.past, "email")
        self.write_to(self.past, date(2026, 2, 10))
        self.wish(self.ann, "email", 5)
        robot = self.env.ref("base.user_root")
        self.say(robot, self.ann, self.ann, datetime(2026, 2, 9, 12))
        self.write_to(self.ann, date(2026, 2, 10))
        self.refresh()
        self.assert_readings({"preference_respected": (1, 1, 100)})

    def test_another_company(self):
        other = self.new_company("Other")
        self.wish(self.ann, "phone")
        self.write_to(self.ann, date(2026, 2, 10))
        self.refresh()
        self.refresh(company=other)
        self.assert_missing("not_started", *CODES, company=other)


@tagged("post_install", "-at_install")
class TestGuidelines(WishesCase):
    def guide(self, segment, channel="email", **values):
        return self.env["onetoone.segment.guideline"].create(
            {"segment_id": segment.id, "channel": channel, **values}
        )

    def test_intervals_by_channel(self):
        segment = self.segment("Segment")
        self.join(segment, self.ann | self.past)
        self.guide(segment, min_interval_days=10)
        self.guide(segment, "meeting", max_interval_days=30)
        first = date(2026, 1, 5)
        for partner in (self.ann, self.bea, self.past):
            self.write_to(partner, first)
            # by another channel: no guideline, and no matter for the mails
            self.met(partner, first + timedelta(days=5))
            self.write_to(partner, first + timedelta(days=10))
            self.write_to(partner, first + timedelta(days=19))
            self.hear(partner, partner)
        self.refresh()
        readings = self.assert_readings({"guidelines_followed": (4, 6, 200 / 3)})
        self.assert_opens_what_it_counted(readings)

    def test_a_dialogue_is_not_too_often(self):
        segment = self.segment("Segment")
        self.join(segment, self.ann | self.bea | self.cem)
        self.guide(segment, min_interval_days=10)
        for partner in (self.ann, self.bea, self.cem):
            self.write_to(partner, date(2026, 2, 10), date(2026, 2, 14))
        # an answer, and a talk by a channel without a guideline
        self.hear(self.ann, self.ann, datetime(2026, 2, 12, 12))
        self.met(self.bea, date(2026, 2, 12))
        self.hear(self.cem, self.cem, datetime(2026, 2, 14, 13))
        self.refresh()
        # all but the second to Cem
        readings = self.assert_readings({"guidelines_followed": (5, 6, 250 / 3)})
        self.assert_opens_what_it_counted(readings)

    def test_all_segments_of_a_customer_count(self):
        strict, loose, archived, left = (
            self.segment(name) for name in ("Strict", "Loose", "Gone", "Left")
        )
        self.join(strict, self.ann)
        self.join(loose, self.ann | self.bea)
        self.join(archived, self.bea)
        self.join(left, self.bea, until=date(2026, 2, 1))
        for segment, days in ((strict, 20), (loose, 10), (archived, 30), (left, 30)):
            self.guide(segment, min_interval_days=days)
        archived.active = False
        for partner in (self.ann, self.bea):
            self.write_to(partner, date(2026, 1, 5), date(2026, 1, 20))
        self.refresh()
        self.assert_readings({"guidelines_followed": (3, 4, 75)})

    def test_permission(self):
        segment = self.segment("Segment")
        self.join(segment, self.ann | self.bea | self.cem | self.past)
        self.guide(segment, needs_permission=True)
        self.wish(self.ann, permission="granted")
        self.wish(self.bea, "email", permission="preferred")
        self.wish(self.cem, "phone", permission="preferred")
        for partner in (self.ann, self.bea, self.cem, self.past):
            self.write_to(partner, date(2026, 2, 10))
        self.refresh()
        self.assert_readings({"guidelines_followed": (2, 4, 50)})

    def test_the_last_contact_before_the_window_counts(self):
        segment = self.segment("Segment")
        self.join(segment, self.ann | self.bea)
        self.guide(segment, min_interval_days=40)
        begin = date(2025, 3, 1)
        self.write_to(self.ann, begin - timedelta(days=20), begin + timedelta(days=19))
        self.write_to(self.bea, begin - timedelta(days=20), begin + timedelta(days=20))
        self.refresh()
        readings = self.assert_readings({"guidelines_followed": (1, 2, 50)})
        self.assert_opens_what_it_counted(readings)

    def test_nothing_to_follow_is_not_zero(self):
        segment = self.segment("Segment")
        self.join(segment, self.ann)
        self.guide(segment, max_interval_days=30, tone="Friendly")
        self.write_to(self.ann, date(2026, 2, 10), date(2026, 2, 10))
        self.refresh()
        self.assert_readings({"guidelines_followed": (0, 0, None)})


@tagged("post_install", "-at_install")
class TestContactRulesTwins(WishesCase):
    """The SQL and the engine say the same of random contacts."""

    def test_wishes_and_guidelines(self):
        chance = random.Random(20260301)
        segments = [self.segment(f"Segment {number}") for number in range(3)]
        guidelines = {}
        for segment in segments:
            for channel in ("email", "meeting"):
                values = {
                    "min_interval_days": chance.choice((None, 3, 7, 20)),
                    "needs_permission": chance.random() < 0.3,
                }
                guidelines[segment, channel] = Guideline(channel, **values)
                self.env["onetoone.segment.guideline"].create(
                    {
                        "segment_id": segment.id,
                        "channel": channel,
                        **values,
                        "min_interval_days": values["min_interval_days"] or False,
                    }
                )
        wished, followed = [], []
        for number in range(40):
            partner = self.customer(f"Customer {number}", company_id=self.company.id)
            self.buy(partner, date(2026, 2, 1), 100)
            wish = Wish(
                chance.choice((None, "email", "meeting")),
                chance.choice((None, None, 2, 10)),
                chance.choice((None, "granted", "preferred", "refused")),
            )
            self.wish(partner, *(value or False for value in wish))
            joined = [one for one in segments if chance.random() < 0.5]
            for segment in joined:
                self.join(segment, partner)
            rules = [rule for (one, _), rule in guidelines.items() if one in joined]
            contacts = self.meet_at_random(chance, partner)
            for contact, days, days_by_channel in self.with_days(contacts):
                channel = contact.channel
                wished.append(keeps_wish(wish, channel, days))
                followed.append(
                    follows_guidelines(rules, wish, channel, days_by_channel)
                )
        self.refresh()
        readings = self.measured("preference_respected", "guidelines_followed")
        for reading, expected in zip(
            readings.values(), (wished, followed), strict=True
        ):
            kept, broken = expected.count(True), expected.count(False)
            self.assertGreater(min(kept, broken), 20)
            self.assert_counts(
                reading, kept, kept + broken, 100 * kept / (kept + broken)
            )

    def meet_at_random(self, chance, partner):
        """Write to a partner, meet him and hear from him; return the contacts."""
        contacts = []
        for offset in sorted(chance.sample(range(40), 7)):
            day = date(2026, 1, 10) + timedelta(days=offset)
            noon = datetime.combine(day, datetime.min.time()) + timedelta(hours=12)
            kind = chance.choice(("out", "out", "both", "both", "in"))
            if kind == "out":
                self.write_to(partner, day)
            elif kind == "both":
                self.met(partner, day)
            else:
                self.hear(partner, partner, noon)
            channel = "meeting" if kind == "both" else "email"
            contacts.append(Contact(noon, channel, kind))
        return contacts

    def with_days(self, contacts):
        """Yield each contact of ours with the days since the one before it.

        By whatever channel, and by the same one.
        """
        last, last_by_channel = None, {}
        for contact in contacts:
            if contact.is_outbound:
                by_channel = last_by_channel.get(contact.channel)
                yield (
                    contact,
                    days_since(last, contact, contacts),
                    days_since(by_channel, contact, contacts),
                )
                last = last_by_channel[contact.channel] = contact
