from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _search_onetoone_segment_ids(self, operator, value):
        """Look the members of segments up in the company of these segments.

        Mailings to a segment keep it in their recipients; the job that sends them is in
        the company of the administrator.
        """
        partners = self
        if operator == "in" and False not in value:
            segments = self.env["onetoone.segment"].sudo().browse(value).exists()
            company = segments.company_id
            may_enter = self.env.su or company <= self.env.user.company_ids
            if len(company) == 1 and may_enter:
                partners = self.with_company(company)
        return super(ResPartner, partners)._search_onetoone_segment_ids(operator, value)
