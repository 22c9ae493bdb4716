from odoo import api, fields, models
from odoo.exceptions import UserError

from ...optional_fields import OptionalFloat, OptionalInteger

# what decides who belongs to a segment
RULE_FIELDS = {"domain", "division_id", "sequence", "active", "company_id"}


class OnetooneSegment(models.Model):
    """A managed group of customers and prospects."""

    _name = "onetoone.segment"
    _description = "Segment"
    _order = "division_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What these customers have in common, in your words."
    )
    active = fields.Boolean(
        default=True, help="An archived segment loses its members at the next refresh."
    )
    sequence = fields.Integer(
        default=10, help="In an exclusive division, the first that fits has a customer."
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    division_id = fields.Many2one(
        "onetoone.segment.division",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="One way to divide the customers; several stand side by side.",
    )
    is_exclusive = fields.Boolean(related="division_id.is_exclusive")
    choice_id = fields.Many2one(
        "onetoone.topic.choice",
        string="Need",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
        help="The answer of the customers it was made for.",
    )

    # who belongs to it
    domain = fields.Char(
        string="Who Belongs to It",
        required=True,
        default="[('is_customer', '=', True)]",
        help="Condition on customer profiles, worked out for everybody by a job.",
    )
    lead_domain = fields.Char(
        string="Leads That Belong to It",
        help="Condition on leads; empty: only leads of customers who are members.",
    )
    needs_refresh = fields.Boolean(
        string="Rule Changed",
        readonly=True,
        copy=False,
        default=True,
        help="The members shown are still those of the rule before.",
    )
    failure_reason = fields.Char(
        readonly=True,
        copy=False,
        help="Why the members could not be worked out; they stay as they were.",
    )

    # how it is managed
    manager_id = fields.Many2one(
        "res.users",
        string="Segment Manager",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
    )
    guideline_ids = fields.One2many(
        "onetoone.segment.guideline", "segment_id", copy=True
    )
    proposition_ids = fields.One2many(
        "onetoone.segment.proposition", "segment_id", copy=True
    )
    plan_ids = fields.One2many("onetoone.segment.plan", "segment_id")
    member_ids = fields.One2many("onetoone.segment.member", "segment_id")
    review_date = fields.Date(
        string="Reviewed",
        readonly=True,
        copy=False,
        help="When a person last confirmed who belongs to it (C-D27).",
    )
    review_user_id = fields.Many2one(
        "res.users", string="Reviewed By", readonly=True, copy=False
    )
    review_days = OptionalInteger(
        string="Review Age (days)",
        compute="_compute_review_days",
        help="Days since a person confirmed who belongs to it.",
    )

    # as of the last refresh of its members
    is_refreshed = fields.Boolean(
        readonly=True, copy=False, help="Its members were worked out at least once."
    )
    members_as_of = fields.Date(
        compute="_compute_members_as_of",
        help="Who fitted at the end of the day before this one is a member.",
    )
    member_count = fields.Integer(
        string="Members",
        readonly=True,
        copy=False,
        # segments overlap: their sum would count customers twice
        aggregator=None,
        help="Customers who are in the segment now.",
    )
    retention = OptionalFloat(
        string="Retention (%)",
        readonly=True,
        copy=False,
        help="Of those who belonged to it when the window began and had bought in the "
        "window before: who bought in this one, too, per year. Empty for a segment "
        "that had no members then (C-D24).",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("review_date")
    def _compute_review_days(self):
        today = fields.Date.context_today(self)
        for segment in self:
            reviewed = segment.review_date
            segment.review_days = (today - reviewed).days if reviewed else False

    @api.depends("company_id")
    def _compute_members_as_of(self):
        refreshes = self.env["onetoone.refresh"].sudo()
        as_of = {
            refresh.company_id: refresh.members_as_of
            for refresh in refreshes.search([("company_id", "in", self.company_id.ids)])
        }
        for segment in self:
            segment.members_as_of = segment.is_refreshed and as_of.get(
                segment.company_id
            )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        segments = super().create(vals_list)
        segments._wake_refresh()
        return segments

    def write(self, vals):
        is_new_rule = not RULE_FIELDS.isdisjoint(vals)
        if is_new_rule:
            vals = {"needs_refresh": True, **vals}
        result = super().write(vals)
        if is_new_rule:
            self._wake_refresh()
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for segment, vals in zip(self, vals_list, strict=True):
            if not (default or {}).get("name"):
                vals["name"] = self.env._("%s (copy)", segment.name)
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known(self):
        """Keep what the history of customers, topics and mailings points to."""
        known = self.env["onetoone.segment.member"].sudo()
        for segment in self:
            if known.search_count([("segment_id", "=", segment.id)], limit=1):
                raise UserError(
                    self.env._(
                        "“%(name)s” has had members: its history would be lost. "
                        "Archive it instead; it then loses its members and stays "
                        "in what was recorded.",
                        name=segment.name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_confirm(self):
        """Record that a person looked through the segment today and agrees."""
        self.write(
            {
                "review_date": fields.Date.context_today(self),
                "review_user_id": self.env.user.id,
            }
        )

    def action_open_members(self):
        """Open who is and who was a member, with the dates."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Members of %s", self.name),
            "res_model": "onetoone.segment.member",
            "views": [(False, "list"), (False, "graph"), (False, "pivot")],
            "domain": [("segment_id", "=", self.id)],
            "context": {"search_default_current": 1},
        }

    def action_open_customers(self):
        """Open the profiles of the members."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "onetoone.profile",
            "views": [
                (False, "list"),
                (False, "pivot"),
                (False, "graph"),
                (False, "form"),
            ],
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("segment_ids", "in", self.ids),
            ],
        }

    def action_open_leads(self):
        """Open the leads that belong to the segment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Leads of %s", self.name),
            "res_model": "crm.lead",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("onetoone_segment_ids", "in", self.ids)],
        }
