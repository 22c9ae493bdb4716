from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    onetoone_profile_ids = fields.One2many(
        "onetoone.profile",
        "partner_id",
        string="One-to-One Profiles",
        groups="odoo_onetoone.group_onetoone_user",
    )
