from datetime import date, timedelta

import pytz

from odoo import api, fields, models
from odoo.tools import SQL


class OnetooneWorkingInterval(models.Model):
    """The working time of a company, laid out so that SQL can measure with it.

    The first and the last interval are empty: they say from when to when the working
    time is known.
    """

    _name = "onetoone.working.interval"
    _description = "Working Interval"
    _order = "company_id, start"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    start = fields.Datetime(required=True)
    stop = fields.Datetime(required=True)
    hours_before = fields.Float(
        required=True, help="Working hours from the first interval up to this one."
    )

    _start_unique = models.Constraint(
        "UNIQUE(company_id, start, stop)", "The interval exists already."
    )

    @api.model
    def _lay_out(self, company, since, until):
        """Lay out the company's calendar around two dates, leaves taken out.

        Whole years are laid out, one more than needed, so that the table changes
        with the calendar and not from day to day. Odoo's own calendar gives the
        intervals: time zones, two-week schedules and leaves are treated as
        everywhere else.
        """
        rows = self._prepare_rows(
            company, date(since.year, 1, 1), date(until.year + 2, 1, 1)
        )
        if rows == self._stored_rows(company):
            return
        self.env.execute_query(
            SQL(
                "DELETE FROM onetoone_working_interval WHERE company_id = %s",
                company.id,
            )
        )
        if rows:
            self.env.execute_query(
                SQL(
                    "INSERT INTO onetoone_working_interval"
                    " (company_id, start, stop, hours_before) VALUES %s",
                    SQL(", ").join(rows),
                )
            )
            self.env.execute_query(SQL("ANALYZE onetoone_working_interval"))
        self.invalidate_model()

    @api.model
    def _lay_out_for_complaints(self, company, as_of, since=None):
        """Lay out the company's calendar from its first complaint to a date.

        :param since: day from which on it is needed for other durations, too

        What is laid out stays, so that only complaints before it are looked for.
        """
        [[known_since]] = self.env.execute_query(
            SQL(
                "SELECT min(start) FROM onetoone_working_interval"
                " WHERE company_id = %s",
                company.id,
            )
        )
        first = self.env["onetoone.source"]._first_complaint(company, known_since)
        today = company._onetoone_as_of()
        days = [today, as_of, since or as_of]
        # a day of the company may begin on the day before or after in UTC
        if first:
            days.append((first - timedelta(days=1)).date())
        if known_since:
            days.append((known_since + timedelta(days=1)).date())
        self._lay_out(company, min(days), max(days))

    def _prepare_rows(self, company, since, until):
        """Return rows (company id, start, stop, hours before) in naive UTC."""
        intervals = self._calendar_intervals(company, since, until)
        if not intervals:
            return []
        first, last = (company._onetoone_day_start(day) for day in (since, until))
        rows = []
        hours = 0.0
        for start, stop in [(first, first), *intervals, (last, last)]:
            rows.append((company.id, start, stop, hours))
            hours += (stop - start).total_seconds() / 3600
        return rows

    def _stored_rows(self, company):
        return self.env.execute_query(
            SQL(
                "SELECT company_id, start, stop, hours_before"
                "  FROM onetoone_working_interval"
                " WHERE company_id = %s ORDER BY start, stop",
                company.id,
            )
        )

    def _calendar_intervals(self, company, since, until):
        """Return naive UTC pairs (start, stop), sorted and disjoint."""
        calendar = company.sudo().resource_calendar_id
        if not calendar or calendar.flexible_hours:
            return []
        intervals = calendar._work_intervals_batch(
            pytz.utc.localize(company._onetoone_day_start(since)),
            pytz.utc.localize(company._onetoone_day_start(until)),
            domain=[
                ("time_type", "=", "leave"),
                ("company_id", "in", [False, company.id]),
            ],
        )[False]
        return [(_naive_utc(start), _naive_utc(stop)) for start, stop, _ in intervals]


def _naive_utc(moment):
    return moment.astimezone(pytz.utc).replace(tzinfo=None)
