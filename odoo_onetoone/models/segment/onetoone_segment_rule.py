"""Who fits a segment: its rule checked, turned into a query, counted while edited."""

from datetime import timedelta
from graphlib import CycleError, TopologicalSorter

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .segment_domain import CUSTOMERS, LEADS, read_rule

# what the condition on leads starts with
NEW_LEADS = "[('partner_id', '=', False)]"
# what decides who fits
DECIDING = ("domain", "lead_domain", "company_id", "division_id")


def leads_of(company):
    """Return the domain of the leads that a root company's segments may have."""
    return Domain("company_id", "in", [False, *company._onetoone_branch_ids()])


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    # shown while somebody edits the rule, never read from a saved segment
    live_count = fields.Integer(
        string="Fit",
        store=False,
        readonly=True,
        help="Customers who fit the rule now, as far as you may see them.",
    )
    live_value = fields.Monetary(
        string="Their Value",
        store=False,
        readonly=True,
        help="What they bought in the window, less refunds, untaxed.",
    )
    live_lead_count = fields.Integer(
        string="Leads That Fit",
        store=False,
        help="Open leads that fit the rule now, as far as you may see them.",
    )
    live_note = fields.Char(store=False, readonly=True)
    is_live = fields.Boolean(store=False)

    includes_leads = fields.Boolean(
        string="Leads of Its Own",
        compute="_compute_includes_leads",
        inverse="_inverse_includes_leads",
        help="Leads belong to it by a condition on them, too, with or without a "
        "customer.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("lead_domain")
    def _compute_includes_leads(self):
        for segment in self:
            segment.includes_leads = bool(segment.lead_domain)

    @api.onchange("includes_leads")
    def _inverse_includes_leads(self):
        for segment in self:
            if not segment.includes_leads:
                segment.lead_domain = False
            elif not segment.lead_domain:
                segment.lead_domain = NEW_LEADS

    # ------------------------------------------------------------
    # CONSTRAINTS
    # ------------------------------------------------------------

    @api.constrains("domain", "lead_domain", "company_id", "division_id", "sequence")
    def _check_rule(self):
        for segment in self:
            for model, text in segment._rules():
                segment._check_runs(model, text)
        for company in self.company_id:
            circle = self._of_company(company)._find_circle()
            if circle:
                raise ValidationError(circle._say_circle())

    def _check_runs(self, model, text):
        """Refuse a rule that cannot be read, or that the database cannot run."""
        try:
            with self.env.cr.savepoint():
                query = self._fitting(model, text, limit=1).select()
                self.env.flush_query(query)
                self.env.cr.execute(query, log_exceptions=False)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            raise ValidationError(
                self.env._(
                    "The rule of “%(name)s” cannot be used. %(reason)s",
                    name=self.name,
                    reason=self._say_failure(error),
                )
            ) from error

    # ------------------------------------------------------------
    # ONCHANGE
    # ------------------------------------------------------------

    @api.onchange(*DECIDING)
    def _onchange_rule(self):
        """Count who fits the rule as it stands in the form, as the user may see it."""
        self.update(
            {
                "is_live": True,
                "live_count": 0,
                "live_value": 0,
                "live_lead_count": 0,
                "live_note": False,
            }
        )
        try:
            with self.env.cr.savepoint():
                self.update(self._count_fitting())
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            self.live_note = self._say_failure(error)

    def _count_fitting(self):
        """Return numbers of who fits that the user may see, and what they mean."""
        profiles = self._as_seen(CUSTOMERS)
        domain = self._in_company(CUSTOMERS) & self._read(CUSTOMERS, self.domain).domain
        [(count, value)] = profiles._read_group(domain, [], ["__count", "monetary:sum"])
        leads = 0
        if self.lead_domain:
            leads = self._as_seen(LEADS).search_count(
                self._in_company(LEADS) & self._read(LEADS, self.lead_domain).domain
            )
        return {
            "live_count": count,
            "live_value": value or 0,
            "live_lead_count": leads,
            "live_note": self._say_exclusive(),
        }

    def _say_exclusive(self):
        if not self.division_id.is_exclusive:
            return False
        return self.env._(
            "All who fit are counted. The division is exclusive: those whom an earlier "
            "segment of it takes will not become members."
        )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _fitting(self, model, text, days_ago=0, limit=None):
        """Return the query of the records that a rule fits, as superuser.

        :param model: ``onetoone.profile`` or ``crm.lead``
        :param days_ago: so many days before now is what the rule calls today
        """
        domain = self._in_company(model) & self._read(model, text, days_ago).domain
        company = self.company_id
        today = company._onetoone_as_of() - timedelta(days=1 + days_ago)
        records = self._as_seen(model).with_user(SUPERUSER_ID)
        return records.with_context(onetoone_today=today)._search(domain, limit=limit)

    def _read(self, model, text, days_ago=0):
        return read_rule(self.env, model, text, days_ago)

    def _as_seen(self, model):
        """Return the model with the day and the language of the company."""
        company = self.company_id or self.env.company.root_id
        return self.env[model].with_context(
            tz=company._onetoone_timezone(),
            lang=company.sudo().partner_id.lang or "en_US",
        )

    def _in_company(self, model):
        company = self.company_id or self.env.company.root_id
        if model == CUSTOMERS:
            return Domain("company_id", "=", company.id)
        return leads_of(company)

    def _rules(self):
        """Return the pairs of model and text of the rules the segment has."""
        self.ensure_one()
        rules = [(CUSTOMERS, self.domain)]
        if self.lead_domain:
            rules.append((LEADS, self.lead_domain))
        return rules

    @api.model
    def _of_company(self, company):
        """Return the active segments of a company in their order."""
        return self.sudo().search([("company_id", "=", company.root_id.id)])

    # ------------------------------------------------------------
    # ORDER
    # ------------------------------------------------------------

    def _before(self):
        """Return which segments each must be worked out after.

        They are those its rule names and, in an exclusive division, those before it.
        Shape: {segment: [segment]}, in the order of the segments.
        """
        before = {}
        divisions = {}
        for segment in self:
            named = segment._named_ids()
            earlier = divisions.setdefault(segment.division_id, [])
            before[segment] = [other for other in self if other.id in named] + earlier
            if segment.division_id.is_exclusive:
                earlier.append(segment)
        return before

    def _named_ids(self):
        """Return the ids of the segments that the rule names; none if it is broken."""
        self.ensure_one()
        try:
            return self._read(CUSTOMERS, self.domain).segment_ids
        except ValidationError:
            return frozenset()

    def _find_circle(self):
        """Return the segments of a circle of references, if there is one."""
        try:
            TopologicalSorter(self._before()).prepare()
        except CycleError as error:
            return self.browse().union(*error.args[1])
        return self.browse()

    def _in_order_of_reference(self):
        """Return the segments so that each comes after those it refers to.

        There must be no circle.
        """
        return self.browse(
            segment.id for segment in TopologicalSorter(self._before()).static_order()
        )

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _say_circle(self):
        return self.env._(
            "The segments %(names)s depend on each other in a circle: they name each "
            "other, or an earlier one of an exclusive division names a later one. "
            "Repeat the condition instead of naming the segment.",
            names=", ".join(f"“{name}”" for name in self.mapped("name")),
        )

    @api.model
    def _say_failure(self, error):
        """Return in a sentence why a rule failed."""
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, psycopg2.Error):
            said = error.diag.message_primary or str(error)
        else:
            said = str(error)
        return self.env._(
            "A value does not suit its field: %(error)s. Correct the condition.",
            error=said.strip().rstrip("."),
        )
