from odoo import models

from ..plan.onetoone_action import UNFINISHED

GAPS = 5


class OnetooneDashboard(models.AbstractModel):
    """Where most is missing, what is proposed against it, and what is under way."""

    _inherit = "onetoone.dashboard"

    def _plan_data(self, company, assessment):
        actions = self.env["onetoone.action"]
        groups = actions._read_group(
            [("company_id", "=", company.id), ("state", "!=", "dropped")],
            ["state"],
            ["__count"],
        )
        overdue = [("company_id", "=", company.id), ("is_late", "=", True)]
        return {
            "proposals": self._largest_gaps(assessment) if assessment else [],
            "open_count": sum(count for state, count in groups if state in UNFINISHED),
            "overdue_count": actions.search_count(overdue),
            "action_count": sum(count for _state, count in groups),
        }

    def _largest_gaps(self, assessment):
        """Return the best proposal against each of the largest gaps."""
        best = {}
        for one in self.env["onetoone.action.template"]._each_proposal(assessment):
            # several activities may help against one of them, also of other stages
            best.setdefault(one["subject"], one)
            if len(best) == GAPS:
                break
        return [
            {
                field: one[field]
                for field in ("name", "dimension", "subject", "gap", "reason")
            }
            for one in best.values()
        ]
