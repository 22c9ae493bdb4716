"""Readers that count cases: what no domain on an existing model can express.

A case is one row made for one indicator: an order that repeats a configuration, a
wait for an answer, a complaint that was followed by a purchase. The reading opens
the same rows that were counted, through the model ``onetoone.case``.
"""

from odoo.fields import Domain
from odoo.tools import SQL

from .base import Reader
from .measurement import average, percentage

EMPTY = SQL(
    """
    SELECT NULL::bigint AS id, NULL::integer AS partner_id,
           NULL::integer AS company_id, NULL::timestamp AS date,
           NULL::timestamp AS ended, NULL::double precision AS hours,
           NULL::numeric AS weight, NULL::boolean AS is_counted,
           NULL::integer AS user_id, NULL::varchar AS res_model,
           NULL::integer AS res_id
     WHERE FALSE
    """
)
DEFAULTS = {
    "partner_id": SQL("NULL::integer"),
    "date": SQL("NULL::timestamp"),
    "ended": SQL("NULL::timestamp"),
    "hours": SQL("NULL::double precision"),
    "weight": SQL("1::numeric"),
    "user_id": SQL("NULL::integer"),
}


class CaseReader(Reader):
    """Percent of cases, each counting as much as its weight.

    :param select: function from the context to the SELECT of the cases, with the
        columns of ``EMPTY`` (see :func:`case_columns`)
    """

    model = "onetoone.case"

    def __init__(self, select, lists_profiles=False, **needs):
        super().__init__(**needs)
        self.select = select
        self.lists_profiles = lists_profiles

    def domains(self, company, horizon):
        among = Domain("company_id", "=", company.id)
        return among & Domain("is_counted", "=", True), among

    def measure(self, context):
        [row] = context.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (WHERE is_counted), count(*),
                       sum(weight) FILTER (WHERE is_counted), sum(weight)
                  FROM (%s) measured
                """,
                self.select(context),
            )
        )
        return percentage(*row)


class CaseMean(CaseReader):
    """Mean of a column of cases.

    :param factor: what it is multiplied by
    """

    def __init__(self, select, column, factor=1, **needs):
        super().__init__(select, **needs)
        self._column = column
        self._factor = factor

    def measure(self, context):
        [[count, mean]] = context.env.execute_query(
            SQL(
                "SELECT count(*), avg(%s) * %s FROM (%s) measured",
                SQL.identifier(self._column),
                self._factor,
                self.select(context),
            )
        )
        return average(count, mean)


def case_columns(context, document, res_id, is_counted, leg=0, **columns):
    """Return the SQL of the columns of a case.

    :param document: model of the document the case opens, or SQL of it
    :param res_id: SQL of its id, which with ``leg`` is the id of the case
    :param columns: SQL of further columns of a case
    """
    offset = leg << 38
    named = {
        "id": SQL("%s::bigint + %s", offset, res_id),
        "company_id": SQL("%s::integer", context.company.id),
        "is_counted": is_counted,
        "res_model": SQL("(%s)::varchar", document),
        "res_id": SQL("(%s)::integer", res_id),
        **DEFAULTS,
        **columns,
    }
    return SQL(", ").join(
        SQL("%s AS %s", sql, SQL.identifier(name))
        for name, sql in sorted(named.items())
    )
