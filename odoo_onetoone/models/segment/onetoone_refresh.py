from odoo import fields, models


class OnetooneRefresh(models.Model):
    """After the profiles, the members of the segments are worked out."""

    _inherit = "onetoone.refresh"

    members_as_of = fields.Date(
        readonly=True,
        help="Members of segments are those who fitted at the end of the day before.",
    )
    members_at = fields.Datetime(
        string="Segments Refreshed",
        readonly=True,
        help="When the members of the segments were worked out last.",
    )

    segments_failure = fields.Char(
        readonly=True, help="Why the segments could not be worked out the last time."
    )

    def _run_batch(self):
        """Between publishing and measuring: the segments, which indicators read."""
        self.ensure_one()
        if self.is_published and self._has_segments() and self._is_ahead_of_members():
            self.env["onetoone.segment"]._refresh_members(self.company_id, self.as_of)
            return
        super()._run_batch()

    def _members_are_due(self):
        """Return whether the members of the company's segments are of an earlier day.

        They are due, too, where profiles or a rule are newer.
        """
        self.ensure_one()
        return self._has_segments() and (
            self._is_ahead_of_members()
            or self.members_as_of < self.company_id._onetoone_as_of()
            or self._has_segments(("needs_refresh", "=", True))
        )

    def _failing_jobs(self):
        return super()._failing_jobs() + self._failing_job(
            self.env._("Segments"), self.segments_failure
        )

    def _is_ahead_of_members(self):
        return not self.members_at or self.members_at < self.finished_at

    def _has_segments(self, *conditions):
        segments = self.env["onetoone.segment"].with_context(active_test=False)
        domain = [("company_id", "=", self.company_id.id), *conditions]
        return bool(segments.search_count(domain, limit=1))
