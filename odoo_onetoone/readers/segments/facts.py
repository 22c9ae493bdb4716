"""What the results of segments are made of: memberships, contacts and complaints."""

from datetime import timedelta
from functools import cached_property

from odoo.tools import SQL

from ...engine.periods import days_before
from ..indicators.context import MeasureContext
from ..paths import flushed


def members_on(env, company, day):
    """Return SQL, in brackets: who belongs to which segment on a day.

    Columns: segment_id, partner_id.
    """
    return SQL(
        """
        (SELECT member.segment_id, member.partner_id
           FROM onetoone_segment_member member
           JOIN onetoone_segment segment ON segment.id = member.segment_id
          WHERE segment.company_id = %(company)s AND segment.active
            AND member.date_from <= %(day)s
            AND (member.date_to IS NULL OR member.date_to > %(day)s)%(flush)s)
        """,
        company=company.id,
        day=day,
        flush=SQL(
            "%s%s",
            flushed(
                env["onetoone.segment.member"],
                "segment_id",
                "partner_id",
                "date_from",
                "date_to",
            ),
            flushed(env["onetoone.segment"], "company_id", "active"),
        ),
    )


class ResultContext(MeasureContext):
    """A company at a horizon, with what happened in some quarters before it.

    :param quarters: windows, oldest first
    """

    def __init__(self, company, horizon, quarters):
        company.env["onetoone.profile"].flush_model()
        super().__init__(company, horizon, SQL("onetoone_profile"))
        self.quarters = quarters

    @cached_property
    def _result_contacts_since(self):
        """The first moment from which contacts tell about quarters and intervals."""
        guidelines = self.env["onetoone.segment.guideline"].sudo()
        [(shortest, longest)] = guidelines._read_group(
            [("company_id", "=", self.company.id)],
            aggregates=["min_interval_days:max", "max_interval_days:max"],
        )
        return self.company._onetoone_day_start(
            min(
                self.quarters[0].start,
                days_before(self.horizon.window.start, shortest or 0),
                days_before(self.horizon.as_of, longest or 0),
            )
        )

    @cached_property
    def segment_members(self):
        """SQL of a table: who belongs to which segment on the last counted day."""
        day = self.horizon.as_of - timedelta(days=1)
        members = members_on(self.env, self.company, day)
        return self._kept("segment_member", SQL("SELECT * FROM %s member", members))

    @cached_property
    def result_contacts(self):
        """SQL relation of the personal contacts with their day."""
        return SQL(
            """
            (SELECT contact.*,
                    (date AT TIME ZONE 'UTC' AT TIME ZONE %s)::date AS day
               FROM %s contact WHERE date >= %s)
            """,
            self.company._onetoone_timezone(),
            self._personal_contacts,
            self._result_contacts_since,
        )

    @cached_property
    def opened_complaints(self):
        """SQL, in brackets: whose complaint was opened when.

        Of the rest PostgreSQL reads nothing: it leaves out joins nobody uses.
        """
        return SQL(
            "(SELECT partner_id, opened FROM %s complaint)",
            self.env["onetoone.source"]._complaints(
                self.company, self.horizon.until, self.portfolio, in_bulk=True
            ),
        )

    @cached_property
    def _is_kept_contact(self):
        return SQL(
            "(date >= %s OR %s)",
            self._result_contacts_since,
            super()._is_kept_contact,
        )
