from odoo import models
from odoo.exceptions import UserError


class OnetooneTopic(models.Model):
    """Groups of customers by what they need: one segment for each choice."""

    _inherit = "onetoone.topic"

    def action_create_segments(self):
        """Create a division of the topic with a segment for each of its choices.

        Those that are there already are kept as they are.
        """
        self.ensure_one()
        if self.kind != "choice" or not self.choice_ids:
            raise UserError(
                self.env._(
                    "“%s” has no choices. Segments by needs can be made of topics "
                    "whose answers are chosen from a list.",
                    self.name,
                )
            )
        division = self._needs_division()
        kept = division.with_context(active_test=False).segment_ids
        missing = self.choice_ids - kept.choice_id
        created = self.env["onetoone.segment"].create(
            [
                self._prepare_segment_values(division, number, choice)
                for number, choice in enumerate(missing, start=len(kept) + 1)
            ]
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if created else "info",
                "message": self.env._(
                    "Segments created: %(created)s. There already, and kept: %(kept)s.",
                    created=len(created),
                    kept=len(self.choice_ids & kept.choice_id),
                ),
                "next": division.action_open_segments(),
            },
        }

    def _needs_division(self):
        """Return the division of the topic in the current company; create it."""
        company = self.company_id or self.env.company.root_id
        divisions = self.env["onetoone.segment.division"]
        return divisions.search(
            [("topic_id", "=", self.id), ("company_id", "=", company.id)], limit=1
        ) or divisions.create(
            {
                "name": self.name,
                "basis": "needs",
                "is_exclusive": True,
                "company_id": company.id,
                "topic_id": self.id,
            }
        )

    def _prepare_segment_values(self, division, number, choice):
        return {
            "name": choice.name,
            "sequence": 10 * number,
            "company_id": division.company_id.id,
            "division_id": division.id,
            "choice_id": choice.id,
            "domain": repr([("learning_ids", "any", [("choice_id", "=", choice.id)])]),
        }
