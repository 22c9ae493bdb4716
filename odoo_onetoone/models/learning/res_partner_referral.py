from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.referrals import chain_between
from ...readers.referrals import tellers_above


class ResPartner(models.Model):
    """Who told a customer of us, and whom he told."""

    _inherit = "res.partner"

    onetoone_referrer_id = fields.Many2one(
        "res.partner",
        string="Referred By",
        index="btree_not_null",
        ondelete="set null",
        groups="odoo_onetoone.group_onetoone_user",
        help="The customer who told this one of us (C-I09).",
    )

    @api.constrains("onetoone_referrer_id")
    def _check_onetoone_referrer(self):
        if self.env.context.get("onetoone_merging"):
            return
        referred = self.sudo().filtered("onetoone_referrer_id")
        for contact in referred:
            if contact != contact.commercial_partner_id:
                raise ValidationError(
                    self.env._(
                        "%(contact)s is a contact of %(customer)s: say on that "
                        "customer who referred it.",
                        contact=contact.name or contact.display_name,
                        customer=contact.commercial_partner_id.display_name,
                    )
                )
        self._check_onetoone_circles(
            [(customer, customer.onetoone_referrer_id) for customer in referred]
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_onetoone_referrals(self):
        """Open whom the customer told of us: leads, and customers without one."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "odoo_onetoone.onetoone_referral_action"
        )
        return {
            **action,
            "domain": [("referrer_id", "=", self.commercial_partner_id.id)],
            "context": {},
        }

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    @api.model
    def _check_onetoone_circles(self, referrals):
        """Refuse referrals that would make a customer his own referrer.

        :param referrals: pairs of a customer and who told him of us, contacts too
        :raise ValidationError: names the referrals that stand against it
        """
        for chain in self._onetoone_chains(referrals):
            names = [
                partner._onetoone_readable_name()
                for partner in self.sudo().browse(chain)
            ]
            if len(names) == 1:
                raise ValidationError(
                    self.env._(
                        "%(customer)s cannot have referred itself: choose who told "
                        "this customer of us.",
                        customer=names[0],
                    )
                )
            links = [
                self.env._(
                    "%(referrer)s referred %(customer)s",
                    referrer=referrer,
                    customer=customer,
                )
                for referrer, customer in pairwise(names)
            ]
            raise ValidationError(
                self.env._(
                    "%(referrer)s cannot have referred %(customer)s, as this would go "
                    "round in a circle: %(links)s. Correct one of these first.",
                    referrer=names[-1],
                    customer=names[0],
                    links=", ".join(links),
                )
            )

    @api.model
    def _onetoone_chains(self, referrals):
        """Return the chains of ids that lead from customers to their referrers."""
        referrals = [
            (customer.commercial_partner_id, referrer.commercial_partner_id)
            for customer, referrer in referrals
        ]
        referrers = self.sudo().union(*(referrer for _customer, referrer in referrals))
        told_by = tellers_above(self.env, referrers)
        chains = (
            chain_between(told_by, customer.id, referrer.id)
            for customer, referrer in referrals
        )
        return [chain for chain in chains if chain]

    def _onetoone_readable_name(self):
        """Return the name, unless it is hidden from the user."""
        if self.sudo(False).has_access("read"):
            return self.display_name
        return self.env._("another customer")
