from typing import NamedTuple

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from ...engine.next_questions import Topic


class Question(NamedTuple):
    """A topic as it is asked; ``choices`` are the ids and names on offer."""

    topic: Topic
    name: str
    text: str
    kind: str
    wish: str | bool
    choices: tuple[tuple[int, str], ...]


class OnetooneTopic(models.Model):
    """Something worth knowing of a customer, asked a little at a time."""

    _name = "onetoone.topic"
    _description = "Topic"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    question = fields.Char(
        required=True, translate=True, help="As our people ask it in a conversation."
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10, help="Most useful questions come first.")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        help="Empty: for all companies.",
    )
    kind = fields.Selection(
        [
            ("choice", "Choice"),
            ("text", "Text"),
            ("date", "Date"),
            ("number", "Number"),
        ],
        required=True,
        default="choice",
    )
    choice_ids = fields.One2many("onetoone.topic.choice", "topic_id", copy=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        domain=[("kind", "=", "stage")],
        index=True,
        ondelete="restrict",
        help="The stage of one-to-one marketing that the answer serves.",
    )
    segment_ids = fields.Many2many(
        "onetoone.segment",
        "onetoone_topic_segment_rel",
        "topic_id",
        "segment_id",
        string="Segments",
        help="Asked only of their members; empty: of everybody.",
    )
    asks_prospects = fields.Boolean(
        string="Prospects", default=True, help="Also asked of who has not bought yet."
    )
    renewal_months = fields.Integer(
        string="Renew After (months)",
        help="What was learnt is asked again after this time; 0: never.",
    )
    wish = fields.Selection(
        [
            ("channel", "Preferred channel"),
            ("interval", "Preferred interval (days)"),
            ("permission", "Permission"),
        ],
        string="Kept as Wish",
        help="The answer is also written to this wish of the customer, and nobody is "
        "asked whose wish is known (C-X14, C-X15).",
    )

    _renewal_not_negative = models.Constraint(
        "CHECK(renewal_months >= 0)", "The months until renewal must not be below zero."
    )

    @api.constrains("name", "question")
    def _check_names(self):
        for topic in self:
            if not (topic.name or "").strip() or not (topic.question or "").strip():
                raise ValidationError(
                    self.env._("A topic needs a name and a question to ask.")
                )

    @api.constrains("kind", "choice_ids")
    def _check_choices(self):
        for topic in self:
            if topic.kind == "choice" and len(topic.choice_ids) < 2:
                raise ValidationError(
                    self.env._(
                        "“%(topic)s” offers a choice: give it at least two choices.",
                        topic=topic.name,
                    )
                )

    @api.constrains("kind", "choice_ids", "wish")
    def _check_wish(self):
        for topic in self.filtered("wish"):
            fitting = "number" if topic.wish == "interval" else "choice"
            if topic.kind != fitting:
                raise ValidationError(
                    self.env._(
                        "“%(topic)s” is kept as a wish: channel and permission need a "
                        "choice, the interval needs a number.",
                        topic=topic.name,
                    )
                )
            if fitting == "choice" and not all(topic.choice_ids.mapped(topic.wish)):
                raise ValidationError(
                    self.env._(
                        "“%(topic)s” is kept as a wish: say for each of its choices "
                        "which wish it stands for.",
                        topic=topic.name,
                    )
                )

    @api.constrains("company_id", "segment_ids")
    def _check_companies(self):
        for topic in self.filtered("company_id"):
            company = topic.company_id
            if company.parent_id:
                raise ValidationError(
                    self.env._(
                        "Topics belong to whole companies: choose %(company)s instead "
                        "of its branch.",
                        company=company.root_id.name,
                    )
                )
            # segments and learnings of other companies may be hidden from the user
            if topic.sudo().segment_ids.company_id - company:
                raise ValidationError(
                    self.env._(
                        "“%(topic)s” belongs to %(company)s: choose segments of that "
                        "company only.",
                        topic=topic.name,
                        company=company.name,
                    )
                )
            if topic._learnings(("company_id", "!=", company.id)):
                raise ValidationError(
                    self.env._(
                        "Other companies have learnt about “%(topic)s”: make a copy "
                        "for %(company)s instead.",
                        topic=topic.name,
                        company=company.name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        topics = super().create(vals_list)
        topics._forget_questions()
        return topics

    def write(self, vals):
        if "kind" in vals:
            self._check_kind_may_change(vals["kind"])
        result = super().write(vals)
        self._forget_questions()
        return result

    def copy_data(self, default=None):
        named = default and "name" in default
        return [
            vals if named else {**vals, "name": self.env._("%s (copy)", topic.name)}
            for topic, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def unlink(self):
        result = super().unlink()
        self._forget_questions()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_learnt(self):
        for topic in self:
            if topic._learnings():
                raise UserError(
                    self.env._(
                        "Something was learnt about “%(topic)s”: archive the topic "
                        "instead of deleting it.",
                        topic=topic.name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_learnings(self):
        """Open what was learnt about the topic."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "odoo_onetoone.onetoone_learning_action"
        )
        return {
            **action,
            "domain": [("topic_id", "=", self.id)],
            "context": {"default_topic_id": self.id},
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    @tools.ormcache("company.id", "self.env.lang")
    def _questions(self, company):
        """Return all :class:`Question` of a root company by id, in the user's language.

        They are few, and every form asks for them: they are read once per process.
        """
        topics = self.sudo().search([("company_id", "in", (False, company.id))])
        return {
            topic.id: Question(
                topic=Topic(
                    id=topic.id,
                    sequence=topic.sequence,
                    asks_prospects=topic.asks_prospects,
                    segments=frozenset(topic.segment_ids.ids),
                ),
                name=topic.name,
                text=topic.question,
                kind=topic.kind,
                wish=topic.wish,
                choices=tuple((choice.id, choice.name) for choice in topic.choice_ids),
            )
            for topic in topics
        }

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _check_kind_may_change(self, kind):
        for topic in self:
            if topic.kind != kind and topic._learnings():
                raise ValidationError(
                    self.env._(
                        "Something was learnt about “%(topic)s”: its kind cannot "
                        "change any more. Archive it and add a new topic.",
                        topic=topic.name,
                    )
                )

    def _learnings(self, *domain):
        """Return a learning about the topic, in whichever company, or none."""
        return (
            self.env["onetoone.learning"]
            .sudo()
            .search([("topic_id", "in", self.ids), *domain], limit=1)
        )

    @api.model
    def _forget_questions(self):
        """Let questions be read again, by all processes."""
        self.env.registry.clear_cache()
        self.env["onetoone.dialogue"]._forget_dialogues()
