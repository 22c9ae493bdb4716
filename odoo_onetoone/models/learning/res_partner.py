from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...optional_fields import OptionalInteger, known
from ..source.onetoone_interaction import CHANNELS

PERMISSIONS = [
    ("granted", "Agreed to be contacted"),
    ("preferred", "Only in the preferred channel"),
    ("refused", "Wants no contact from us"),
]
WISHES = (
    "onetoone_preferred_channel",
    "onetoone_preferred_interval_days",
    "onetoone_permission",
)


class ResPartner(models.Model):
    """Wishes of a customer; his contacts have the same ones."""

    _name = "res.partner"
    _inherit = ["res.partner", "onetoone.dialogue"]

    onetoone_preferred_channel = fields.Selection(
        CHANNELS,
        string="Preferred Channel",
        groups="odoo_onetoone.group_onetoone_user",
        help="How the customer wants to be contacted (C-X14).",
    )
    onetoone_preferred_interval_days = OptionalInteger(
        string="Preferred Interval (days)",
        groups="odoo_onetoone.group_onetoone_user",
        help="How many days the customer wants between two of our contacts (C-X14).",
    )
    onetoone_permission = fields.Selection(
        PERMISSIONS,
        string="Permission",
        groups="odoo_onetoone.group_onetoone_user",
        help="What the customer allows us; empty: never asked (C-X15).",
    )

    onetoone_learning_ids = fields.One2many(
        "onetoone.learning",
        "partner_id",
        string="Learnings",
        groups="odoo_onetoone.group_onetoone_user",
    )

    @api.constrains("onetoone_preferred_interval_days")
    def _check_onetoone_interval(self):
        for partner in self.sudo():
            days = known(partner.onetoone_preferred_interval_days)
            if days is not None and days < 1:
                raise ValidationError(
                    self.env._("The preferred interval must be at least one day.")
                )

    @api.constrains("onetoone_preferred_channel")
    def _check_onetoone_channel_is_the_customers(self):
        self._check_onetoone_wish("onetoone_preferred_channel")

    @api.constrains("onetoone_preferred_interval_days")
    def _check_onetoone_interval_is_the_customers(self):
        self._check_onetoone_wish("onetoone_preferred_interval_days")

    @api.constrains("onetoone_permission")
    def _check_onetoone_permission_is_the_customers(self):
        self._check_onetoone_wish("onetoone_permission")

    def _check_onetoone_wish(self, name):
        """Refuse a wish of a contact that is not the one of his customer."""
        if self.env.context.get("onetoone_merging"):
            return
        for contact in self.sudo():
            customer = contact.commercial_partner_id
            if contact[name] != customer[name]:
                raise ValidationError(
                    self.env._(
                        "%(contact)s is a contact of %(customer)s, and wishes are "
                        "kept on the customer: change them there.",
                        contact=contact.name or contact.display_name,
                        customer=customer.display_name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        result = super().write(vals)
        if not {"parent_id", "is_company"}.isdisjoint(vals):
            self._onetoone_take_learnings_along()
        if not {"parent_id", *WISHES}.isdisjoint(vals):
            self._forget_dialogues()
        return result

    @api.model
    def _commercial_fields(self):
        return [*super()._commercial_fields(), *WISHES]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _onetoone_may_contact(self, channel):
        """Return whether the customer lets us contact him through a channel (C-X15).

        Who was never asked may be contacted. Who only wants his preferred channel but
        named none may not. A contact who had a wish of his own before he came to the
        customer is asked for both. Odoo's blacklists of mass mailings stay apart.

        :param channel: one of ``CHANNELS``
        """
        self.ensure_one()
        return all(
            one.onetoone_permission != "refused"
            and (
                one.onetoone_permission != "preferred"
                or one.onetoone_preferred_channel == channel
            )
            for one in self.sudo() | self.sudo().commercial_partner_id
        )

    @api.model
    def _onetoone_may_contact_domain(self, channel):
        """Return the domain of the partners of :meth:`_onetoone_may_contact`."""
        allowed = Domain("onetoone_permission", "in", [False, "granted"]) | Domain(
            [
                ("onetoone_permission", "=", "preferred"),
                ("onetoone_preferred_channel", "=", channel),
            ]
        )
        return allowed & Domain("commercial_partner_id", "any", allowed)

    def _onetoone_take_learnings_along(self):
        """Move what was learnt of who is a contact from now on to his customer."""
        customers = self.commercial_partner_id
        learnings = self.env["onetoone.learning"].sudo()
        learnings.search(
            [
                ("partner_id.commercial_partner_id", "in", customers.ids),
                ("partner_id", "not in", customers.ids),
            ]
        )._move_to_customers()

    # ------------------------------------------------------------
    # DIALOGUE
    # ------------------------------------------------------------

    def _onetoone_about(self):
        return {"partner_id": self.id}

    def _onetoone_contact(self):
        return self

    def _onetoone_subjects_domain(self):
        return Domain("partner_id", "in", self._onetoone_customer().ids)
