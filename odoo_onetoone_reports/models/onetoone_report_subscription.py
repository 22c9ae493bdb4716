"""Files that go out by e-mail every month, to each recipient what he may see."""

import logging
import tempfile

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

_logger = logging.getLogger(__name__)

ANALYST = "odoo_onetoone.group_onetoone_analyst"
MAX_MEGABYTES = 10
# {kind: (label, model that writes it, whether it is about a closed round)}
KINDS = {
    "evidence": ("Evidence Workbook", "onetoone.evidence.workbook", False),
    "customers": ("Customer Workbook", "onetoone.customer.workbook", False),
    "segments": ("Segment Workbook", "onetoone.segment.workbook", False),
    "assessment": ("Assessment Workbook", "onetoone.assessment.workbook", True),
    "summary": ("Summary on Two Pages", "onetoone.assessment.summary", True),
}


class OnetooneReportSubscription(models.Model):
    _name = "onetoone.report.subscription"
    _description = "One-to-One Subscription"
    _order = "next_date, id"

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(
        selection=[(kind, label) for kind, (label, *_rest) in KINDS.items()],
        string="File",
        required=True,
        default="evidence",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        help="Who looks after it and sees why somebody got nothing.",
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Recipients",
        domain=[("share", "=", False)],
        help="Each gets the file in his language and with what he may see.",
    )
    day = fields.Integer(
        string="Day of the Month",
        required=True,
        default=1,
        aggregator=None,
        help="On this day the file goes out; in shorter months on the last one.",
    )
    active = fields.Boolean(default=True)
    next_date = fields.Date(
        string="Next On",
        compute="_compute_next_date",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index=True,
    )
    last_date = fields.Date(string="Last Sent On", readonly=True, copy=False)
    served_user_ids = fields.Many2many(
        "res.users",
        "onetoone_report_subscription_served_rel",
        string="Served This Time",
        readonly=True,
        copy=False,
        help="Who was dealt with already when a run was interrupted.",
    )
    failures = fields.Text(
        string="Who Got Nothing",
        readonly=True,
        copy=False,
        help="Who was sent no file the last time, and why.",
    )
    is_recipient = fields.Boolean(compute="_compute_is_recipient")

    _day_in_every_month = models.Constraint(
        "CHECK(day BETWEEN 1 AND 28)",
        "Choose a day from 1 to 28: every month has it.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("kind", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for subscription in self:
            kind = kinds.get(subscription.kind, "")
            subscription.name = f"{kind}: {subscription.company_id.name or ''}"

    @api.depends("day")
    def _compute_next_date(self):
        today = fields.Date.context_today(self)
        for subscription in self:
            subscription.next_date = subscription._next_after(today)

    @api.depends("user_ids")
    @api.depends_context("uid")
    def _compute_is_recipient(self):
        for subscription in self:
            subscription.is_recipient = self.env.user in subscription.user_ids

    def _next_after(self, day):
        """Return the next day of the month after a date."""
        wanted = day + relativedelta(day=self.day or 1)
        return wanted if wanted > day else wanted + relativedelta(months=1)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_unsubscribe(self):
        """Let the user not get it any more, whoever set it up."""
        self.check_access("read")
        self.sudo().write({"user_ids": [Command.unlink(self.env.uid)]})
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("You get this file no more."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Send what is due, recipient by recipient, each in a step of its own."""
        today = fields.Date.context_today(self)
        due = self.search([("next_date", "<=", today)])
        remaining = len(due)
        for subscription in due:
            remaining -= 1
            # the lock ends with each step: what was sent is known by then
            while subscription.try_lock_for_update() and subscription._serve_next():
                self.env["ir.cron"]._commit_progress()
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    def _serve_next(self):
        """Deal with one more recipient; return whether there was one."""
        self.invalidate_recordset()
        if self.next_date > fields.Date.context_today(self):
            return False
        # also those who have left: the owner is to see it
        everybody = self.with_context(active_test=False)
        if not everybody.served_user_ids:
            self.failures = False
        user = (everybody.user_ids - everybody.served_user_ids)[:1]
        if not user:
            self._finish()
            return False
        reason = self._try_send(user)
        if reason:
            line = f"{user.name}: {reason}"
            self.failures = "\n".join(filter(None, [self.failures, line]))
        self.served_user_ids = [Command.link(user.id)]
        return True

    def _finish(self):
        today = fields.Date.context_today(self)
        self.write(
            {
                "last_date": today,
                "next_date": self._next_after(today),
                "served_user_ids": [Command.clear()],
            }
        )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _try_send(self, user):
        """Send the file to a recipient; return why not, in a sentence."""
        try:
            with self.env.cr.savepoint():
                self._send(user)
        except UserError as error:
            return str(error)
        except Exception:
            _logger.exception("Subscription %s failed for user %s", self.id, user.id)
            return self.env._("The file could not be made; see the server's log.")
        return False

    def _send(self, user):
        self._check_may_have(user)
        own = self.with_user(user).with_context(
            lang=user.lang,
            tz=user.tz,
            allowed_company_ids=self.company_id.ids,
        )
        content, filename = own._made()
        if len(content) > MAX_MEGABYTES * 2**20:
            raise UserError(
                self.env._(
                    "The file has %(size)s MB, too much for an e-mail. Download it in "
                    "the app instead.",
                    size=len(content) // 2**20,
                )
            )
        own._mail(content, filename)

    def _check_may_have(self, user):
        """Raise an error in a sentence where a recipient may not have the file now."""
        if not user.active:
            raise AccessError(self.env._("This person has left."))
        if not user.email:
            raise UserError(self.env._("There is no e-mail address of this person."))
        if self.company_id not in user.company_ids:
            raise AccessError(
                self.env._(
                    "This person has no access to %s any more.", self.company_id.name
                )
            )
        if self.kind == "customers":
            self.env["onetoone.customer.workbook"].with_user(user)._check_may_export()
        elif not user.has_group(ANALYST):
            raise AccessError(
                self.env._("This person has not the analyst's role in One-to-One.")
            )

    def _made(self):
        """Return the file as the user of the environment gets it, and its name."""
        kind, company = self.sudo().kind, self.sudo().company_id
        _label, model, is_of_round = KINDS[kind]
        writer = self.env[model]
        subject = self._last_round(company) if is_of_round else company
        with tempfile.TemporaryFile(prefix="onetoone-") as file:
            if kind == "customers":
                writer._write_company_to(company, file)
                filename = writer._filename()
            else:
                writer._write_to(subject, file)
                filename = writer._filename(subject)
            file.seek(0)
            return file.read(), filename

    def _last_round(self, company):
        found = self.env["onetoone.assessment"].search(
            [("company_id", "=", company.id), ("state", "=", "closed")], limit=1
        )
        if not found:
            raise UserError(
                self.env._("No round of %s has been closed yet.", company.name)
            )
        return found

    def _mail(self, content, filename):
        """Queue the e-mail; message and attachment are deleted once it is sent."""
        user, name = self.env.user, self.sudo().name
        link = f"{self.get_base_url()}/odoo/onetoone-subscriptions/{self.id}"
        mail = (
            self.env["mail.mail"]
            .sudo()
            .create(
                {
                    "subject": name,
                    "body_html": self._body(name, link),
                    "email_from": self.sudo().company_id.email_formatted
                    or self.sudo().user_id.email_formatted,
                    "author_id": False,
                    "recipient_ids": [Command.link(user.partner_id.id)],
                    "auto_delete": True,
                    "attachment_ids": [
                        Command.create(
                            {
                                "name": filename,
                                "raw": content,
                                "res_model": "mail.message",
                            }
                        )
                    ],
                }
            )
        )
        # of the message: who may not read that may not read the file
        mail.attachment_ids.write({"res_id": mail.mail_message_id.id})

    def _body(self, name, link):
        env = self.env
        return Markup(
            "<p>{greeting}</p><p>{text}</p><p><a href='{link}'>{leave}</a></p>"
        ).format(
            greeting=env._("Hello %s,", env.user.name),
            text=env._(
                "attached is “%s” with what you may see today. It is for you alone: "
                "others see more or less than you do.",
                name,
            ),
            link=link,
            leave=env._("Look at this subscription, or end it for you"),
        )
