from odoo import models


class OnetooneDashboard(models.AbstractModel):
    """What a company does first, shown until all of it is done."""

    _inherit = "onetoone.dashboard"

    def _first_steps(self, refresh, rounds, sources, plan):
        """Return the steps in their order, none when all are done.

        Shape: [{code, is_done, found: [text], round_id}], with the id of the round that
        the step is about or False.
        """
        steps = [
            {
                "code": "measure",
                "is_done": bool(refresh.as_of),
                "found": self._found_sources(sources),
                "round_id": False,
            },
            self._step_of_inviting(rounds),
            self._step_of_acting(rounds, plan),
        ]
        return [] if all(step["is_done"] for step in steps) else steps

    def _found_sources(self, sources):
        """Return for each kind of facts the names of the sources ready to be read."""
        ready = sources.filtered(lambda source: source.state == "ready")
        kinds = sources._fields["kind"]._description_selection(self.env)
        return [
            f"{name}: {', '.join(found.mapped('name'))}"
            for kind, name in kinds
            if (found := ready.filtered(lambda source, kind=kind: source.kind == kind))
        ]

    def _step_of_inviting(self, rounds):
        drafts = rounds.filtered(lambda one: one.state == "draft")
        return {
            "code": "invite",
            "is_done": bool(rounds - drafts),
            "found": drafts[:1].mapped("name"),
            "round_id": drafts[:1].id,
        }

    def _step_of_acting(self, rounds, plan):
        latest = rounds.filtered(lambda one: one.state == "closed")[:1]
        return {
            "code": "act",
            "is_done": bool(plan["action_count"]),
            "found": [proposal["name"] for proposal in plan["proposals"][:1]],
            "round_id": latest.id,
        }
