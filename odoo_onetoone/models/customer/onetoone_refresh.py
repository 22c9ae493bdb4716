import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ...readers import customers, staging
from ...readers.horizon import Horizon
from ...readers.tables import reading_everybody

_logger = logging.getLogger(__name__)

# partner ids per batch: a batch takes seconds, also on a large database
BATCH_SIZE = 500_000
# with fewer partners, the first opening of the app computes at once
SMALL_DATABASE = 50_000

STAGING = SQL("onetoone_profile_staging")


class OnetooneRefresh(models.Model):
    """The last refresh of one company, and the one that is under way."""

    _name = "onetoone.refresh"
    _description = "One-to-One Refresh"
    _order = "company_id"
    _rec_name = "company_id"

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    state = fields.Selection(
        [
            ("new", "Never Computed"),
            ("running", "Computing"),
            ("done", "Up to Date"),
            ("failed", "Failed"),
        ],
        default="new",
        required=True,
        readonly=True,
    )
    failure_reason = fields.Char(readonly=True)

    # the published refresh
    as_of = fields.Date(
        readonly=True, help="Facts dated before this day count in the profiles."
    )
    finished_at = fields.Datetime(readonly=True)
    touched_until = fields.Datetime(
        readonly=True,
        help="What was recorded before this moment is in the profiles.",
    )
    thresholds = fields.Json(
        readonly=True,
        help="Limits of the scores and classes of the last full refresh.",
    )
    profile_count = fields.Integer(
        readonly=True,
        help="Customers, prospects included, that have a profile.",
    )
    customer_count = fields.Integer(
        string="Portfolio",
        readonly=True,
        help="Customers with at least one purchase ever that is no refund.",
    )
    active_count = fields.Integer(
        string="Active Customers",
        readonly=True,
        help="Customers who bought in the window.",
    )
    class_totals = fields.Json(
        readonly=True,
        help="Customers and value of each class: {class: [customers, value]}.",
    )
    changed_count = fields.Integer(
        readonly=True, help="Profiles the last refresh wrote."
    )

    # the refresh under way
    started_at = fields.Datetime(readonly=True)
    next_as_of = fields.Date(readonly=True)
    next_partner_id = fields.Integer(readonly=True, help="Where the next batch starts.")
    last_partner_id = fields.Integer(readonly=True)
    is_published = fields.Boolean(
        string="Published",
        readonly=True,
        help="Only the segments and the indicators are left.",
    )
    progress = fields.Float(
        compute="_compute_progress", help="Part of the refresh that is done, 0-100."
    )

    _company_unique = models.Constraint(
        "UNIQUE(company_id)", "The company has a refresh already."
    )

    @api.depends("state", "next_partner_id", "last_partner_id", "is_published")
    def _compute_progress(self):
        for refresh in self:
            if refresh.state == "running" and refresh.is_published:
                refresh.progress = 99.0
            elif refresh.state == "running":
                # publishing and measuring are steps of their own, after staging
                staged = (refresh.next_partner_id - 1) / max(refresh.last_partner_id, 1)
                refresh.progress = 98.0 * min(staged, 1.0)
            else:
                refresh.progress = 100.0 if refresh.state == "done" else 0.0

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_start(self):
        """Start a refresh that the scheduled job carries on in batches.

        One that is under way goes on where it is.
        """
        self._check_may_run()
        self.sudo().filtered(lambda refresh: refresh.state != "running")._start()
        self.env.ref("odoo_onetoone.ir_cron_refresh").sudo()._trigger()

    def action_run_batch(self):
        """Do one batch of the refresh under way, if any; return the progress (0-100).

        While somebody else is at it, nothing is done.
        """
        self._check_may_run()
        self.ensure_one()
        refresh = self.sudo()
        if refresh.state == "running" and refresh.try_lock_for_update():
            refresh._run_batch()
        return refresh.progress

    def _check_may_run(self):
        self.check_access("read")
        if not self.env.user.has_group("odoo_onetoone.group_onetoone_analyst"):
            raise AccessError(
                self.env._(
                    "Only One-to-One analysts and managers can start a refresh. "
                    "Ask one of them, or wait for tonight's."
                )
            )

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _cron_refresh(self):
        """Do one batch of a refresh that is due; the job calls again for the next."""
        self._start_due()
        running = self.search([("state", "=", "running")], order="started_at, id")
        refresh = running.try_lock_for_update(limit=1)
        if not refresh:
            return
        if not refresh._try(refresh._run_batch, failure="failure_reason"):
            refresh.state = "failed"
        remaining = self.search_count([("state", "=", "running")])
        self.env["ir.cron"]._commit_progress(1, remaining=remaining)

    @api.model
    def _start_due(self):
        """Start the refreshes of companies whose profiles are of an earlier day."""
        for refresh in self.search([("state", "!=", "running")]):
            today = refresh.company_id._onetoone_as_of()
            tried = refresh.next_as_of or refresh.as_of
            if not tried or tried < today:
                refresh._start()

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _create_missing(self, companies):
        known = self.search([("company_id", "in", companies.ids)]).company_id
        self.create([{"company_id": company.id} for company in companies - known])

    @api.model
    def _of(self, company):
        """Return the refresh of the root company of ``company``."""
        if not company:
            raise UserError(self.env._("Choose the company to compute for."))
        refresh = self.search([("company_id", "=", company.root_id.id)])
        return refresh or self.create({"company_id": company.root_id.id})

    def _is_due_at_opening(self):
        """Return whether the first opening of the app computes at once."""
        self.ensure_one()
        if self.state not in ("new", "running") or self.as_of:
            return False
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        return partners.search_count([], limit=SMALL_DATABASE) < SMALL_DATABASE

    def _start(self):
        for refresh in self:
            company = refresh.company_id
            self.env.execute_query(
                SQL("DELETE FROM %s WHERE company_id = %s", STAGING, company.id)
            )
            refresh.write(
                {
                    "state": "running",
                    "failure_reason": False,
                    "started_at": fields.Datetime.now(),
                    "next_as_of": company._onetoone_as_of(),
                    "next_partner_id": 1,
                    "is_published": False,
                    "last_partner_id": self._last_partner_id(),
                }
            )

    def _run_batch(self):
        """Stage the next partners or, after the last, publish; at the end, measure."""
        self.ensure_one()
        if self.is_published:
            self.env["onetoone.indicator"]._measure(self.company_id, self.as_of)
            self.write({"state": "done", "is_published": False})
            return
        if self.next_partner_id > self.last_partner_id:
            with reading_everybody(self.env):
                self._publish_all(STAGING, self.next_as_of)
            self.write({"state": "running", "is_published": True})
            return
        if self.next_partner_id == 1:
            self._prepare_sources(self.next_as_of)
        with reading_everybody(self.env):
            self._stage_batch()

    def _stage_batch(self):
        first, until = self.next_partner_id, self.next_partner_id + BATCH_SIZE
        staged = staging.stage(
            self.company_id,
            Horizon.of(self.company_id, self.next_as_of),
            lambda partner: SQL("%s >= %s AND %s < %s", partner, first, partner, until),
        )
        self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) %s",
                STAGING,
                customers.column_list(customers.STAGED_COLUMNS),
                staged,
            )
        )
        self.next_partner_id = until

    def _prepare_sources(self, as_of):
        """Choose the purchase source and lay out the working time."""
        company = self.company_id
        self.env["onetoone.source"]._choose_purchase_source(company, as_of)
        self._lay_out_working_time(as_of)

    def _lay_out_working_time(self, as_of):
        self.env["onetoone.working.interval"]._lay_out_for_complaints(
            self.company_id,
            as_of,
            since=Horizon.of(self.company_id, as_of).window.start,
        )

    # ------------------------------------------------------------
    # FAILURES
    # ------------------------------------------------------------

    def _try(self, step, *args, failure, **values):
        """Do a step that a job or an entry asks for; return whether it succeeded.

        One company's bad data keeps neither the others from being refreshed nor
        anybody from recording what a customer said.

        :param failure: name of the field that keeps the reason; a step that succeeds
            clears it itself
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                step(*args, **values)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # somebody else wrote at the same time: the job tries again
            raise
        except Exception as error:
            _logger.exception("A refresh of %s failed", self.company_id.name)
            self[failure] = str(error) or type(error).__name__
            return False
        return True

    def _failing_jobs(self):
        """Return what fails beside a full refresh: [{name, reason}]."""
        return []

    def _failing_job(self, name, reason):
        return [{"name": name, "reason": reason}] if reason else []

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _last_partner_id(self):
        [[last]] = self.env.execute_query(SQL("SELECT max(id) FROM res_partner"))
        return last or 0
