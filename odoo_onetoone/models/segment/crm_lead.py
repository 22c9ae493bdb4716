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
        help="Segments of the current company that the customer is a member of, or whose "
        "condition on leads the lead fits.",
    )

    @api.depends("partner_id")
    @api.depends_context("company", "uid")
    def _compute_onetoone_segment_ids(self):
        fitting = self._onetoone_fitting_segments()
        for lead in self:
            lead.onetoone_segment_ids = (
                lead.partner_id.onetoone_segment_ids
                | self.env["onetoone.segment"].browse(fitting.get(lead._origin.id))
            )

    def _search_onetoone_segment_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        segments = self._onetoone_lead_segments()
        if operator == "any":
            chosen = segments.filtered_domain(value)
        else:
            chosen = segments.filtered(lambda segment: segment.id in value)
        ids = [number for number in value if number] if operator == "in" else value
        domain = self._onetoone_in(chosen) | Domain(
            "partner_id", "any", [("onetoone_segment_ids", operator, ids)]
        )
        if operator == "in" and False in value:
            partners = Domain("onetoone_segment_ids", "!=", False)
            domain |= ~(
                self._onetoone_in(segments) | Domain("partner_id", "any", partners)
            )
        return domain

    @api.model
    def _onetoone_lead_segments(self):
        """Return the current company's segments with a condition on leads."""
        return self.env["onetoone.segment"].search_fetch(
            [
                ("company_id", "=", self.env.company.root_id.id),
                ("lead_domain", "!=", False),
            ],
            ["name", "company_id", "lead_domain"],
        )

    @api.model
    def _onetoone_in(self, segments):
        """Return the domain of the leads that fit one of some segments themselves."""
        return Domain.OR(
            Domain("id", "in", query) for _segment, query in segments._fitting_leads()
        )

    def _onetoone_fitting_segments(self):
        """Return the segments whose condition each lead fits: {lead id: [id]}."""
        ids = tuple(self._origin.ids)
        segments = self._onetoone_lead_segments()
        selects = []
        for segment, query in segments._fitting_leads() if ids else ():
            lead = SQL.identifier(query.table, "id")
            query.add_where(SQL("%s IN %s", lead, ids))
            query.order = None
            selects.append(query.select(lead, SQL("%s AS segment_id", segment.id)))
        if not selects:
            return {}
        fitting = {}
        for lead_id, segment_id in self.env.execute_query(
            SQL(" UNION ALL ").join(SQL("(%s)", select) for select in selects)
        ):
            fitting.setdefault(lead_id, []).append(segment_id)
        return fitting
