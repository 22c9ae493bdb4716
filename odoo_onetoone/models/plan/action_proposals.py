from odoo import models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ...engine.plan import Candidate, rank
from .onetoone_action import UNFINISHED
from .round_standing import (
    INDICATOR,
    QUESTION,
    STAGE,
    WHOLE_COMPANY,
    RoundStanding,
)


class OnetooneActionTemplate(models.Model):
    """What a closed round proposes to do next, and why."""

    _inherit = "onetoone.action.template"

    def _proposals(self, assessment):
        """Return what is worth doing after a closed round, best first.

        The rule is in ``engine/plan.py``, the targets are explained in
        ``RoundStanding.target``. Left out is what was accepted or dropped in the round
        already, what is still under way from an earlier one, and what cannot be
        measured in this company. An empty list says that no gap is more than chance.

        Shape: [{template_id, name, description, next_step (the next answer to a
        question, or ""), dimension_id (False: the whole company), dimension, remedy,
        subject, indicator_id, question_code, value, gap, uncertainty, target, weight,
        priority, is_fallback, reason}]. ``value``, ``gap``, ``uncertainty`` and
        ``target`` are points of 100; ``weight`` is what one of them is worth in points
        of readiness, ``priority`` what closing the certain gap would bring. With
        ``is_fallback`` they are those of the stage (or the company), and the indicator
        or question is only what to follow.
        """
        return list(self._each_proposal(assessment))

    def _each_proposal(self, assessment):
        """Yield the proposals, each put in words only when somebody asks for it."""
        assessment.check_access("read")
        if assessment.state != "closed":
            raise UserError(
                self.env._(
                    "“%(round)s” is not closed: what it proposes is known when it is.",
                    round=assessment.name,
                )
            )
        standing = RoundStanding(assessment.sudo())
        templates = self.sudo().search([("id", "not in", self._taken(assessment).ids)])
        candidates = [
            template._candidate(standing)
            for template in templates
            if template._fits(standing)
        ]
        for proposal in rank(candidates):
            yield self.browse(proposal.key).sudo()._as_proposal(proposal, standing)

    def _taken(self, assessment):
        """Return the templates not to be proposed after a round."""
        actions = self.env["onetoone.action"].sudo()
        found = actions.search_fetch(
            [
                ("template_id", "!=", False),
                ("company_id", "=", assessment.company_id.id),
                "|",
                ("assessment_id", "=", assessment.id),
                ("state", "in", UNFINISHED),
            ],
            ["template_id"],
        )
        return found.template_id

    def _fits(self, standing):
        """Return whether anything the template should move exists in the company."""
        self.ensure_one()
        return bool(
            not self.indicator_ids
            or self._question_codes()
            or set(self.indicator_ids.ids) - standing.not_applicable
        )

    def _keys(self, standing):
        """Return the keys of what the template should move and the round knows."""
        self.ensure_one()
        return [
            *(
                (INDICATOR, one)
                for one in self.indicator_ids.ids
                if one in standing.readings
            ),
            *(
                (QUESTION, code)
                for code in self._question_codes()
                if code in standing.questions
            ),
        ]

    def _candidate(self, standing):
        own = map(standing.shortfall, self._keys(standing))
        return Candidate(
            self.id,
            [shortfall for shortfall in own if shortfall],
            self._fallback(standing),
        )

    def _fallback(self, standing):
        stage = self.dimension_id.code
        if not stage:
            return standing.shortfall(WHOLE_COMPANY)
        return standing.shortfall((STAGE, stage)) if stage in standing.stages else None

    # ------------------------------------------------------------
    # WORDS
    # ------------------------------------------------------------

    def _as_proposal(self, proposal, standing):
        self.ensure_one()
        shortfall = proposal.shortfall
        kind, code = proposal.subject or next(iter(self._keys(standing)), WHOLE_COMPANY)
        return {
            "template_id": self.id,
            "name": self.name,
            "description": self.description or "",
            "next_step": standing.next_option((kind, code)),
            "dimension_id": self.dimension_id.id,
            "dimension": self.dimension_id.name or self.env._("Whole Company"),
            "remedy": self.remedy,
            "subject": self._subject_name(shortfall.key, standing),
            "indicator_id": code if kind == INDICATOR else False,
            "question_code": code if kind == QUESTION else False,
            "value": shortfall.value,
            "gap": shortfall.gap,
            "uncertainty": shortfall.uncertainty,
            "target": shortfall.target,
            "weight": shortfall.weight,
            "priority": shortfall.priority,
            "is_fallback": proposal.is_fallback,
            "reason": self._reason(proposal, standing),
        }

    def _subject_name(self, key, standing):
        kind, code = key
        if kind == INDICATOR:
            return self.env["onetoone.indicator"].browse(code).sudo().name
        if kind == QUESTION:
            return standing.questions[code].title
        return self.dimension_id.name or self.env._("Readiness")

    def _reason(self, proposal, standing):
        """Return in one sentence, with the numbers, why the template is proposed."""
        shortfall = proposal.shortfall
        numbers = {
            "subject": self._subject_name(shortfall.key, standing),
            "value": self._number(shortfall.value),
            "gap": self._number(shortfall.gap),
            "target": self._target_name(shortfall, standing),
            "chance": self._number(shortfall.uncertainty),
            "weight": self._number(shortfall.weight, 3),
            "priority": self._number(shortfall.priority, 2),
        }
        if proposal.is_fallback:
            return self.env._(
                "The records and answers do not weigh what this would move, but "
                "“%(subject)s” stands at %(value)s, %(gap)s points short of "
                "%(target)s, of which %(chance)s may be chance; each of the others is "
                "worth %(weight)s points of readiness, together %(priority)s.",
                **numbers,
            )
        if shortfall.key[0] == INDICATOR:
            return self.env._(
                "“%(subject)s” stands at %(value)s, %(gap)s points short of "
                "%(target)s; they are counted, and each is worth %(weight)s points of "
                "readiness, together %(priority)s.",
                **numbers,
            )
        return self.env._(
            "“%(subject)s” is judged %(value)s, %(gap)s points short of %(target)s, of "
            "which %(chance)s may be chance; each of the others is worth %(weight)s "
            "points of readiness, together %(priority)s.",
            **numbers,
        )

    def _target_name(self, shortfall, standing):
        number = self._number(shortfall.target)
        _target, is_set = standing.target(shortfall.key)
        if is_set:
            return self.env._("the target of %(target)s", target=number)
        if shortfall.target == 100:
            return self.env._(
                "the full score of %(target)s (no target was set)", target=number
            )
        return self.env._(
            "%(target)s, where the next stage of development begins (no target was "
            "set)",
            target=number,
        )

    def _number(self, value, digits=1):
        return formatLang(self.env, value, digits=digits)
