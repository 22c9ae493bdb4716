from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import formatLang
from odoo.tools.misc import format_date

from ...engine.answers import choice_among, date_text, number_text
from .onetoone_learning import ANSWERS


class OnetooneLearning(models.Model):
    """The answer: one text, in whichever way it is given."""

    _inherit = "onetoone.learning"

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("value", "topic_id")
    def _compute_typed_values(self):
        for learning in self:
            kind, value = learning.topic_id.kind, learning.value
            learning.value_date = value if value and kind == "date" else False
            learning.value_number = (
                float(value) if value and kind == "number" else False
            )

    def _inverse_typed_values(self):
        # create and write took the answer out of them before
        pass

    @api.depends("value", "choice_id", "topic_id")
    @api.depends_context("lang")
    def _compute_answer(self):
        for learning in self:
            learning.answer = learning._say(
                learning.topic_id.kind, learning.choice_id.name
            )

    def _say(self, kind, choice_name):
        """Return the answer as the user reads it; empty if there was none.

        :param choice_name: name of the choice in the user's language, if known
        """
        if not self.value:
            return False
        match kind:
            case "choice":
                return choice_name or self.value
            case "date":
                return format_date(self.env, self.value)
            case "number":
                decimals = self.value.partition(".")[2]
                return formatLang(self.env, float(self.value), digits=len(decimals))
        return self.value

    @api.onchange("topic_id")
    def _onchange_topic_id(self):
        self.update(dict.fromkeys(ANSWERS, False))

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _fulfil_wishes(self):
        """Write the latest answers about wishes to the customers who gave them."""
        wished = self.sudo().filtered(
            lambda learning: (
                learning.topic_id.wish and learning.value and learning.partner_id
            )
        )
        if not wished:
            return
        # the wishes of a customer are the same for all companies
        answers = wished.search(
            [
                ("partner_id", "in", wished.partner_id.ids),
                ("topic_id", "in", wished.topic_id.ids),
                ("value", "!=", False),
            ]
        )
        for learning in wished & answers._latest():
            learning.partner_id.write(learning._wish())

    def _wish(self):
        """Return the values of the customer that the answer is a wish for."""
        match self.topic_id.wish:
            case "channel":
                return {"onetoone_preferred_channel": self.choice_id.channel}
            case "interval":
                return {"onetoone_preferred_interval_days": int(self.value)}
            case "permission":
                return {"onetoone_permission": self.choice_id.permission}

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _prepare_answer(self, vals):
        """Return values with the answer as one text, and the choice it stands for.

        :raise ValidationError: it is no answer to the topic
        """
        given = {name: vals[name] for name in ANSWERS if name in vals}
        if not given and (not self or "topic_id" not in vals):
            return vals
        topic = self.env["onetoone.topic"].browse(vals.get("topic_id") or [])
        topic = topic or self.topic_id
        given = given or {"value": self.value}
        answers = {
            self._canonical(topic, name, answer)
            for name, answer in given.items()
            if not is_empty(answer)
        }
        if len(answers) > 1:
            raise ValidationError(
                self.env._(
                    "There are two different answers to “%(topic)s”: give one.",
                    topic=topic.name,
                )
            )
        value, choice = answers.pop() if answers else (False, False)
        rest = {name: value for name, value in vals.items() if name not in ANSWERS}
        return {**rest, "value": value, "choice_id": choice}

    def _canonical(self, topic, name, answer):
        """Return the text of an answer and the id of the choice, if it is one."""
        if name == "choice_id" or topic.kind == "choice":
            choice = self._find_choice(topic, name, answer)
            return choice._canonical_name(), choice.id
        text = str(answer).strip()
        try:
            if topic.kind == "number":
                text = number_text(text)
            elif topic.kind == "date":
                text = date_text(text)
        except ValueError:
            raise ValidationError(self._explain(topic, text)) from None
        if topic.wish == "interval" and (not text.isdigit() or int(text) < 1):
            raise ValidationError(
                self.env._(
                    "“%(answer)s” is no interval: give a whole number of days, at "
                    "least 1.",
                    answer=text,
                )
            )
        return text, False

    def _find_choice(self, topic, name, answer):
        """Return the choice of a topic by its id, or by its name in any capitals."""
        choices = topic.with_context(active_test=False).choice_ids
        if name == "choice_id":
            choice = choices.filtered(lambda one: one.id == answer)
        else:
            names = {one._canonical_name(): one.id for one in choices}
            names.update((one.name, one.id) for one in choices)
            choice = choices.browse(choice_among(str(answer), names))
        if not choice:
            raise ValidationError(
                self.env._(
                    "This is no answer to “%(topic)s”. Choose one of: %(choices)s.",
                    topic=topic.name,
                    choices=", ".join(topic.choice_ids.mapped("name"))
                    or self.env._("nothing, as it offers no choices"),
                )
            )
        return choice

    def _explain(self, topic, text):
        """Return why a text is no answer, and what would be one."""
        if topic.kind == "date":
            return self.env._(
                "“%(answer)s” is no day: answer “%(topic)s” with a day such as "
                "2026-03-31.",
                answer=text,
                topic=topic.name,
            )
        return self.env._(
            "“%(answer)s” is no number: answer “%(topic)s” with digits and, where "
            "needed, a point, such as 1250.5.",
            answer=text,
            topic=topic.name,
        )


def is_empty(answer):
    """Return whether nothing was answered; the number 0 is an answer."""
    if isinstance(answer, str):
        return not answer.strip()
    return answer is None or answer is False
