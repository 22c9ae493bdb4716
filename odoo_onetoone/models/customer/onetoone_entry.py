from odoo import api, fields, models


class OnetooneEntry(models.AbstractModel):
    """What a person records of a customer; the profile follows at once.

    A contact stands for his customer, a branch for its root company.
    """

    _name = "onetoone.entry"
    _description = "Entry about a Customer"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company.root_id,
    )
    user_id = fields.Many2one(
        "res.users", string="Entered By", default=lambda self: self.env.user
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        defaults = self.default_get(["partner_id", "company_id"])
        entries = super().create(
            [self._of_customer({**defaults, **vals}) for vals in vals_list]
        )
        self._refresh_customers(entries._customers())
        return entries

    def write(self, vals):
        before = self._customers()
        result = super().write(self._of_customer(vals))
        self._refresh_customers(before | self._customers())
        return result

    def unlink(self):
        customers = self._customers()
        result = super().unlink()
        self._refresh_customers(customers)
        return result

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    @api.model
    def _of_customer(self, vals):
        """Return values of a record with customer and root company in their place."""
        vals = dict(vals)
        if vals.get("partner_id"):
            partner = self.env["res.partner"].sudo().browse(vals["partner_id"])
            vals["partner_id"] = partner.commercial_partner_id.id or partner.id
        if vals.get("company_id"):
            company = self.env["res.company"].sudo().browse(vals["company_id"])
            vals["company_id"] = company.root_id.id
        return vals

    def _customers(self):
        """Return {(company, customer)}."""
        return {
            (entry.company_id, entry.partner_id)
            for entry in self.sudo()
            if entry.partner_id
        }

    @api.model
    def _refresh_customers(self, customers):
        """Refresh the profiles of customers, once for each company.

        :param customers: {(company, customer)}
        """
        by_company = {}
        for company, customer in customers:
            by_company.setdefault(company, []).append(customer.id)
        refreshes = self.env["onetoone.refresh"].sudo()
        for company, partner_ids in by_company.items():
            refreshes._of(company)._refresh_soon(partner_ids)
