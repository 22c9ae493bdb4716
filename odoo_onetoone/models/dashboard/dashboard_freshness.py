from odoo import models
from odoo.tools import format_date


class OnetooneDashboard(models.AbstractModel):
    """How fresh the numbers are, and what they had to do without."""

    _inherit = "onetoone.dashboard"

    def _refresh_data(self, refresh):
        return {
            "id": refresh.id,
            "state": refresh.state,
            "progress": refresh.progress,
            "as_of": format_date(self.env, refresh.as_of),
            "is_due": refresh._is_due_at_opening(),
            "failure": refresh.failure_reason or "",
        }

    def _used_sources(self, company):
        return (
            self.env["onetoone.source"]
            .sudo()
            .search([("company_id", "=", company.id), ("is_used", "=", True)])
        )

    def _broken_sources(self, sources):
        """Return the used sources that cannot be read, with the reason."""
        return [
            {"name": source.name, "reason": source.state_reason}
            for source in sources
            if source._is_failing()
        ]

    def _missing_sources(self, sources):
        """Return the kinds of facts that no source provides."""
        provided = {source.kind for source in sources if source.state == "ready"}
        return [
            name
            for kind, name in sources._fields["kind"]._description_selection(self.env)
            if kind not in provided
        ]
