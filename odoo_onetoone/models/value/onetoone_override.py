from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..customer.onetoone_measures import RELATIONSHIPS, TIERS


class OnetooneOverride(models.Model):
    """A tier or relationship that a person chose, with reason and expiry."""

    _name = "onetoone.override"
    _inherit = ["onetoone.entry"]
    _description = "Manual Choice"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    subject = fields.Selection(
        [("tier", "Tier"), ("relationship", "Relationship")],
        required=True,
        default="tier",
    )
    tier = fields.Selection(TIERS)
    relationship = fields.Selection(RELATIONSHIPS)
    reason = fields.Char(required=True)
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        help="From this day on, the choice counts.",
    )
    date_expiry = fields.Date(
        string="Expiry", help="From this day on, what is computed counts again."
    )
    user_id = fields.Many2one(string="Chosen By", readonly=True)

    _subject_chosen = models.Constraint(
        "CHECK((tier IS NOT NULL) = (subject = 'tier')"
        " AND (relationship IS NOT NULL) = (subject = 'relationship'))",
        "Choose a tier or a relationship, as the subject of the choice says.",
    )
    _expiry_after_start = models.Constraint(
        "CHECK(date_expiry IS NULL OR date_expiry > date)",
        "The choice must expire after the day it starts.",
    )

    @api.constrains("tier", "partner_id", "company_id")
    def _check_has_bought(self):
        """Tiers are of customers: who has not bought anything yet has none."""
        for choice in self.filtered("tier").sudo():
            if not choice._may_have_tier():
                raise ValidationError(
                    self.env._(
                        "%(customer)s has not bought anything from %(company)s yet, "
                        "and only customers have a tier. Choose a tier after the "
                        "first purchase; a relationship can be confirmed before.",
                        customer=choice.partner_id.display_name,
                        company=choice.company_id.name,
                    )
                )

    def _may_have_tier(self):
        """Return whether the partner is a customer, as far as that is known."""
        refresh = self.env["onetoone.refresh"]._of(self.company_id)
        if not refresh.as_of or self._has_bought():
            return True
        # perhaps the first purchase was recorded a moment ago
        refresh._refresh_partners(self.partner_id.ids)
        return self._has_bought()

    def _has_bought(self):
        return bool(
            self.env["onetoone.profile"].search_count(
                [
                    ("company_id", "=", self.company_id.id),
                    ("partner_id", "=", self.partner_id.id),
                    ("is_customer", "=", True),
                ],
                limit=1,
            )
        )
