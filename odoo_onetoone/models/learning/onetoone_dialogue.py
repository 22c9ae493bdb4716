from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.next_questions import (
    Asking,
    is_in_force,
    latest_answers,
    next_questions,
)
from ...readers.customer_standing import Standing, standings
from ..source.onetoone_interaction import CHANNELS
from .onetoone_learning_answer import is_empty


class OnetooneDialogue(models.AbstractModel):
    """What to ask next, for customers and leads: a few questions each time (C-I11).

    Answers are recorded at once, apart from the form's other changes.
    """

    _name = "onetoone.dialogue"
    _description = "One-to-One Dialogue"

    onetoone_next_questions = fields.Json(
        string="What to Ask Next",
        compute="_compute_onetoone_dialogue",
        groups="odoo_onetoone.group_onetoone_user",
    )
    onetoone_answers = fields.Json(
        string="What We Know",
        compute="_compute_onetoone_dialogue",
        groups="odoo_onetoone.group_onetoone_user",
    )

    @api.depends_context("company", "uid", "lang")
    def _compute_onetoone_dialogue(self):
        self.onetoone_next_questions = self.onetoone_answers = False
        for company, records in (
            self.filtered("id")
            .grouped(lambda record: record._onetoone_company())
            .items()
        ):
            records._prepare_dialogues(company)

    def _prepare_dialogues(self, company):
        """Set what was and what will be asked, for records of one root company.

        Shapes: ``[{topic_id, question, kind, choices: [{id, name}]}]`` and
        ``[{topic_id, name, answer, date, is_in_force}]``.
        """
        as_of = company._onetoone_as_of()
        questions = self.env["onetoone.topic"]._questions(company)
        customers = self._onetoone_customer()
        known_standings = standings(company, customers)
        learnings = self._learnings_by_subject(company, as_of)
        for record in self:
            customer = record._onetoone_customer()
            standing = known_standings.get(customer.id, Standing())
            if not record._may_learn(standing):
                continue
            told = learnings.get(customer or record._origin, learnings[None])
            record.onetoone_next_questions = [
                record._question_values(questions[topic])
                for topic in next_questions(
                    [question.topic for question in questions.values()],
                    map(_asking, told),
                    as_of,
                    company.onetoone_question_pause_days,
                    standing.is_customer,
                    standing.segments,
                    [
                        topic
                        for topic, question in questions.items()
                        if question.wish in standing.wishes
                    ],
                )
            ]
            record.onetoone_answers = record._answer_values(told, questions, as_of)

    def _learnings_by_subject(self, company, as_of):
        """Return learnings by customer, and by lead that has none; none by None."""
        learnings = self.env["onetoone.learning"].sudo()
        found = learnings.search_fetch(
            [
                ("company_id", "=", company.id),
                ("date", "<", as_of),
                *self._onetoone_subjects_domain(),
            ],
            [
                "partner_id",
                "lead_id",
                "topic_id",
                "choice_id",
                "value",
                "date",
                "date_expiry",
            ],
        )
        by_subject = found.grouped(
            lambda learning: (learning.partner_id or learning.lead_id).sudo(False)
        )
        return {**by_subject, None: learnings}

    @staticmethod
    def _question_values(question):
        return {
            "topic_id": question.topic.id,
            "question": question.text,
            "kind": question.kind,
            "choices": [{"id": id_, "name": name} for id_, name in question.choices],
        }

    @staticmethod
    def _answer_values(learnings, questions, as_of):
        """Return the latest answer to each topic, in the order of the topics."""
        latest = latest_answers(map(_asking, learnings))
        answers = []
        for topic, question in questions.items():
            if topic in latest:
                learning = learnings.browse(latest[topic].number)
                choices = dict(question.choices)
                answers.append(
                    {
                        "topic_id": topic,
                        "name": question.name,
                        "answer": learning._say(
                            question.kind, choices.get(learning.choice_id.id)
                        ),
                        "date": fields.Date.to_string(learning.date),
                        "is_in_force": is_in_force(latest[topic].expiry, as_of),
                    }
                )
        return answers

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_onetoone_learn(
        self, topic_id, value_or_choice, contact_id=None, channel=None
    ):
        """Record the answer to a question, and return the next questions.

        :param value_or_choice: text, number or ISO day; for a choice its id or name
        :param contact_id: who said so; the contact the form shows by default
        """
        topic = self._topic_to_learn(topic_id)
        if is_empty(value_or_choice):
            raise ValidationError(
                self.env._(
                    "Give an answer to “%(topic)s”, or say that it was not answered.",
                    topic=topic.name,
                )
            )
        name = "value"
        if topic.kind == "choice" and isinstance(value_or_choice, int):
            name = "choice_id"
        self._learn(topic, {name: value_or_choice}, contact_id, channel)
        return self.onetoone_next_questions or []

    def action_onetoone_not_answered(self, topic_id):
        """Record that a question was asked in vain, and return the next questions."""
        self._learn(self._topic_to_learn(topic_id), {})
        return self.onetoone_next_questions or []

    def action_open_onetoone_learnings(self):
        """Open all that was learnt of the customer or lead, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "odoo_onetoone.onetoone_learning_action"
        )
        about = self._onetoone_about()
        return {
            **action,
            "domain": list(self._onetoone_subjects_domain()),
            "context": {f"default_{name}": value for name, value in about.items()},
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _learn(self, topic, answer, contact_id=None, channel=None):
        """Return the learning, made with the rights of the user."""
        self.ensure_one()
        self.check_access("read")
        if channel and channel not in dict(CHANNELS):
            raise ValidationError(
                self.env._("There is no channel “%(channel)s”.", channel=channel)
            )
        return self.env["onetoone.learning"].create(
            {
                **self._onetoone_about(),
                **answer,
                "topic_id": topic.id,
                "company_id": self._onetoone_company().id,
                "contact_id": contact_id or False,
                "channel": channel or False,
            }
        )

    def _topic_to_learn(self, topic_id):
        self.ensure_one()
        topic = self.env["onetoone.topic"]
        if isinstance(topic_id, int):
            topic = topic.search(
                [
                    ("id", "=", topic_id),
                    ("active", "in", [True, False]),
                    ("company_id", "in", (False, self._onetoone_company().id)),
                ]
            )
        if not topic:
            raise ValidationError(
                self.env._("This question is not asked any more: reload the page.")
            )
        return topic

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _onetoone_about(self):
        """Return the values of a learning that say of whom it is."""
        raise NotImplementedError

    def _onetoone_contact(self):
        """Return the partners the records are about."""
        raise NotImplementedError

    def _onetoone_subjects_domain(self):
        """Return the domain of learnings of the records' customers and leads."""
        raise NotImplementedError

    def _onetoone_customer(self):
        return self._onetoone_contact().commercial_partner_id.sudo()

    def _onetoone_responsible(self):
        """Return the user who may learn because the record itself is his."""
        return self.env["res.users"]

    def _onetoone_company(self):
        """Return the root company that learns."""
        return (self.company_id or self.env.company).root_id

    def _may_learn(self, standing):
        """Return whether the rules let the user record an answer."""
        user = self.env.user
        return (
            self.env.su
            or user.has_group("odoo_onetoone.group_onetoone_analyst")
            or user.id in standing.users
            or user == self._onetoone_responsible()
        )

    @api.model
    def _forget_dialogues(self):
        """Let what was and will be asked be computed anew in this transaction."""
        for model in ("res.partner", "crm.lead"):
            self.env[model].invalidate_model(
                ["onetoone_next_questions", "onetoone_answers"], flush=False
            )


def _asking(learning):
    return Asking(
        topic=learning.topic_id.id,
        date=learning.date,
        number=learning.id,
        is_answered=bool(learning.value),
        expiry=learning.date_expiry or None,
    )
