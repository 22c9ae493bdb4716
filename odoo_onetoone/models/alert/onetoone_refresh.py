from datetime import timedelta

from odoo import api, fields, models

# alerts of the same day are looked for again after so long
ONCE_MORE = timedelta(hours=12)


class OnetooneRefresh(models.Model):
    """After a refresh: whom does somebody have to call?"""

    _inherit = "onetoone.refresh"

    alerts_as_of = fields.Date(
        readonly=True, help="Facts dated before this day count in the alerts."
    )
    alerts_at = fields.Datetime(
        string="Alerts Found", readonly=True, help="When alerts were last looked for."
    )
    alerts_failure = fields.Char(
        readonly=True, help="Why no alerts could be looked for the last time."
    )

    @api.model
    def _cron_detect(self):
        """Find the alerts of each company that is due, in a step of its own."""
        refreshes = self.search([("as_of", "!=", False)]).filtered(
            lambda refresh: refresh._is_due_for_alerts()
        )
        remaining = len(refreshes)
        for refresh in refreshes:
            remaining -= 1
            if refresh.try_lock_for_update():
                refresh._try(
                    self.env["onetoone.alert"]._follow_causes,
                    refresh,
                    refresh.as_of,
                    failure="alerts_failure",
                )
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    def _is_due_for_alerts(self):
        """Return whether profiles are newer than the alerts, or these are old."""
        if not self.alerts_at:
            return True
        now = fields.Datetime.now()
        return self.alerts_at < max(self.finished_at or now, now - ONCE_MORE)

    def _failing_jobs(self):
        return super()._failing_jobs() + self._failing_job(
            self.env._("Alerts"), self.alerts_failure
        )

    def _run_batch(self):
        result = super()._run_batch()
        if self.state == "done":
            self.env.ref("odoo_onetoone.ir_cron_detect").sudo()._trigger()
        return result
