from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...optional_fields import OptionalFloat
from ...readers.learnings import learnings_in_force
from ..mark.onetoone_marked import mark, marked_by
from ..source.onetoone_interaction import CHANNELS

# what decides of whom something was learnt, and where what was learnt may stand
ABOUT = ("partner_id", "contact_id", "lead_id")
ANSWERS = ("choice_id", "value", "value_date", "value_number")
NORMALISED = {*ABOUT, "company_id", "topic_id", *ANSWERS}


class OnetooneLearning(models.Model):
    """One thing learnt of a customer; without a value: asked, but not answered.

    The latest answer to a topic counts, older ones are kept. What was learnt of a lead
    without a customer moves to the customer as soon as there is one.
    """

    _name = "onetoone.learning"
    _inherit = ["onetoone.entry", "onetoone.marked"]
    _description = "Learning"
    _order = "date desc, id desc"
    _rec_name = "topic_id"

    partner_id = fields.Many2one(required=False)
    lead_id = fields.Many2one(
        "crm.lead",
        index="btree_not_null",
        ondelete="set null",
        help="The lead it was learnt on; a lead without a customer keeps it until "
        "there is one.",
    )
    topic_id = fields.Many2one(
        "onetoone.topic", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(related="topic_id.kind")
    choice_id = fields.Many2one(
        "onetoone.topic.choice",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('topic_id', '=', topic_id)]",
    )
    value = fields.Char(help="Empty: asked, but not answered.")
    value_date = fields.Date(
        string="Day", compute="_compute_typed_values", inverse="_inverse_typed_values"
    )
    value_number = OptionalFloat(
        string="Number",
        compute="_compute_typed_values",
        inverse="_inverse_typed_values",
        aggregator=None,
    )
    answer = fields.Char(
        compute="_compute_answer",
        help="The answer in the words of the reader's language.",
    )
    date = fields.Date(required=True, default=lambda self: self._default_date())
    date_expiry = fields.Date(
        string="Expiry",
        compute="_compute_date_expiry",
        store=True,
        readonly=False,
        precompute=True,
        help="From this day on, it is worth asking again.",
    )
    is_in_force = mark(
        "_search_is_in_force",
        string="In Force",
        help="The latest answer to its topic, and not out of date.",
    )
    user_id = fields.Many2one(string="Learnt By")
    contact_id = fields.Many2one(
        "res.partner",
        string="Told By",
        index="btree_not_null",
        ondelete="set null",
        help="The person at the customer who said so.",
    )
    channel = fields.Selection(CHANNELS, help="In which contact it was said.")

    _about_somebody = models.Constraint(
        "CHECK(partner_id IS NOT NULL OR lead_id IS NOT NULL)",
        "Say of whom it was learnt: of a customer or of a lead.",
    )
    _expiry_not_before_date = models.Constraint(
        "CHECK(date_expiry >= date)", "An answer cannot expire before it was given."
    )

    @api.model
    def _default_date(self):
        """Return today where the company is, so that the answer counts at once."""
        return self.env.company.root_id._onetoone_as_of() - timedelta(days=1)

    @api.constrains("company_id", "topic_id", "partner_id", "lead_id")
    def _check_companies(self):
        # what is refused may be hidden from the user
        for learning in self.sudo():
            company = learning.company_id
            for record in (learning.topic_id, learning.partner_id, learning.lead_id):
                if record.company_id and record.company_id.root_id != company:
                    raise ValidationError(
                        self.env._(
                            "A learning of %(company)s cannot be about a topic, "
                            "customer or lead of another company.",
                            company=company.name,
                        )
                    )

    @api.constrains("partner_id", "contact_id")
    def _check_contact(self):
        for learning in self.sudo().filtered("contact_id"):
            if learning.contact_id.commercial_partner_id != learning.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(contact)s is no contact of this customer.",
                        contact=learning.contact_id.display_name,
                    )
                )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("topic_id", "date", "value")
    def _compute_date_expiry(self):
        for learning in self:
            months = learning.topic_id.renewal_months
            if learning.value and learning.date and months:
                learning.date_expiry = learning.date + relativedelta(months=months)
            else:
                learning.date_expiry = False

    @marked_by("id")
    def _search_is_in_force(self):
        return SQL("SELECT id FROM (%s) AS known", learnings_in_force(self.env))

    @api.depends("topic_id", "answer")
    def _compute_display_name(self):
        for learning in self:
            answer = learning.answer or self.env._("not answered")
            learning.display_name = f"{learning.topic_id.name}: {answer}"

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        defaults = self.default_get([*ABOUT, "topic_id", *ANSWERS])
        learnings = super().create(
            [
                self._prepare_about(self._prepare_answer({**defaults, **vals}))
                for vals in vals_list
            ]
        )
        learnings._check_own()
        learnings._fulfil_wishes()
        self.env["onetoone.dialogue"]._forget_dialogues()
        return learnings

    def write(self, vals):
        if NORMALISED.isdisjoint(vals):
            super().write(vals)
        else:
            for learning in self:
                super(OnetooneLearning, learning).write(
                    learning._prepare_about(learning._prepare_answer(vals))
                )
            self.check_access("write")
            self._check_own()
            self._fulfil_wishes()
        self.env["onetoone.dialogue"]._forget_dialogues()
        return True

    def unlink(self):
        result = super().unlink()
        self.env["onetoone.dialogue"]._forget_dialogues()
        return result

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _move_to_customers(self):
        """Give learnings of leads, and of former customers, to the customer."""
        for learning in self.sudo():
            partner = learning.partner_id or learning.lead_id.partner_id
            learning.write(
                {
                    "partner_id": partner.commercial_partner_id.id,
                    "contact_id": learning.contact_id.id
                    or (partner - partner.commercial_partner_id).id,
                }
            )

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _check_own(self):
        """Let nobody write of customers that are not his, by way of his leads.

        As superuser, a lead that changes hands takes nothing from its first customer.
        """
        if self.env.su:
            return
        for learning in self.sudo():
            customer = learning.lead_id.partner_id.commercial_partner_id
            if learning.lead_id and learning.partner_id != customer:
                raise ValidationError(
                    self.env._("What is learnt on a lead is learnt of its customer.")
                )

    def _prepare_about(self, vals):
        """Return values about a customer instead of a contact, and a whole company."""
        vals = dict(vals)
        lead = self.env["crm.lead"].sudo().browse(vals.get("lead_id") or [])
        is_about = vals.get("partner_id") or (
            "partner_id" not in vals and self.partner_id
        )
        if lead.partner_id and not is_about:
            vals["partner_id"] = lead.partner_id.id
        partner = self.env["res.partner"].sudo().browse(vals.get("partner_id") or [])
        customer = partner.commercial_partner_id
        if partner != customer:
            vals["partner_id"] = customer.id
            vals["contact_id"] = vals.get("contact_id") or partner.id
        if not vals.get("partner_id", self.partner_id) and not vals.get(
            "lead_id", self.lead_id
        ):
            raise ValidationError(
                self.env._("Say of whom it was learnt: of a customer or of a lead.")
            )
        company = self.env["res.company"].browse(vals.get("company_id") or [])
        if not company and not self:
            company = lead.company_id or self.env.company
        if company:
            vals["company_id"] = company.root_id.id
        return vals

    def _latest(self):
        """Return the latest answer to each topic of each customer or lead.

        A lead counts for itself as long as it has no customer.
        """
        latest = {}
        for learning in self.filtered("value").sorted(lambda one: (one.date, one.id)):
            about = learning.partner_id or learning.lead_id
            latest[learning.company_id, about, learning.topic_id] = learning
        return self.browse(learning.id for learning in latest.values())
