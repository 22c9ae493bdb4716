import ast

from odoo import api, fields, models

from .built_in_sources import BUILT_IN_SOURCES


class OnetooneSource(models.Model):
    _name = "onetoone.source"
    _description = "One-to-One Source"
    _order = "company_id, kind, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company.root_id,
    )
    kind = fields.Selection(
        [
            ("purchase", "Purchases"),
            ("interaction", "Interactions"),
            ("complaint", "Complaints"),
        ],
        required=True,
    )
    model = fields.Char(required=True, help="Technical name of the model.")
    domain = fields.Char(
        default="[]", help="Only the documents that match this domain count."
    )
    is_used = fields.Boolean(
        string="Used",
        default=True,
        help="Exactly one purchase source is used per company, "
        "so that no sale is counted twice.",
    )
    is_chosen_by_hand = fields.Boolean(
        string="Chosen by Hand",
        readonly=True,
        help="Somebody decided which purchase source the company uses. "
        "Otherwise the first one with a document in the last 24 months is used.",
    )
    state = fields.Selection(
        [("ready", "Ready"), ("missing", "Not Installed"), ("broken", "Broken")],
        compute="_compute_state",
    )
    state_reason = fields.Char(string="Reason", compute="_compute_state")

    # which field of the document says what
    partner_field = fields.Char(string="Customer Field")
    company_field = fields.Char(
        help="Several field paths by commas: the first set one."
    )
    user_field = fields.Char(string="Our User Field")
    date_field = fields.Char(string="Date")
    amount_field = fields.Char(string="Untaxed Amount")
    rate_field = fields.Char(
        string="Currency Rate",
        help="Amounts are divided by it. Empty: they are in the company's currency.",
    )
    margin_field = fields.Char(string="Margin")
    refund_domain = fields.Char(string="Refunds", help="Which documents are refunds.")
    opened_field = fields.Char(string="Opened")
    closed_field = fields.Char(string="Closed On")
    stage_field = fields.Char(string="Stage")
    closed_stage_field = fields.Char(string="Closing Stages")
    priority_field = fields.Char(string="Priority")

    _model_unique = models.Constraint(
        "UNIQUE(company_id, kind, model, domain)",
        "The company has this source already.",
    )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _create_built_in(self, companies):
        """Create the sources of every known model for root companies."""
        existing = {
            (source.company_id.id, source.kind, source.model)
            for source in self.search([("company_id", "in", companies.ids)])
        }
        self.create(
            [
                {**values, "company_id": company.id, "sequence": 10 * rank}
                for company in companies
                for rank, values in enumerate(BUILT_IN_SOURCES, start=1)
                if (company.id, values["kind"], values["model"]) not in existing
            ]
        )
        for company in companies:
            self._choose_purchase_source(company, company._onetoone_as_of())

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _document_model(self):
        """Return the model of the documents, read without regard to the reader."""
        self.ensure_one()
        return (
            self.env[self.model]
            .sudo()
            .with_company(self.company_id)
            .with_context(active_test=False)
        )

    def _document_domain(self):
        return self._parse_domain("domain")

    def _parse_domain(self, name):
        return ast.literal_eval(self[name] or "[]")
