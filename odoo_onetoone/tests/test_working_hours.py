import random
from datetime import date, datetime, timedelta

import pytz

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.working_time import WorkingTime
from ..readers.working_hours import with_durations, working_hours
from .common import OnetooneCase

PAIRS = 250


@tagged("post_install", "-at_install")
class TestWorkingHours(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.company.resource_calendar_id
        cls.intervals = cls.env["onetoone.working.interval"]

    def lay_out(self, since=date(2024, 1, 1), until=date(2026, 3, 1)):
        self.intervals._lay_out(self.company, since, until)

    def hours(self, *pairs):
        """Return the working hours of pairs of naive UTC moments, read both ways."""
        self.env.flush_all()
        moments = SQL(", ").join(
            SQL("(%s, %s::timestamp, %s::timestamp)", number, start, stop)
            for number, (start, stop) in enumerate(pairs)
        )
        complaints = SQL(
            "(SELECT %s AS company_id, given.* FROM (VALUES %s)"
            " given (number, opened, closed))",
            self.company.id,
            moments,
        )
        one = self.env.execute_query(
            SQL(
                "SELECT %s FROM %s complaint ORDER BY number",
                working_hours(
                    SQL("%s::integer", self.company.id), SQL("opened"), SQL("closed")
                ),
                complaints,
            )
        )
        many = self.env.execute_query(
            SQL(
                "SELECT working_hours FROM (%s) complaint ORDER BY number",
                with_durations(complaints),
            )
        )
        self.assertEqual(one, many)
        # Odoo ends a day a microsecond before midnight
        return [hours if hours is None else round(hours, 6) for [hours] in one]

    def attend(self, *shifts, **values):
        """Give the calendar other hours: (weekday, from, to), Monday is 0."""
        self.calendar.attendance_ids.unlink()
        self.calendar.attendance_ids = [
            Command.create(
                {
                    "name": "Shift",
                    "dayofweek": str(day),
                    "hour_from": start,
                    "hour_to": stop,
                    "day_period": "morning",
                    **values,
                }
            )
            for day, start, stop in shifts
        ]

    # ------------------------------------------------------------
    # Odoo's own calendar as the judge
    # ------------------------------------------------------------

    def check_random_pairs(self, seed):
        self.lay_out()
        chance = random.Random(seed)
        pairs = []
        for _pair in range(PAIRS):
            start = datetime(2024, 2, 1) + timedelta(
                minutes=chance.randrange(700 * 24 * 60)
            )
            span = chance.choice((60, 24 * 60, 60 * 24 * 60))
            pairs.append((start, start + timedelta(minutes=chance.randrange(span))))
        intervals = self.intervals.search(
            [("company_id", "=", self.company.id)], order="start, stop"
        )
        engine = WorkingTime([(one.start, one.stop) for one in intervals])
        for (start, stop), hours in zip(pairs, self.hours(*pairs), strict=True):
            expected = self.calendar.get_work_hours_count(
                pytz.utc.localize(start), pytz.utc.localize(stop)
            )
            self.assertAlmostEqual(hours, expected, 6, f"{start} to {stop}")
            self.assertAlmostEqual(engine.hours(start, stop), expected, 6)

    def test_random_pairs_agree_with_odoo_and_the_engine(self):
        for seed, zone in enumerate(("America/New_York", "Pacific/Auckland")):
            with self.subTest(zone):
                self.calendar.tz = zone
                self.leave(datetime(2024, 12, 23 + seed, 11), days=5)
                self.leave(datetime(2025, 3, 9, 12 + seed, 20), days=0.25)
                self.check_random_pairs(seed)

    def test_random_pairs_of_a_two_week_schedule(self):
        self.calendar.switch_calendar_type()
        self.assertTrue(self.calendar.two_weeks_calendar)
        first_week = self.calendar.attendance_ids.filtered(
            lambda line: line.week_type == "0" and not line.display_type
        )
        first_week.filtered(lambda line: line.dayofweek in ("1", "4")).unlink()
        self.calendar.tz = "Europe/Berlin"
        self.check_random_pairs(7)

    def leave(self, start, days):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "company_id": self.company.id,
                "calendar_id": self.calendar.id,
                "date_from": start,
                "date_to": start + timedelta(days=days),
            }
        )

    # ------------------------------------------------------------
    # Worked by hand
    # ------------------------------------------------------------

    def test_the_days_on_which_the_clock_changes(self):
        """New York, every day from 0 to 24: 23 hours in spring, 25 in autumn."""
        self.calendar.tz = "America/New_York"
        self.attend(*[(day, 0, 24) for day in range(7)])
        self.lay_out()
        spring = datetime(2025, 3, 9, 5), datetime(2025, 3, 10, 4)
        autumn = datetime(2025, 11, 2, 4), datetime(2025, 11, 3, 5)
        both = datetime(2025, 3, 9, 5), datetime(2025, 11, 3, 5)
        self.assertEqual(self.hours(spring, autumn), [23, 25])
        # 239 days by the local calendar
        self.assertEqual(self.hours(both), [239 * 24])

    def test_office_hours_stay_the_same_on_either_side_of_a_change(self):
        """Sunday shift from 1 to 5 in Berlin: three hours in spring, five in autumn."""
        self.calendar.tz = "Europe/Berlin"
        self.attend((6, 1, 5))
        self.lay_out()
        spring = datetime(2025, 3, 30), datetime(2025, 3, 30, 22)
        autumn = datetime(2025, 10, 25, 22), datetime(2025, 10, 26, 23)
        usual = datetime(2025, 4, 5, 22), datetime(2025, 4, 6, 22)
        self.assertEqual(self.hours(spring, autumn, usual), [3, 5, 4])

    def test_a_night_shift_crosses_midnight(self):
        self.attend((0, 22, 24), (1, 0, 6), (1, 12, 13), (1, 14, 15))
        self.lay_out()
        monday = datetime(2026, 2, 2)
        pairs = [
            (monday, monday + timedelta(hours=23)),
            (monday + timedelta(hours=23), monday + timedelta(hours=26)),
            (monday, monday + timedelta(days=7)),
            # within and between the shifts of one day
            (monday + timedelta(hours=36.5), monday + timedelta(hours=38.5)),
            (monday + timedelta(hours=31), monday + timedelta(hours=35)),
        ]
        self.assertEqual(self.hours(*pairs), [1, 3, 10, 1, 0])

    def test_closed_outside_working_hours(self):
        """Opened on Friday at 16, closed on Saturday, Sunday or Monday at 7: 1 hour."""
        friday = datetime(2026, 2, 6, 16)
        self.lay_out()
        pairs = [(friday, friday + timedelta(hours=hours)) for hours in (20, 44, 63)]
        self.assertEqual(self.hours(*pairs), [1, 1, 1])

    def test_opened_and_closed_at_once(self):
        self.lay_out()
        moment = datetime(2026, 2, 6, 16)
        self.assertEqual(self.hours((moment, moment)), [0])

    # ------------------------------------------------------------
    # Not known
    # ------------------------------------------------------------

    def test_without_a_fixed_calendar_nothing_is_known(self):
        moments = datetime(2026, 2, 2), datetime(2026, 2, 3)
        self.lay_out()
        self.assertEqual(self.hours(moments), [8])
        self.calendar.flexible_hours = True
        self.lay_out()
        self.assertEqual(self.hours(moments), [None])
        self.calendar.flexible_hours = False
        self.company.resource_calendar_id = False
        self.lay_out()
        self.assertEqual(self.hours(moments), [None])

    def test_outside_of_what_is_laid_out_nothing_is_known(self):
        self.lay_out(date(2025, 6, 1), date(2025, 6, 1))
        monday = datetime(2025, 1, 6)
        week = timedelta(days=7)
        years = timedelta(days=1100)
        self.assertEqual(
            self.hours(
                (monday, monday + week),
                (monday - week, monday),
                (monday, monday + years),
                (monday, None),
            ),
            [40, None, None, None],
        )

    # ------------------------------------------------------------
    # Laying out
    # ------------------------------------------------------------

    def test_what_is_laid_out_stays_and_follows_the_calendar(self):
        for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
            with self.subTest(zone):
                self.calendar.tz = zone
                self.intervals._lay_out_for_complaints(self.company, date(2026, 3, 1))
                rows = self.intervals._stored_rows(self.company)
                self.intervals._lay_out_for_complaints(self.company, date(2026, 3, 1))
                self.assertEqual(self.intervals._stored_rows(self.company), rows)
        self.leave(datetime(2026, 2, 2), days=1)
        self.intervals._lay_out_for_complaints(self.company, date(2026, 3, 1))
        self.assertNotEqual(self.intervals._stored_rows(self.company), rows)
