from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Merge as Odoo does, then refresh the survivor wherever he is known."""
        partners = self.env["res.partner"].browse(partner_ids).exists()
        # contacts of different customers may be merged, too
        customers = partners | partners.commercial_partner_id
        profiles = self.env["onetoone.profile"].sudo()
        companies = profiles.search([("partner_id", "in", customers.ids)]).company_id
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        customers = customers.exists()
        for company in companies:
            profiles._refresh(company, partner_ids=customers.ids)
        return result

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Drop what is computed of the merged customers: the survivor has his own.

        Odoo would move these rows and, where the survivor has one of the same
        company, delete all of them. Lists of generic partners are moved as usual,
        membership periods that meet are joined.
        """
        self.env["onetoone.segment.member"]._merge_periods(dst_partner, src_partners)
        for table in ("onetoone_profile", "onetoone_profile_staging"):
            self.env.execute_query(
                SQL(
                    "DELETE FROM %s WHERE partner_id IN %s",
                    SQL.identifier(table),
                    tuple(src_partners.ids) or (0,),
                )
            )
        self.env["onetoone.profile"].invalidate_model()
        self.env["onetoone.alert"]._merge(dst_partner, src_partners)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _update_values(self, src_partners, dst_partner):
        """Keep what merged customers want from us, and no referral in a circle."""
        # a contact that is merged may have wishes of its own for a while
        merging = dst_partner.with_context(onetoone_merging=True)
        result = super()._update_values(src_partners, merging)
        merging._onetoone_settle_merge(src_partners)
        return result
