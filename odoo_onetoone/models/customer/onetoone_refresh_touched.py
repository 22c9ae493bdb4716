from datetime import timedelta

from odoo import api, fields, models

from ...readers import touched

# somebody else's transaction may be committed so long after it wrote
OVERLAP = timedelta(minutes=15)
# with more touched customers, refreshing everybody is the shorter way
MOST_TOUCHED = 100_000
# of so many customers, the one who recorded something waits for the profile
MOST_AT_ONCE = 1_000


class OnetooneRefresh(models.Model):
    """Between two full refreshes: only the customers touched since the last one."""

    _inherit = "onetoone.refresh"

    high_water = fields.Json(
        readonly=True,
        help="Highest numbers of the records the last partial refresh knew.",
    )

    @api.model
    def _cron_refresh_touched(self):
        """Refresh the touched customers of each company in a step of its own."""
        refreshes = self.search([("as_of", "!=", False)])
        remaining = len(refreshes)
        for refresh in refreshes:
            remaining -= 1
            if refresh.try_lock_for_update():
                refresh._try(refresh._refresh_touched, failure="failure_reason")
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    def _refresh_soon(self, partner_ids):
        """Refresh some customers at once, so that who recorded something sees it.

        Where they are many, or another refresh is at work, the scheduled job does it:
        it finds who was touched. Without a refresh so far there is nothing to do.
        """
        self.ensure_one()
        if not self.as_of:
            return
        if len(partner_ids) > MOST_AT_ONCE or not self.try_lock_for_update():
            self.env.ref("odoo_onetoone.ir_cron_refresh_touched").sudo()._trigger()
        else:
            # what people record makes nobody a customer, and changes no class
            self._try(
                self._refresh_partners,
                partner_ids,
                counts=False,
                failure="failure_reason",
            )

    def _refresh_touched(self):
        """Refresh who was touched since the last refresh; return how many were.

        After very many changes a full refresh is started instead.
        """
        self.ensure_one()
        now = self.env.cr.now()
        partner_ids = self._touched_partner_ids()
        high_water = touched.find_high_water(self.env, self._sources())
        if len(partner_ids) > MOST_TOUCHED:
            if self.state != "running":
                self._start()
                self.env.ref("odoo_onetoone.ir_cron_refresh").sudo()._trigger()
            return len(partner_ids)
        if partner_ids:
            self._refresh_partners(partner_ids)
        self.write({"touched_until": now, "high_water": high_water})
        if self.state != "failed":
            self.failure_reason = False
        return len(partner_ids)

    def _failing_jobs(self):
        reason = self.state != "failed" and self.failure_reason
        return super()._failing_jobs() + self._failing_job(
            self.env._("Customers changed since the last refresh"), reason
        )

    def _touched_partner_ids(self):
        """Return the ids of the customers touched since the last refresh."""
        self.ensure_one()
        since = (self.touched_until or self.finished_at) - OVERLAP
        query = touched.select_touched(
            self.env, self._sources(), since, self.high_water or {}
        )
        return [partner_id for [partner_id] in self.env.execute_query(query)]

    def _sources(self):
        """Return the sources that are read for the company."""
        sources = self.env["onetoone.source"].sudo()
        return sources.union(
            *(
                sources._ready(kind, self.company_id)
                for kind in ("purchase", "interaction", "complaint")
            )
        )
