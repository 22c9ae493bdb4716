from odoo import api, fields, models
from odoo.exceptions import ValidationError


class OnetooneIndicatorSetting(models.Model):
    """What a company decided about an indicator."""

    _name = "onetoone.indicator.setting"
    _description = "Indicator in a Company"
    _order = "indicator_id, company_id"
    _rec_name = "indicator_id"

    indicator_id = fields.Many2one(
        "onetoone.indicator", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    is_not_applicable = fields.Boolean(
        string="Not Applicable",
        help="The indicator says nothing about this company: it has no value and "
        "is left out of the stage.",
    )
    reason = fields.Char(help="Why the indicator does not apply.")
    is_public = fields.Boolean(
        string="Shown to All Staff",
        help="Every employee sees the readings, on the page “For All Staff”.",
    )

    _company_unique = models.Constraint(
        "UNIQUE(indicator_id, company_id)",
        "The company has decided about this indicator already.",
    )

    @api.constrains("is_not_applicable", "reason")
    def _check_reason(self):
        for setting in self:
            if setting.is_not_applicable and not (setting.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "Say why “%(indicator)s” does not apply to %(company)s.",
                        indicator=setting.indicator_id.name,
                        company=setting.company_id.name,
                    )
                )

    @api.constrains("company_id")
    def _check_root_company(self):
        for setting in self:
            if setting.company_id.parent_id:
                raise ValidationError(
                    self.env._(
                        "%(branch)s is a branch: decide for %(company)s instead.",
                        branch=setting.company_id.name,
                        company=setting.company_id.root_id.name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        settings = super().create(vals_list)
        settings._forget_menus()
        return settings

    def write(self, vals):
        result = super().write(vals)
        self._forget_menus()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_menus()
        return result

    def _forget_menus(self):
        """The page for all staff is in the menu while something stands on it."""
        self.env.registry.clear_cache()
