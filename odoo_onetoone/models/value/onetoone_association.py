from odoo import api, fields, models

from ...readers.associations import keep_associations


class OnetooneAssociation(models.Model):
    """Two products that the same customers bought, in one direction (C-D33, E-29)."""

    _name = "onetoone.association"
    _description = "Products Bought Together"
    _order = "lift desc, customer_count desc, id"
    _rec_name = "product_id"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "onetoone.product", string="Who Bought", required=True, readonly=True
    )
    other_id = fields.Many2one(
        "onetoone.product", string="Also Bought", required=True, readonly=True
    )
    customer_count = fields.Integer(
        string="Customers",
        readonly=True,
        aggregator="max",
        help="Customers of the portfolio who bought both, at any time.",
    )
    product_customers = fields.Integer(
        string="Bought the One",
        readonly=True,
        aggregator="max",
        help="Customers of the portfolio who bought the one, at any time.",
    )
    other_customers = fields.Integer(
        string="Bought the Other",
        readonly=True,
        aggregator="max",
        help="Customers of the portfolio who bought the other, at any time.",
    )
    support = fields.Float(
        string="Support (%)",
        readonly=True,
        aggregator="max",
        help="Part of all customers with a product who bought both.",
    )
    confidence = fields.Float(
        string="Confidence (%)",
        readonly=True,
        aggregator="max",
        help="Part of those who bought the one who also bought the other.",
    )
    lift = fields.Float(
        readonly=True,
        aggregator="max",
        help="How many times as often as by chance. 1 is chance; below it, who has "
        "the one buys the other less than others do.",
    )

    @api.model
    def _cron_associate(self):
        """Work out the products bought together, company by company."""
        refreshes = self.env["onetoone.refresh"].search([("as_of", "!=", False)])
        remaining = len(refreshes)
        for refresh in refreshes:
            remaining -= 1
            self._associate(refresh.company_id)
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    @api.model
    def _associate(self, company):
        """Replace the associations of a company, and return them; never commits."""
        keep_associations(self.env, company)
        return self.search([("company_id", "=", company.id)])
