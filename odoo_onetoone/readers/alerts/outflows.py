"""Causes that single documents tell: unusually large outflows (C-D16)."""

from datetime import timedelta

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine.alerts import kinds, outflow
from ..paths import flushed, path_to_sql
from .causes import cause
from .scene import PURCHASES

ORDER = "sale.order"


def since(scene):
    """Return the first day of those whose outflows are reported."""
    return scene.as_of - timedelta(days=outflow.OUTFLOW_DAYS)


def select_outflows(scene, cancelled):
    """Credit notes and cancelled orders of three usual purchases or more.

    :param cancelled: SQL SELECT of partner_id, date, amount, res_model, res_id
    """
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT partner_id, date, -amount AS amount, res_model, res_id,
                       TRUE AS is_refund
                  FROM %(purchases)s refund
                 WHERE is_refund AND date >= %(since)s
                 UNION ALL
                SELECT partner_id, date, amount, res_model, res_id, FALSE
                  FROM (%(cancelled)s) cancelled) document
          JOIN %(customers)s customer USING (partner_id)
          CROSS JOIN LATERAL (
               SELECT count(*) AS purchases,
                      (percentile_disc(0.5) WITHIN GROUP (ORDER BY amount)
                       + percentile_disc(0.5) WITHIN GROUP (ORDER BY amount DESC))
                      / 2 AS amount
                 FROM %(purchases)s purchase
                WHERE purchase.partner_id = document.partner_id
                  AND purchase.date < document.date
                  AND NOT purchase.is_refund AND purchase.amount > 0) usual
         WHERE customer.is_customer AND usual.purchases >= %(minimum)s
           AND document.amount >= %(times)s * usual.amount
        """,
        columns=cause(
            kinds.UNUSUAL_OUTFLOW,
            partner_id=SQL("partner_id"),
            res_model=SQL("document.res_model"),
            res_id=SQL("document.res_id"),
            user_id=SQL("customer.user_id"),
            amount_at_stake=SQL("document.amount"),
            details={
                "date": SQL("document.date"),
                "amount": SQL("document.amount"),
                "usual": SQL("round(usual.amount, 2)"),
                "is_refund": SQL("document.is_refund"),
            },
        ),
        purchases=PURCHASES,
        since=since(scene),
        cancelled=cancelled,
        customers=scene.customers,
        minimum=outflow.MINIMUM_PURCHASES,
        times=outflow.USUAL_MULTIPLE,
    )


NONE_CANCELLED = SQL(
    "SELECT NULL::integer AS partner_id, NULL::date AS date, NULL::numeric AS amount,"
    " NULL::varchar AS res_model, NULL::integer AS res_id WHERE FALSE"
)


def select_cancelled(scene):
    """Return the SELECT of the orders cancelled lately, where there are orders.

    The tracking of the state tells when an order was cancelled and whether it had been
    confirmed: a refused quotation took nothing away. Without a tracked change neither
    is known: then any cancelled order counts, on its own date.
    """
    if ORDER not in scene.env:
        return NONE_CANCELLED
    model = scene.env[ORDER].sudo().with_context(active_test=False)
    moment = scene.company._onetoone_day_start(since(scene))
    query = model._search(
        # whatever was cancelled since then was written since then
        Domain("state", "=", "cancel")
        & Domain("write_date", ">=", moment)
        & Domain("company_id", "in", scene.company._onetoone_branches().ids),
        bypass_access=True,
    )
    orders = query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL(
            "%s AS partner_id",
            path_to_sql(model, query, "partner_id.commercial_partner_id"),
        ),
        SQL("%s AS ordered", path_to_sql(model, query, "date_order")),
        SQL(
            "round((%s / NULLIF(%s, 0))::numeric, %s) AS amount",
            path_to_sql(model, query, "amount_untaxed"),
            path_to_sql(model, query, "currency_rate"),
            scene.company.currency_id.decimal_places,
        ),
    )
    return SQL(
        """
        SELECT partner_id, date, amount, %(model)s::varchar AS res_model,
               id AS res_id
          FROM (SELECT document.id, document.partner_id, document.amount,
                       %(day)s AS date
                  FROM (%(orders)s) document
                  LEFT JOIN (%(changes)s) change ON change.res_id = document.id
                 WHERE change.res_id IS NULL OR change.was_confirmed) cancelled
         WHERE date >= %(since)s AND date < %(as_of)s AND amount > 0
        """,
        model=ORDER,
        day=scene.day(SQL("COALESCE(change.cancelled, document.ordered)")),
        orders=orders,
        changes=_select_changes(model, query),
        since=since(scene),
        as_of=scene.as_of,
    )


def _select_changes(model, query):
    """When each order was cancelled at last, and whether it had been confirmed.

    The tracking keeps the name of a state in the language of who changed it.
    """
    env = model.env
    field = env["ir.model.fields"]._get(ORDER, "state")
    return SQL(
        """
        SELECT message.res_id,
               max(message.date) FILTER (WHERE change.new_value_char IN %(cancelled)s)
                   AS cancelled,
               bool_or(change.old_value_char IN %(confirmed)s
                       OR change.new_value_char IN %(confirmed)s) AS was_confirmed
          FROM mail_tracking_value change
          JOIN mail_message message ON message.id = change.mail_message_id
         WHERE change.field_id = %(field)s AND message.model = %(model)s
           AND message.res_id IN %(orders)s
         GROUP BY message.res_id%(flush)s
        """,
        cancelled=_names(field, "cancel"),
        confirmed=_names(field, "sale"),
        field=field.id,
        model=ORDER,
        orders=query.subselect(),
        flush=SQL(
            "%s%s",
            flushed(
                env["mail.tracking.value"],
                "field_id",
                "old_value_char",
                "new_value_char",
                "mail_message_id",
            ),
            flushed(env["mail.message"], "model", "res_id", "date"),
        ),
    )


def _names(field, value):
    """Return the SELECT, in brackets, of the names of a state in all languages."""
    return SQL(
        """
        (SELECT name.value
           FROM ir_model_fields_selection selection
          CROSS JOIN jsonb_each_text(selection.name) name
          WHERE selection.field_id = %s AND selection.value = %s)
        """,
        field.id,
        value,
    )
