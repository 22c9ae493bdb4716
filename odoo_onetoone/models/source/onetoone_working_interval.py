from datetime import date

import pytz

from odoo import api, fields, models
from odoo.tools import SQL


class OnetooneWorkingInterval(models.Model):
    """The working time of a company, laid out so that SQL can measure with it."""

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
        "UNIQUE(company_id, start)", "The interval exists already."
    )

    @api.model
    def _lay_out(self, company, since, until):
        """Lay out the company's calendar around two dates, leaves taken out.

        Whole years are laid out, one more than needed, so that the table changes
        with the calendar and not from day to day. Odoo's own calendar gives the
        intervals: time zones, two-week schedules and leaves are treated as
        everywhere else.
        """
        first_day, last_day = date(since.year, 1, 1), date(until.year + 2, 1, 1)
        rows = []
        hours = 0.0
        for start, stop in self._calendar_intervals(company, first_day, last_day):
            rows.append((company.id, start, stop, hours))
            hours += (stop - start).total_seconds() / 3600
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
        self.invalidate_model()

    def _stored_rows(self, company):
        return self.env.execute_query(
            SQL(
                "SELECT company_id, start, stop, hours_before"
                "  FROM onetoone_working_interval WHERE company_id = %s ORDER BY start",
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
