"""The members of all segments, worked out for a day and kept as periods."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ...readers import memberships
from ...readers.paths import flushed
from ...readers.tables import reading_everybody
from ..customer.onetoone_refresh import SMALL_DATABASE
from .segment_domain import CUSTOMERS, LEADS

_logger = logging.getLogger(__name__)


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_refresh_members(self):
        """Work out members and results now; with many customers, let the job do it.

        What profiles take from segments, the lifetime value by the retention of the
        segment, follows with the next full refresh.
        """
        self.check_access("write")
        refresh = self.env["onetoone.refresh"].sudo()._of(self.company_id[:1])
        if not refresh.as_of:
            raise UserError(
                self.env._(
                    "The customers of %s have not been computed yet. Open the "
                    "dashboard of the app first, or wait for tonight.",
                    refresh.company_id.name,
                )
            )
        if refresh.profile_count < SMALL_DATABASE:
            self._refresh_members(refresh.company_id)
            self._refresh_results(refresh.company_id)
            return False
        self.needs_refresh = True
        self._wake_refresh()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._("The members are worked out in a few minutes."),
            },
        }

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _cron_refresh_members(self):
        """Work out the segments of each company that is due, in a step of its own."""
        refreshes = self.env["onetoone.refresh"].search(
            [("as_of", "!=", False), ("state", "!=", "running")]
        )
        due = refreshes.filtered(lambda refresh: refresh._segments_are_due())
        remaining = len(due)
        for refresh in due:
            remaining -= 1
            if refresh.try_lock_for_update():
                refresh._try_segments()
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    @api.model
    def _wake_refresh(self):
        """Let the job work out the members soon: a rule is new."""
        self.env.ref("odoo_onetoone.ir_cron_refresh_members").sudo()._trigger()

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _refresh_members(self, company, as_of=None):
        """Let who fits be the members of all segments of a company; never commit.

        A segment whose rule fails keeps its members and says why; the others go on.
        A run for an earlier date takes back what later ones have recorded.

        :param company: a company; a branch stands for its root company
        :param as_of: date (exclusive); the day before is the first or last day of
            periods that start or end; by default tomorrow, so that it is today
        :return: number of membership periods written
        """
        refresh = self.env["onetoone.refresh"].sudo()._of(company)
        company = refresh.company_id
        as_of = as_of or company._onetoone_as_of()
        day = as_of - timedelta(days=1)
        # first of all: a second run at the same time has to wait, then to start again
        refresh.write(
            {
                "members_as_of": as_of,
                "members_at": fields.Datetime.now(),
                "is_summed_up": False,
                "segments_failure": False,
            }
        )
        refresh.flush_recordset()
        self.env["onetoone.segment.member"].flush_model()
        segments = self.sudo().with_context(active_test=False)
        segments = segments.search([("company_id", "=", company.id)])
        later = memberships.find_recorded_later(self.env, company, day)
        with reading_everybody(self.env):
            changed = segments._empty_archived(day, later)
            changed += segments.filtered("active")._fill(day, later)
        self.env["onetoone.segment.member"].invalidate_model()
        return changed

    def _empty_archived(self, day, later):
        """Let all members leave the archived ones; return the periods written."""
        archived = self.filtered(lambda segment: not segment.active)
        touched = memberships.with_members(self.env, archived) | later
        changed = 0
        for segment in archived:
            if segment.id in touched:
                changed += memberships.write_members(
                    self.env, segment, memberships.NOBODY, day, segment.id in later
                )[0]
            segment._note(member_count=0)
        return changed

    def _fill(self, day, later):
        """Let who fits be the members; return the number of periods written."""
        segments = self
        while circle := segments._find_circle():
            circle._note(failure_reason=circle._say_circle())
            segments -= circle
        changed = 0
        for segment in segments._in_order_of_reference():
            changed += segment._try_fill(day, segment.id in later)
        return changed

    def _try_fill(self, day, is_recorded_later):
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                changed, count = memberships.write_members(
                    self.env, self, self._select_fitting(day), day, is_recorded_later
                )
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except UserError as error:
            self._note(failure_reason=str(error))
            return 0
        except Exception as error:
            # whatever somebody's rule does, the other segments must go on
            _logger.warning("The rule of segment %s failed: %s", self.id, error)
            self._note(failure_reason=self._say_failure(error))
            return 0
        self._note(
            failure_reason=self._find_lead_failure(),
            is_refreshed=True,
            member_count=count,
        )
        return changed

    def _find_lead_failure(self):
        """Return why the condition on leads cannot be used any more, if so."""
        try:
            if self.lead_domain:
                self._read(LEADS, self.lead_domain)
        except ValidationError as error:
            return self.env._("No leads belong to it: %s", error)
        return False

    def _note(self, **values):
        """Write what differs from what is known of the segments."""
        values["needs_refresh"] = False
        for segment in self:
            changed = {
                name: value for name, value in values.items() if segment[name] != value
            }
            if changed:
                segment.write(changed)

    def _select_fitting(self, day):
        """Return the SELECT of the ``partner_id`` of who is to be a member on a day."""
        self.ensure_one()
        today = self.company_id._onetoone_as_of() - timedelta(days=1)
        query = self._fitting(CUSTOMERS, self.domain, days_ago=(today - day).days)
        partner = SQL.identifier(query.table, "partner_id")
        query.add_where(memberships.in_none_of(self._earlier(), partner))
        return SQL(
            "%s%s",
            query.select(SQL("%s AS partner_id", partner)),
            flushed(self.env[CUSTOMERS], "partner_id", "company_id"),
        )

    def _earlier(self):
        """Return the segments of an exclusive division that come before this one."""
        self.ensure_one()
        if not self.division_id.is_exclusive:
            return self.browse()
        division = self.with_context(active_test=True).search(
            [("division_id", "=", self.division_id.id)]
        )
        return division.browse(division.ids[: division.ids.index(self.id)])
