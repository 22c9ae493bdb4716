from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, Query


class CrmLead(models.Model):
    """Tier, relationship, segments and alerts of the lead's customer.

    The segments of a lead are those of its customer, and those whose condition on leads
    it fits itself.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "onetoone.customer.mixin"]

    _onetoone_customer_path = "partner_id.commercial_partner_id"

    onetoone_segment_ids = fields.Many2many(
        help="Segments of the current company that the customer is a member of, or "
        "whose condition on leads the lead fits.",
    )

    # ------------------------------------------------------------
    # SEGMENTS
    # ------------------------------------------------------------

    def _onetoone_segment_rows(self):
        of_customers = super()._onetoone_segment_rows()
        fitting = self._onetoone_fitting(self._origin.ids)
        if not fitting:
            return of_customers
        rows = [
            SQL(
                "SELECT place, segment_id"
                " FROM unnest(%s::int[], %s::int[]) AS record (place, lead_id)"
                " JOIN (%s) AS fitting (lead_id, segment_id) USING (lead_id)",
                [place for place, lead in enumerate(self) if lead._origin],
                [lead._origin.id for lead in self if lead._origin],
                fitting,
            )
        ]
        if of_customers:
            rows.append(SQL("SELECT place, segment_id %s", of_customers))
        return SQL("FROM (%s) AS found", SQL(" UNION ").join(rows))

    @api.model
    def _onetoone_in_segment(self, domain, bypass=False):
        by_customer = super()._onetoone_in_segment(domain, bypass)
        fitting = self._onetoone_fitting()
        if not fitting:
            return by_customer
        segments = self.env["onetoone.segment"]._search(domain, bypass_access=bypass)

        def to_sql(model, alias, query):
            return SQL(
                "EXISTS (SELECT FROM (%s) AS fitting (lead_id, segment_id)"
                " WHERE lead_id = %s AND segment_id IN %s)",
                fitting,
                SQL.identifier(alias, "id"),
                segments.subselect(),
            )

        return by_customer | Domain.custom(to_sql=to_sql)

    def _onetoone_segments_to_sql(self, alias, query):
        fitting = self._onetoone_fitting()
        if not fitting:
            return super()._onetoone_segments_to_sql(alias, query)
        leads = Query(self.env, self._table)
        segment = super()._onetoone_segments_to_sql(leads.table, leads)
        leads.add_where(SQL("%s IS NOT NULL", segment))
        joined = query.make_alias(alias, "onetoone_segment")
        query.add_join(
            "LEFT JOIN",
            joined,
            SQL("(%s UNION %s)", leads.select("crm_lead.id", segment), fitting),
            SQL("%s = %s", SQL.identifier(alias, "id"), SQL.identifier(joined, "id")),
        )
        return SQL.identifier(joined, "segment_id")

    @api.model
    def _onetoone_fitting(self, ids=None):
        """Return the SELECT of the leads that fit segments themselves, or None.

        :param ids: only these leads; by default all
        """
        selects = []
        if ids == []:
            return None
        company = self.env.company.root_id
        for segment_id, query in (
            self.env["onetoone.segment"]._fitting_leads(company).items()
        ):
            lead = SQL.identifier(query.table, "id")
            if ids is not None:
                query.add_where(SQL("%s = ANY(%s)", lead, list(ids)))
            selects.append(query.select(lead, SQL("%s AS segment_id", segment_id)))
        return SQL(" UNION ALL ").join(selects) if selects else None

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_onetoone_customer(self):
        """Open the customer of the lead."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
