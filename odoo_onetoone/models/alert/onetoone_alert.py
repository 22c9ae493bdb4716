from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.alerts import kinds, reaction

KINDS = [
    (kinds.PURCHASE_DROP, "Purchases Dropped"),
    (kinds.VALUABLE_COMPLAINT, "Valuable Complainer"),
    (kinds.LOST_VALUABLE, "Valuable Customer Lost"),
    (kinds.CONTACT_OVERDUE, "Contact Overdue"),
    (kinds.OVER_CONTACTED, "Contacted Too Often"),
    (kinds.UNUSUAL_OUTFLOW, "Unusual Outflow"),
    (kinds.GROWING, "Growing"),
    (kinds.ORPHAN, "Nobody Responsible"),
    (kinds.COMPLAINT_SURGE, "Surge of Complaints"),
]


class OnetooneAlert(models.Model):
    """A customer who needs a human today, and why.

    Alerts follow their causes by themselves; people only say that they took care.
    """

    _name = "onetoone.alert"
    _description = "Alert"
    _order = "amount_at_stake desc, id"

    kind = fields.Selection(KINDS, required=True, readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index=True,
        ondelete="cascade",
        readonly=True,
        help="Empty: the alert is about the company as a whole.",
    )
    phone = fields.Char(related="partner_id.phone")
    can_choose_responsible = fields.Boolean(
        compute="_compute_can_choose_responsible",
        help="Nobody is responsible, and the user may change the customer.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade", readonly=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        help="Follows the customer's responsible; where that user cannot take care, "
        "the default of the company.",
    )
    res_model = fields.Char(string="Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document",
        model_field="res_model",
        readonly=True,
        aggregator=None,
        help="The document that caused it, where it is a single one.",
    )
    amount_at_stake = fields.Monetary(
        string="At Stake",
        readonly=True,
        help="The loss of a drop, the gain of growth, the amount of an outflow, what a "
        "lost customer bought in the last year; else the value of the customer.",
    )
    details = fields.Json(readonly=True, help="The numbers that the reason names.")
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("expired", "Expired")],
        required=True,
        default="open",
        index=True,
        readonly=True,
        help="Done by a person, or expired because the cause is gone.",
    )

    # when
    date = fields.Date(
        string="Since", required=True, readonly=True, default=fields.Date.context_today
    )
    opened_at = fields.Datetime(
        readonly=True, help="Contacts from this moment on are a reaction."
    )
    date_due = fields.Date(
        string="Due",
        readonly=True,
        help="When a complaint is to be settled, or a contact was due; how long a "
        "pause lasts; else until when somebody should react.",
    )
    is_red = fields.Boolean(
        string="Red",
        readonly=True,
        help="A complaint that has been open for 20 days or longer.",
    )
    date_closed = fields.Date(string="Closed", readonly=True)
    cause_ended_on = fields.Date(
        readonly=True,
        help="Since when the cause is gone; until then it starts no other alert.",
    )

    # its activity
    activity_id = fields.Many2one(
        "mail.activity", index="btree_not_null", ondelete="set null", readonly=True
    )
    activity_date = fields.Date(
        readonly=True, help="The day whose limit the activity counts for."
    )
    recheck_activity_id = fields.Many2one(
        "mail.activity",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        help="A week after a complaint is settled: are things better? (C-X03)",
    )

    # what happened
    feedback = fields.Text(readonly=True)
    first_reaction = fields.Datetime(
        readonly=True,
        help="The first personal contact of one of us since the alert (C-X45).",
    )
    reaction_due = fields.Date(
        readonly=True, help="A contact up to this day is in time."
    )
    reaction = fields.Selection(
        [
            (reaction.WAITING, "Not Yet Due"),
            (reaction.IN_TIME, "In Time"),
            (reaction.LATE, "Late"),
            (reaction.NONE, "None"),
            (reaction.NOT_NEEDED, "Not Needed"),
        ],
        readonly=True,
        help="Whether one of us was in touch in time: within 2 days after a drop or "
        "while a complaint is red, within 7 days otherwise. A proposal of this app.",
    )
    is_reacted_in_time = fields.Boolean(string="Reacted in Time", readonly=True)
    won_back_on = fields.Date(
        string="Won Back",
        readonly=True,
        help="First purchase since the alert, of a customer who was lost or whose "
        "purchases had dropped (C-X20).",
    )

    # one cause starts one alert; not unique, as merged partners bring two
    _cause_idx = models.Index(
        "(company_id, kind, partner_id) WHERE cause_ended_on IS NULL"
    )
    _activity_date_idx = models.Index(
        "(activity_date, user_id) WHERE activity_date IS NOT NULL"
    )

    @api.depends("kind", "partner_id")
    def _compute_display_name(self):
        names = dict(self._fields["kind"]._description_selection(self.env))
        for alert in self:
            about = alert.partner_id or alert.company_id
            alert.display_name = f"{names.get(alert.kind, '')}: {about.display_name}"

    @api.depends_context("uid")
    @api.depends("kind", "state", "partner_id")
    def _compute_can_choose_responsible(self):
        orphans = self.filtered(
            lambda alert: alert.kind == kinds.ORPHAN and alert.state == "open"
        )
        writable = orphans.partner_id._filtered_access("write")
        for alert in self:
            alert.can_choose_responsible = (
                alert in orphans and alert.partner_id in writable
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_handled(self):
        """Close the alerts: whoever may see one may say that he took care of it."""
        self.check_access("read")
        self.sudo()._settle()

    def action_choose_responsible(self):
        """Ask who takes the customer over; once somebody does, the alert closes."""
        self.ensure_one()
        self._check_is_about_customer()
        self.partner_id.check_access("write")
        dialog = self.env.ref("odoo_onetoone.res_partner_view_form_responsible")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose Responsible"),
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(dialog.id, "form")],
            "target": "new",
        }

    def action_open_customer(self):
        self.ensure_one()
        self._check_is_about_customer()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }

    def action_open_document(self):
        """Open the document behind the alert, with the reader's own rights."""
        self.ensure_one()
        if not self.res_id:
            raise UserError(
                self.env._("There is no single document behind this alert.")
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def action_call(self):
        """Ask what was said in a call, to log it and close the alert."""
        self.ensure_one()
        self._check_is_about_customer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a Call"),
            "res_model": "onetoone.alert.call",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_alert_id": self.id},
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _close(self, feedback=None):
        """Mark open alerts as done by a person."""
        for alert in self.filtered(lambda alert: alert.state == "open"):
            alert.write(
                {
                    "state": "done",
                    "date_closed": max(alert._today(), alert.date),
                    "feedback": feedback or False,
                }
            )

    def _settle(self, feedback=None):
        """Close the open ones, and take away activities that nobody has done."""
        alerts = self.filtered(lambda alert: alert.state == "open")
        activities = alerts.activity_id
        alerts._close(feedback)
        alerts._remove_activities(activities)

    @api.model
    def _merge(self, kept, merged):
        """Leave one alert per cause to the partner who stays (called by a merge).

        His own comes first, then the oldest. What is over stays as history.
        """
        alerts = self.sudo().search(
            [
                ("partner_id", "in", (kept | merged).ids),
                ("cause_ended_on", "=", False),
            ],
            order="date, id",
        )
        dropped = self.browse()
        for same in alerts.grouped(
            lambda alert: (
                alert.company_id,
                alert.kind,
                alert.res_model,
                alert.res_id,
            )
        ).values():
            first = same.sorted(lambda alert: alert.partner_id != kept)[:1]
            dropped |= same - first
        dropped._remove_activities(dropped.activity_id)
        dropped.unlink()

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _today(self):
        return fields.Date.subtract(self.company_id._onetoone_as_of(), days=1)

    def _check_is_about_customer(self):
        if not self.partner_id:
            raise UserError(
                self.env._(
                    "This alert is about the company as a whole, not about a customer. "
                    "Look at the list of complaints instead."
                )
            )
