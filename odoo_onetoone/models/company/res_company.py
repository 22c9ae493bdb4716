from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...optional_fields import OptionalFloat


class ResCompany(models.Model):
    _inherit = "res.company"

    onetoone_window_months = fields.Integer(
        string="Window (months)",
        default=12,
        help="Purchases and contacts of this many months count as recent.",
    )
    onetoone_drop_days = fields.Integer(
        string="Drop Span (days)",
        default=182,
        help="Purchases of this many days are compared with an earlier span.",
    )
    onetoone_mvc_percent = fields.Float(
        string="Most Valuable Customers (%)",
        default=10.0,
        help="Share of the active customers that counts as most valuable.",
    )
    onetoone_min_answers = fields.Integer(
        string="Minimum Answers",
        default=5,
        help="Results of fewer answers are never shown (3 to 10).",
    )
    onetoone_unit_contact_cost = OptionalFloat(
        string="Unit Contact Cost",
        help="Cost of one contact at ratio 1: times the ratio of its channel, it is "
        "what a contact costs. Empty: the cost is not known, no net contribution is "
        "computed and nobody is below zero.",
    )
    onetoone_discount_percent = fields.Float(
        string="Discount Rate (%)",
        default=10.0,
        help="Yearly interest by which the value of a later year counts less in the "
        "lifetime value.",
    )
    onetoone_question_pause_days = fields.Integer(
        string="Pause between Questions (days)",
        default=30,
        help="What a customer was asked is not asked again for this many days, "
        "whether or not there was an answer (C-I11).",
    )
    onetoone_sells_to_businesses = fields.Boolean(
        string="Sells to Businesses",
        default=True,
        help="Levels that only apply to business customers count in the ladders.",
    )
    onetoone_generic_partner_ids = fields.Many2many(
        "res.partner",
        "onetoone_generic_partner_rel",
        "company_id",
        "partner_id",
        string="Generic Partners",
        help="Partners that stand for unknown buyers, such as a walk-in customer. "
        "They are never customers.",
    )
    onetoone_default_user_id = fields.Many2one(
        "res.users",
        string="Default Responsible",
        domain=[("share", "=", False)],
        help="Responsible for customers who have no salesperson, no purchase and no "
        "open lead with one.",
    )

    onetoone_alert_minimum_loss = OptionalFloat(
        string="Smallest Drop",
        help="Purchases that dropped by less are no alert. Empty: by less than the "
        "median value of the active customers.",
    )
    onetoone_alert_daily_limit = fields.Integer(
        string="Alerts per Day",
        default=10,
        help="So many alerts become activities of one person on one day, those with "
        "most at stake first. 0: none do.",
    )

    _onetoone_alert_limit_not_negative = models.Constraint(
        "CHECK(onetoone_alert_daily_limit >= 0)",
        "The number of alerts per day must not be below zero.",
    )
    _onetoone_alert_loss_not_negative = models.Constraint(
        "CHECK(onetoone_alert_minimum_loss >= 0)",
        "The smallest drop must not be below zero.",
    )
    _onetoone_window_positive = models.Constraint(
        "CHECK(onetoone_window_months IS NULL OR onetoone_window_months >= 1)",
        "The One-to-One window must be at least one month.",
    )
    _onetoone_drop_positive = models.Constraint(
        "CHECK(onetoone_drop_days IS NULL OR onetoone_drop_days >= 1)",
        "The One-to-One drop span must be at least one day.",
    )
    _onetoone_cost_not_negative = models.Constraint(
        "CHECK(onetoone_unit_contact_cost >= 0)",
        "The unit contact cost must not be below zero; leave it empty if it is not "
        "known.",
    )
    _onetoone_discount_not_negative = models.Constraint(
        "CHECK(onetoone_discount_percent >= 0)",
        "The One-to-One discount rate must not be below 0 %.",
    )
    _onetoone_pause_positive = models.Constraint(
        "CHECK(onetoone_question_pause_days IS NULL"
        " OR onetoone_question_pause_days >= 1)",
        "The pause between One-to-One questions must be at least one day.",
    )

    @api.constrains("onetoone_mvc_percent", "onetoone_min_answers")
    def _check_onetoone_settings(self):
        for company in self:
            if not 0 < company.onetoone_mvc_percent <= 100:
                raise ValidationError(
                    self.env._(
                        "The share of most valuable customers must be above 0 % "
                        "and at most 100 %."
                    )
                )
            if not 3 <= company.onetoone_min_answers <= 10:
                raise ValidationError(
                    self.env._("The minimum of answers must lie between 3 and 10.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies.filtered(lambda company: not company.parent_id)._onetoone_prepare()
        return companies

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _onetoone_prepare_all(self):
        """Give every root company what it lacks; called at install and update."""
        roots = self.with_context(active_test=False)
        roots.search([("parent_id", "=", False)])._onetoone_prepare()

    def _onetoone_prepare(self):
        """Give root companies sources, ratios of channels and an (empty) refresh."""
        self.env["onetoone.source"].sudo()._create_built_in(self)
        self.env["onetoone.channel.cost"].sudo()._create_missing(self)
        self.env["onetoone.refresh"].sudo()._create_missing(self)

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _onetoone_timezone(self):
        """Return the name of the zone in which the days of the company start."""
        self.ensure_one()
        return self.sudo().resource_calendar_id.tz or "UTC"

    def _onetoone_as_of(self):
        """Return tomorrow in the company's zone: the date that lets today count."""
        now = datetime.now(pytz.timezone(self._onetoone_timezone()))
        return now.date() + timedelta(days=1)

    def _onetoone_day_start(self, day):
        """Return the naive UTC datetime at which ``day`` starts for the company."""
        zone = pytz.timezone(self._onetoone_timezone())
        start = zone.localize(datetime.combine(day, time.min))
        return start.astimezone(pytz.utc).replace(tzinfo=None)

    def _onetoone_branches(self):
        """Return the company with all its branches, archived ones included."""
        return self.sudo().browse(self._onetoone_branch_ids())

    @tools.ormcache("self.id")
    def _onetoone_branch_ids(self):
        self.ensure_one()
        companies = self.sudo().with_context(active_test=False)
        return companies.search([("id", "child_of", self.id)]).ids
