from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """The segments of a customer in the current company."""

    _inherit = "res.partner"

    onetoone_membership_ids = fields.One2many(
        "onetoone.segment.member",
        "partner_id",
        string="Memberships of Segments",
        groups="odoo_onetoone.group_onetoone_user",
    )
    onetoone_segment_ids = fields.Many2many(
        "onetoone.segment",
        string="Segments",
        compute="_compute_onetoone_segment_ids",
        search="_search_onetoone_segment_ids",
        groups="odoo_onetoone.group_onetoone_user",
        help="Segments of the current company the customer is a member of now.",
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "uid")
    def _compute_onetoone_segment_ids(self):
        members = self.env["onetoone.segment.member"].search_fetch(
            self._onetoone_current_members()
            & Domain("partner_id", "in", self.commercial_partner_id.ids),
            ["partner_id", "segment_id"],
        )
        by_customer = members.grouped("partner_id")
        for partner in self:
            partner.onetoone_segment_ids = by_customer.get(
                partner.commercial_partner_id, members.browse()
            ).segment_id

    def _search_onetoone_segment_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        members = self._onetoone_current_members()
        if operator == "any":
            return self._onetoone_is_member(
                members & Domain("segment_id", "any", value)
            )
        chosen = Domain("segment_id", "in", [number for number in value if number])
        domain = self._onetoone_is_member(members & chosen)
        if False in value:
            domain |= ~self._onetoone_is_member(members)
        return domain

    @api.model
    def _onetoone_current_members(self):
        """Return the domain of today's memberships in the current company."""
        return Domain(
            [
                ("company_id", "=", self.env.company.root_id.id),
                ("date_to", "=", False),
                ("segment_id.active", "=", True),
            ]
        )

    @api.model
    def _onetoone_is_member(self, members):
        """Return the domain of partners whose customer has certain memberships."""
        return Domain(
            "commercial_partner_id",
            "any",
            Domain("onetoone_membership_ids", "any", members),
        )
