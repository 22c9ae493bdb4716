from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmLead(models.Model):
    """The segments of a lead: those of its customer, and those it fits itself."""

    _inherit = "crm.lead"

    onetoone_segment_ids = fields.Many2many(
        "onetoone.segment",
        string="Segments",
        compute="_compute_onetoone_segment_ids",
        search="_search_onetoone_segment_ids",
        groups="odoo_onetoone.group_onetoone_user",
        help="Segments of the current company that the customer is a member of, or "
        "whose condition on leads the lead fits.",
    )

    @api.depends("partner_id")
    @api.depends_context("company", "uid")
    def _compute_onetoone_segment_ids(self):
        fitting = self._onetoone_fitting_segments()
        segments = self.env["onetoone.segment"]
        for lead in self:
            by_itself = segments.browse(fitting.get(lead._origin.id, []))
            lead.onetoone_segment_ids = lead.partner_id.onetoone_segment_ids | by_itself

    def _search_onetoone_segment_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        queries = self._onetoone_lead_queries()
        if operator == "any":
            segments = self.env["onetoone.segment"].browse(queries)
            chosen = set(segments.filtered_domain(value).ids)
        else:
            chosen = set(value)
            value = [number for number in value if number]
        domain = _any_of(
            query for segment_id, query in queries.items() if segment_id in chosen
        ) | Domain("partner_id", "any", [("onetoone_segment_ids", operator, value)])
        if False in chosen:
            of_customer = [("onetoone_segment_ids", "!=", False)]
            domain |= ~(
                _any_of(queries.values()) | Domain("partner_id", "any", of_customer)
            )
        return domain

    def _onetoone_fitting_segments(self):
        """Return the segments whose condition each lead fits: {lead id: [id]}."""
        ids = tuple(self._origin.ids)
        selects = []
        for segment_id, query in self._onetoone_lead_queries().items() if ids else ():
            lead = SQL.identifier(query.table, "id")
            query.add_where(SQL("%s IN %s", lead, ids))
            selects.append(query.select(lead, SQL("%s AS segment_id", segment_id)))
        fitting = {}
        if selects:
            rows = self.env.execute_query(SQL(" UNION ALL ").join(selects))
            for lead_id, segment_id in rows:
                fitting.setdefault(lead_id, []).append(segment_id)
        return fitting

    @api.model
    def _onetoone_lead_queries(self):
        segments = self.env["onetoone.segment"]
        return segments._fitting_leads(self.env.company.root_id)


def _any_of(queries):
    return Domain.OR(Domain("id", "in", query) for query in queries)
