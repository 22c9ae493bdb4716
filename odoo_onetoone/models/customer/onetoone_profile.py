from odoo import api, fields, models

from ...optional_fields import OptionalInteger


class OnetooneProfile(models.Model):
    _name = "onetoone.profile"
    _inherit = ["onetoone.measures"]
    _description = "Customer Profile"
    _order = "monetary desc, id"
    _rec_name = "partner_id"
    _rec_names_search = ["partner_id"]
    _log_access = False

    partner_id = fields.Many2one(index=True)
    refreshed_at = fields.Datetime(
        readonly=True, help="When something in this profile last changed."
    )
    as_of = fields.Date(
        compute="_compute_as_of",
        help="Facts dated before this day count.",
    )
    recency_days = OptionalInteger(
        string="Recency (days)",
        compute="_compute_recency_days",
        help="Days from the last purchase to the date of the refresh.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    country_id = fields.Many2one(related="partner_id.country_id")
    active_partner = fields.Boolean(related="partner_id.active", string="Not Archived")

    # known from the customers' segments and wishes on
    next_contact_due = fields.Date()
    preferred_channel = fields.Selection(
        related="partner_id.onetoone_preferred_channel", readonly=False
    )
    preferred_interval_days = OptionalInteger(
        related="partner_id.onetoone_preferred_interval_days", readonly=False
    )

    _partner_unique = models.Constraint(
        "UNIQUE(company_id, partner_id)",
        "The customer has a profile in this company already.",
    )
    _monetary_idx = models.Index("(company_id, monetary DESC, id)")
    _user_idx = models.Index("(user_id) WHERE user_id IS NOT NULL")
    _shared_idx = models.Index(
        "(company_id, partner_id) WHERE is_duplicate OR is_split_site"
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("company_id")
    def _compute_as_of(self):
        refreshes = self.env["onetoone.refresh"].sudo()
        as_of = {
            refresh.company_id: refresh.as_of
            for refresh in refreshes.search([("company_id", "in", self.company_id.ids)])
        }
        for profile in self:
            profile.as_of = as_of.get(profile.company_id)

    @api.depends("last_purchase", "as_of")
    def _compute_recency_days(self):
        for profile in self:
            if profile.last_purchase and profile.as_of:
                days = (profile.as_of - profile.last_purchase).days
                profile.recency_days = days
            else:
                profile.recency_days = False

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_partner(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }

    def action_open_purchases(self):
        return self._open_facts("onetoone.purchase", self.env._("Purchases"))

    def action_open_interactions(self):
        return self._open_facts("onetoone.interaction", self.env._("Contact History"))

    def action_open_complaints(self):
        return self._open_facts("onetoone.complaint", self.env._("Complaints"))

    def _open_facts(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "list"), (False, "pivot"), (False, "graph")],
            "domain": [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _refresh(self, company, as_of=None, partner_ids=None):
        """Compute the profiles of a company at once; never commit.

        :param company: a company; a branch stands for its root company
        :param as_of: date (exclusive) to compute for; tomorrow by default
        :param partner_ids: only these partners' customers, with the thresholds and
            the date of the last full refresh; ``as_of`` is ignored then
        """
        refresh = self.env["onetoone.refresh"].sudo()._of(company)
        if partner_ids is not None and refresh.as_of:
            refresh._refresh_partners(partner_ids)
        else:
            refresh._refresh_all(as_of)
