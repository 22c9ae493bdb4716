import ast

from odoo import api, fields, models

from .built_in_sources import BUILT_IN_SOURCES

PATHS_HELP = "Several field paths by commas: the first that is set counts."


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
            ("satisfaction", "Satisfaction"),
        ],
        required=True,
    )
    model = fields.Char(required=True, help="Technical name of the model.")
    addon = fields.Char(
        readonly=True,
        help="The addon that provides the model of a built-in source.",
    )
    domain = fields.Char(
        default="[]", help="Only the documents that match this domain count."
    )
    is_used = fields.Boolean(
        string="Used",
        default=True,
        help="Exactly one purchase source is used per company, "
        "so that no sale is counted twice.",
    )
    is_additional = fields.Boolean(
        string="Counts Beside",
        help="Purchases of this source count beside those of the one source that is "
        "chosen. Its documents must not be recorded there, too.",
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
    partner_field = fields.Char(
        string="Customer Field", help="Leads to a contact. " + PATHS_HELP
    )
    company_field = fields.Char(help="Leads to a company. " + PATHS_HELP)
    user_field = fields.Char(
        string="Our User Field", help="Leads to the user in charge. " + PATHS_HELP
    )
    date_field = fields.Char(string="Date", help="A date or a moment. " + PATHS_HELP)
    amount_field = fields.Char(string="Untaxed Amount")
    tax_field = fields.Char(
        string="Included Tax", help="Deducted from the amount. Empty: it has no tax."
    )
    rate_field = fields.Char(
        string="Currency Rate",
        help="Amounts are divided by it. Empty: they are in the company's currency.",
    )
    margin_field = fields.Char(
        string="Margin", help="In the currency of the amount. Empty: it is not known."
    )
    refund_domain = fields.Char(string="Refunds", help="Which documents are refunds.")
    opened_field = fields.Char(string="Opened", help=PATHS_HELP)
    closed_field = fields.Char(string="Closed On", help=PATHS_HELP)
    stage_field = fields.Char(
        string="Stage",
        help="A field of the document itself, whose changes are tracked.",
    )
    closed_stage_field = fields.Char(
        string="Closing Stages by Field",
        help="The field of a stage that is set where complaints are closed.",
    )
    closed_stage_domain = fields.Char(
        string="Closing Stages by Condition",
        help="Complaints in stages that match it are closed.",
    )
    closed_stages = fields.Char(
        string="Closing Stages by Name",
        help="External ids of stages or, of a selection, its values; by commas.",
    )
    priority_field = fields.Char(
        string="Priority", help="The higher, the more important. Empty: all the same."
    )
    rating_field = fields.Char(
        string="Rating", help="From 0 to 5; what lies outside is left out."
    )

    _documents_unique = models.UniqueIndex(
        "(company_id, kind, model, domain, COALESCE(addon, ''))",
        "The company has this source already.",
    )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _create_built_in(self, companies):
        """Create the sources of every known model for root companies.

        A company that reads a model in its own way keeps that.
        """
        existing = {
            (source.company_id.id, source.kind, source.model, source.addon)
            for source in self.search([("company_id", "in", companies.ids)])
        }
        self.create(
            [
                {**values, "company_id": company.id, "sequence": 10 * rank}
                for company in companies
                for rank, values in enumerate(BUILT_IN_SOURCES, start=1)
                if existing.isdisjoint(
                    (company.id, values["kind"], values["model"], addon)
                    for addon in (values["addon"], False)
                )
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
