import ast

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ...readers import complaints, interactions, purchases
from ...readers.paths import field_of
from .built_in_sources import BUILT_IN_SOURCES

# a purchase source is chosen by its documents of this many months
CHOICE_MONTHS = 24

# fields a source of each kind cannot do without; the others may stay empty
REQUIRED_FIELDS = {
    "purchase": (
        "partner_field",
        "company_field",
        "date_field",
        "amount_field",
        "user_field",
    ),
    "complaint": (
        "partner_field",
        "company_field",
        "opened_field",
        "closed_field",
        "stage_field",
        "closed_stage_field",
        "priority_field",
        "user_field",
    ),
    "interaction": (),
}
# who is in a company's portfolio as far as the stored profiles know
STORED_PORTFOLIO = """
    (SELECT partner_id FROM onetoone_profile WHERE company_id = %s AND is_customer)
"""


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
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("model", "domain", "refund_domain", *sum(REQUIRED_FIELDS.values(), ()))
    def _compute_state(self):
        for source in self:
            source.state, source.state_reason = source._find_state()

    def _find_state(self):
        """Return the state and, where it is not ready, the reason."""
        self.ensure_one()
        if not self.model or self.model not in self.env:
            return "missing", self.env._(
                "The addon that provides %(model)s is not installed.", model=self.model
            )
        for name in ("domain", "refund_domain"):
            if problem := self._domain_problem(name):
                return "broken", problem
        if self.kind == "interaction":
            if self.model not in interactions.READERS:
                return "broken", self.env._(
                    "There is no reader for interactions of %(model)s.",
                    model=self.model,
                )
            return "ready", False
        if path := self._missing_path():
            return "broken", self.env._(
                "The field %(field)s does not exist on %(model)s. "
                "Correct the field mapping or stop using the source.",
                field=path,
                model=self.model,
            )
        return "ready", False

    def _domain_problem(self, name):
        try:
            Domain(self._parse_domain(name)).validate(self.env[self.model])
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            return self.env._(
                "The domain %(domain)s cannot be used on %(model)s: %(error)s",
                domain=self[name],
                model=self.model,
                error=error,
            )
        return None

    def _missing_path(self):
        """Return the first mapped field path that leads nowhere, or None."""
        model = self.env[self.model]
        for name in REQUIRED_FIELDS[self.kind]:
            if name == "closed_stage_field":
                paths = [f"{self.stage_field}.{self[name]}"]
            else:
                paths = (self[name] or "").split(",")
            for path in paths:
                if field_of(model, path.strip()) is None:
                    return path.strip() or self._fields[name].string
        return None

    # ------------------------------------------------------------
    # CONSTRAINTS AND CRUD
    # ------------------------------------------------------------

    @api.constrains("is_used", "kind", "company_id")
    def _check_one_purchase_source(self):
        used = Domain("kind", "=", "purchase") & Domain("is_used", "=", True)
        for company, count in self._read_group(
            used & Domain("company_id", "in", self.company_id.ids),
            ["company_id"],
            ["__count"],
        ):
            if count > 1:
                raise ValidationError(
                    self.env._(
                        "%(company)s already uses another purchase source. Use one "
                        "only, or every sale would be counted twice.",
                        company=company.name,
                    )
                )

    def write(self, vals):
        chosen = self.browse()
        if vals.get("is_used") and "is_chosen_by_hand" not in vals:
            chosen = self.filtered(lambda source: source.kind == "purchase")
            chosen._other_purchase_sources().write(
                {"is_used": False, "is_chosen_by_hand": False}
            )
        result = super().write(vals)
        if chosen:
            super(OnetooneSource, chosen).write({"is_chosen_by_hand": True})
        return result

    def _other_purchase_sources(self):
        return self.search(
            [
                ("kind", "=", "purchase"),
                ("company_id", "in", self.company_id.ids),
                ("id", "not in", self.ids),
            ]
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

    @api.model
    def _choose_purchase_source(self, company, as_of):
        """Use the first purchase source with a recent document, if nobody chose.

        Without any recent document the first one with a document at all is used,
        else the first one that is installed.
        """
        sources = self.search(
            [("company_id", "=", company.id), ("kind", "=", "purchase")]
        )
        if any(sources.mapped("is_chosen_by_hand")):
            return
        ready = sources.filtered(lambda source: source.state == "ready")
        recent = as_of - relativedelta(months=CHOICE_MONTHS)
        chosen = (
            next((s for s in ready if s._has_documents(as_of, recent)), None)
            or next((s for s in ready if s._has_documents(as_of)), None)
            or ready[:1]
        )
        (sources - chosen).filtered("is_used").write({"is_used": False})
        if chosen and not chosen.is_used:
            chosen.write({"is_used": True, "is_chosen_by_hand": False})

    def _has_documents(self, until, since=None):
        rows = self.env.execute_query(
            SQL(
                "SELECT 1 FROM (%s) purchase WHERE date < %s AND %s LIMIT 1",
                purchases.select_purchases(self),
                until,
                SQL("date >= %s", since) if since else SQL("TRUE"),
            )
        )
        return bool(rows)

    @api.model
    def _ready(self, kind, company=None):
        """Return the used sources of a kind that can be read, of one or all."""
        domain = Domain("kind", "=", kind) & Domain("is_used", "=", True)
        if company:
            domain &= Domain("company_id", "=", company.id)
        sources = self.sudo().search(domain)
        return sources.filtered(lambda source: source.state == "ready")

    @api.model
    def _purchases(self, company=None):
        """Return SQL, in brackets: the purchases of one or all companies."""
        selects = [
            purchases.select_purchases(source)
            for source in self._ready("purchase", company)
        ]
        return _union(selects or [purchases.EMPTY])

    @api.model
    def _interactions(self, company=None, portfolio=None):
        """Return SQL, in brackets: the interactions of one or all companies.

        :param portfolio: SQL relation of the ids of the customers of ``company``;
            by default those the stored profiles know
        """
        selects = [
            interactions.READERS[source.model](
                source, portfolio or SQL(STORED_PORTFOLIO, source.company_id.id)
            )
            for source in self._ready("interaction", company)
        ]
        return _union(selects or [interactions.EMPTY])

    @api.model
    def _complaints(self, company=None, until=None):
        """Return SQL, in brackets: the complaints of one or all companies.

        :param until: naive UTC datetime from which on nothing counts
        """
        until = SQL("%s::timestamp", until or "infinity")
        selects = [
            complaints.select_complaints(
                source, self._interactions(source.company_id), until
            )
            for source in self._ready("complaint", company)
        ]
        return _union(selects or [complaints.EMPTY])

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


def _union(selects):
    return SQL("(%s)", SQL(" UNION ALL ").join(selects))
