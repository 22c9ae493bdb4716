from odoo import fields, models


class OnetooneRefresh(models.Model):
    """After the profiles: the members of the segments, then what these bring."""

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

    is_summed_up = fields.Boolean(
        readonly=True,
        help="The results of the segments are those of the members and profiles.",
    )
    segments_failure = fields.Char(
        readonly=True, help="Why the segments could not be worked out the last time."
    )

    def _run_batch(self):
        """Between publishing and measuring: the segments, which indicators read."""
        self.ensure_one()
        segments = self.env["onetoone.segment"]
        if self.is_published and self._has_segments() and self._is_ahead_of_members():
            return segments._refresh_members(self.company_id, self.as_of)
        if self.is_published and self._results_are_due():
            return segments._refresh_results(self.company_id)
        return super()._run_batch()

    def _publish_all(self, table, as_of):
        self.is_summed_up = False
        return super()._publish_all(table, as_of)

    def _try_segments(self):
        """Do what is due between the full refreshes: the members, then the results."""
        segments = self.env["onetoone.segment"]
        for is_due, step in (
            (self._members_are_due, segments._refresh_members),
            (self._results_are_due, segments._refresh_results),
        ):
            if is_due() and not self._try(
                step, self.company_id, failure="segments_failure"
            ):
                return

    def _segments_are_due(self):
        return self._members_are_due() or self._results_are_due()

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

    def _results_are_due(self):
        """Return whether profiles or members are newer than the results."""
        self.ensure_one()
        return not self.is_summed_up and self.env["onetoone.segment"]._have_results(
            self.company_id
        )

    def _results_as_of(self):
        """Return the date (exclusive) of the results: members may be a day newer."""
        dates = filter(None, (self.as_of, self.members_as_of))
        return max(dates, default=self.company_id._onetoone_as_of())

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
