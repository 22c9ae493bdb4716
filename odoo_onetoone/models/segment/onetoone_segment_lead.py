"""Which leads belong to segments by a condition on themselves."""

from odoo import SUPERUSER_ID, api, models, tools
from odoo.exceptions import ValidationError

from .onetoone_segment_rule import leads_of
from .segment_domain import LEADS, read_rule

# what decides which leads belong to a segment
LEAD_FIELDS = {"lead_domain", "active", "company_id"}


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    @api.model_create_multi
    def create(self, vals_list):
        segments = super().create(vals_list)
        if any(segments.mapped("lead_domain")):
            self.env.registry.clear_cache()
        return segments

    def write(self, vals):
        result = super().write(vals)
        if not LEAD_FIELDS.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @tools.ormcache("company_id")
    def _lead_rules(self, company_id):
        """Return the conditions on leads of a company: ((segment id, text), …).

        They are kept, because every form of a lead asks for them. What is kept is for
        all callers, whether they look at archived segments or not.
        """
        segments = self.sudo().search_fetch(
            [
                ("company_id", "=", company_id),
                ("lead_domain", "!=", False),
                ("active", "=", True),
            ],
            ["lead_domain"],
        )
        return tuple((segment.id, segment.lead_domain) for segment in segments)

    @api.model
    def _fitting_leads(self, company):
        """Return the query of the leads that fit each segment: {segment id: query}.

        A condition that broke since it was saved fits none: it must not keep anybody
        from working on his leads.
        """
        leads = self.env[LEADS].with_user(SUPERUSER_ID)
        queries = {}
        for segment_id, text in self._lead_rules(company.id):
            try:
                domain = read_rule(self.env, LEADS, text).domain
                queries[segment_id] = leads._search(leads_of(company) & domain)
            except (ValidationError, ValueError, TypeError):
                continue
        return queries
