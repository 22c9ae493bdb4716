"""Files that take too long to wait for: made by a job, kept for a week."""

import logging
import tempfile
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS, Command, Domain

_logger = logging.getLogger(__name__)

KEPT_DAYS = 7
# a file whose making was interrupted so often is given up
MAX_ATTEMPTS = 3
ROWS_PER_PROGRESS = 10_000
NOTIFICATION = "onetoone_report_file"


class OnetooneReportFile(models.Model):
    """A file that one person asked for; nobody else may read it."""

    _name = "onetoone.report.file"
    _description = "One-to-One File"
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        [("customers", "Customer Workbook")],
        required=True,
        readonly=True,
        default="customers",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Asked For By",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
    )
    company_ids = fields.Many2many(
        "res.company",
        string="Companies",
        readonly=True,
        help="Those that were chosen when the file was asked for.",
    )
    params = fields.Json(readonly=True, help="The filter and the columns.")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("running", "In Progress"),
            ("done", "Ready"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    row_count = fields.Integer(
        string="Rows Written",
        readonly=True,
        aggregator=None,
        help="Rows written so far.",
    )
    row_total = fields.Integer(
        string="Rows",
        readonly=True,
        aggregator=None,
        help="Rows that the filter found when the file was asked for.",
    )
    progress = fields.Float(
        string="Progress (%)",
        compute="_compute_progress",
        aggregator=None,
        help="Part of the rows that is written.",
    )
    error = fields.Char(readonly=True, help="Why there is no file.")
    attempts = fields.Integer(
        readonly=True,
        aggregator=None,
        help="How often writing began; after three interruptions it is given up.",
    )
    # only through the route, which checks the rights once more
    content = fields.Binary(attachment=True, readonly=True, groups=NO_ACCESS)
    expires = fields.Datetime(
        string="Deleted On",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self._default_expires(),
    )

    @api.model
    def _default_expires(self):
        return fields.Datetime.now() + timedelta(days=KEPT_DAYS)

    @api.depends("state", "row_count", "row_total")
    def _compute_progress(self):
        for file in self:
            if file.state == "done":
                file.progress = 100
            else:
                total = max(file.row_total, file.row_count, 1)
                file.progress = 100 * file.row_count / total

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_download(self):
        """Download the file."""
        self.ensure_one()
        self._deliverable()
        return {
            "type": "ir.actions.act_url",
            "url": self._url(),
            "target": "download",
        }

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _cron_make(self):
        """Make the files that wait, one after the other.

        One that is in progress when the job begins was interrupted: no other process
        runs the job at the same time. Who runs it by hand meets the lock of the row.
        """
        files = self.search([("state", "in", ("waiting", "running"))], order="id")
        remaining = len(files)
        for file in files:
            remaining -= 1
            in_words = file.with_context(lang=file.user_id.lang)
            if in_words._claim():
                in_words._make()
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    @api.autovacuum
    def _gc_expired(self, limit=1000):
        """Delete what was kept long enough, with its content."""
        expired = self.sudo().search(
            [("expires", "<", fields.Datetime.now())], limit=limit
        )
        expired.unlink()
        return len(expired), len(expired) == limit

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _request(self, name, params, row_total):
        """Let the job make a workbook of customers for the user; return the record."""
        file = self.sudo().create(
            {
                "name": name,
                "user_id": self.env.uid,
                "company_ids": [Command.set(self.env.companies.ids)],
                "params": params,
                "row_total": row_total,
            }
        )
        self.env.ref("odoo_onetoone_reports.ir_cron_make_files").sudo()._trigger()
        return file

    def _claim(self):
        """Return whether the file is to be made here, and by nobody else."""
        self.ensure_one()
        if not self.try_lock_for_update():
            return False
        self.invalidate_recordset()
        if self.state not in ("waiting", "running"):
            return False
        if self.attempts >= MAX_ATTEMPTS:
            self._fail(
                self.env._(
                    "Making the file was interrupted %(count)s times. Choose fewer "
                    "customers or columns, or ask your administrator for a higher "
                    "time limit of scheduled actions.",
                    count=self.attempts,
                )
            )
            return False
        self.write({"state": "running", "attempts": self.attempts + 1, "row_count": 0})
        # the others see it; a run that is killed from here on counts
        self.env["ir.cron"]._commit_progress()
        return True

    def _make(self):
        """Write the file as the person who asked for it, with the rights of now."""
        progress = _Progress(self)
        try:
            with tempfile.TemporaryFile(prefix="onetoone-") as output:
                self._as_requester()._write_to(
                    self.params["domain"],
                    self.params["columns"],
                    output,
                    on_row=progress.count,
                )
                # what was read is behind us: the row has changed since then
                self.env["ir.cron"]._commit_progress()
                self._store(output, progress.rows)
        except UserError as error:
            self.env.cr.rollback()
            self._fail(str(error))
        except Exception:
            self.env.cr.rollback()
            _logger.exception("Making file %s failed", self.id)
            self._fail(
                self.env._(
                    "Making the file failed for a reason that is in the server's log. "
                    "Try again with another filter, or ask your administrator."
                )
            )

    def _as_requester(self):
        """Return the model that writes the file, with the rights and words of the user.

        :raise UserError: in a sentence, where he may not have it any more
        """
        user = self.user_id
        if not user.active:
            raise AccessError(self.env._("The person who asked for it has left."))
        lost = self.company_ids - user.company_ids
        if lost:
            raise AccessError(
                self.env._(
                    "You have no access to %(companies)s any more.",
                    companies=", ".join(lost.mapped("name")),
                )
            )
        workbook = self.env["onetoone.customer.workbook"].with_user(user)
        workbook = workbook.with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=self.company_ids.ids
        )
        workbook._check_may_export()
        return workbook

    def _store(self, output, row_count):
        """Keep the file for its requester, if he still may have it, and tell him."""
        if not self.exists():
            return
        self._as_requester()
        output.seek(0)
        self.env["ir.attachment"].sudo().create(
            {
                "name": self.name,
                "raw": output.read(),
                "res_model": self._name,
                "res_id": self.id,
                "res_field": "content",
            }
        )
        self.write(
            {
                "state": "done",
                "row_count": row_count,
                "row_total": row_count,
                "expires": self._default_expires(),
            }
        )
        self._tell()

    def _fail(self, reason):
        if self.exists():
            self.write({"state": "failed", "error": reason})
            self._tell()

    def _tell(self):
        """Tell the requester, where he is online, that the file is ready or failed."""
        env = self.with_context(lang=self.user_id.lang).env
        is_done = self.state == "done"
        self.user_id._bus_send(
            NOTIFICATION,
            {
                "title": self.name,
                "message": env._("Your file is ready.") if is_done else self.error,
                "url": self._url() if is_done else False,
            },
        )

    def _deliverable(self):
        """Return the attachment, as superuser.

        :raise UserError: in a sentence, where there is none, or the user may not have
            it any more
        """
        self.ensure_one()
        file = self.sudo()
        if file.state != "done":
            raise UserError(
                file.error
                or self.env._("The file is still being made. Try again in a minute.")
            )
        file._as_requester()
        return file.env["ir.attachment"].search(
            Domain("res_model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & Domain("res_field", "=", "content")
        )

    def _url(self):
        return f"/onetoone/file/{self.id}"


class _Progress:
    """Counts rows, and shows others how many there are from time to time."""

    def __init__(self, file):
        self.file = file
        self.rows = 0

    def count(self):
        self.rows += 1
        if self.rows % ROWS_PER_PROGRESS == 0:
            self._show()

    def _show(self):
        # apart: the transaction that reads the customers goes on
        with self.file.env.registry.cursor() as cr:
            file = self.file.with_env(self.file.env(cr=cr))
            if file.exists():
                file.row_count = self.rows
