"""Readers that count facts: complaints, contacts, purchases and ratings."""

from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.query import Query

from .base import Reader, resolve
from .measurement import average, percentage


class FactReader(Reader):
    """Counts facts (``counted``) among others (``among``) by domains.

    :param model: model of the facts
    :param relation: name of the relation of the context that holds them
    :param counted: domain on the facts, or a function of company and horizon
    :param among: likewise; what is counted is always among them
    """

    def __init__(self, model, relation, counted, among, **needs):
        super().__init__(**needs)
        self.model = model
        self._relation = relation
        self._counted = counted
        self._among = among

    def domains(self, company, horizon):
        among = Domain("company_id", "=", company.id) & resolve(
            self._among, company, horizon
        )
        return among & resolve(self._counted, company, horizon), among

    def _select(self, context, *columns):
        """Return the SELECT of some columns, with ``is_counted``, of all facts."""
        facts = context.env[self.model]
        query = Query(context.env, facts._table, getattr(context, self._relation))
        counted, among = (
            context.condition(facts, query, domain)
            for domain in self.domains(context.company, context.horizon)
        )
        query.add_where(among)
        return query.select(SQL("%s AS is_counted", counted), *columns)


class FactRatio(FactReader):
    """Percent of facts; with ``weight``, a field, each counts as much as it says."""

    def __init__(self, *args, weight=None, **needs):
        super().__init__(*args, **needs)
        self._weight = weight

    def measure(self, context):
        weight = SQL.identifier(self._weight) if self._weight else SQL("1")
        [row] = context.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (WHERE is_counted), count(*),
                       sum(weight) FILTER (WHERE is_counted), sum(weight)
                  FROM (%s) measured
                """,
                self._select(context, SQL("%s AS weight", weight)),
            )
        )
        return percentage(*row)


class FactMean(FactReader):
    """Mean of a field of facts."""

    def __init__(self, model, relation, field, among, **needs):
        super().__init__(model, relation, [], among, **needs)
        self._field = field

    def measure(self, context):
        [row] = context.env.execute_query(
            SQL(
                "SELECT count(value), avg(value) FROM (%s) measured",
                self._select(context, SQL("%s AS value", SQL.identifier(self._field))),
            )
        )
        return average(*row)
