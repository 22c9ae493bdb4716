"""Readers that count documents of Odoo by domains, such as orders or leads."""

from odoo.fields import Domain
from odoo.tools import SQL

from ..paths import first_of_paths
from .base import Reader, resolve
from .measurement import percentage


class DocumentRatio(Reader):
    """Percent of documents (``counted``) among others (``among``).

    :param model: a model of Odoo; where it is optional, it is needed
    :param company_field: field path of the company of a document
    :param weight: path of a field that says how much each document counts
    :param rate: path of the currency rate that ``weight`` is divided by
    """

    def __init__(
        self,
        model,
        counted,
        among,
        company_field="company_id",
        weight=None,
        rate=None,
        **needs,
    ):
        needs.setdefault("needed_models", (model,))
        super().__init__(**needs)
        self.model = model
        self._counted = counted
        self._among = among
        self._company_field = company_field
        self._weight = weight
        self._rate = rate

    def domains(self, company, horizon):
        branches = Domain(self._company_field, "in", company._onetoone_branches().ids)
        among = branches & resolve(self._among, company, horizon)
        return among & resolve(self._counted, company, horizon), among

    def measure(self, context):
        model = context.env[self.model].sudo().with_company(context.company)
        counted, among = self.domains(context.company, context.horizon)
        query = model._search(among, bypass_access=True)
        condition = context.condition(model, query, counted)
        weight = self._weight_to_sql(model, query)
        [[numerator, denominator, part, whole]] = context.env.execute_query(
            query.select(
                SQL("count(*) FILTER (WHERE %s)", condition),
                SQL("count(*)"),
                SQL("sum(%s) FILTER (WHERE %s)", weight, condition),
                SQL("sum(%s)", weight),
            )
        )
        return percentage(numerator, denominator, part, whole)

    def _weight_to_sql(self, model, query):
        if not self._weight:
            return SQL("1")
        weight = first_of_paths(model, query, self._weight)
        if not self._rate:
            return weight
        return SQL(
            "%s / NULLIF(%s, 0)", weight, first_of_paths(model, query, self._rate)
        )
