"""Cases made of purchases: their texts, offers, deliveries and invoices."""

from odoo.tools import SQL

from ..marks.lines import LINES
from ..paths import flushed
from .cases import CaseReader, case_columns
from .measurement import NO_SOURCE

# documents of purchases with a text of their own
DOCUMENT_TEXTS = {"account.move": "narration", "sale.order": "note"}


class NeedsLines:
    """A reader of what invoices and orders carry: opportunities carry nothing."""

    def missing_reason(self, context):
        sources = context.env["onetoone.source"]._ready("purchase", context.company)
        if not set(sources.mapped("model")) & LINES.keys():
            return NO_SOURCE
        return super().missing_reason(context)


class DocumentCases(NeedsLines, CaseReader):
    """Percent of invoices or orders."""


def purchases_of_window(context):
    """Return SQL, in brackets: the purchases of the window that are no refunds."""
    return SQL(
        "(SELECT * FROM %s purchase WHERE date >= %s AND date < %s AND NOT is_refund)",
        context.purchases,
        context.horizon.window.start,
        context.horizon.as_of,
    )


def purchase_cases(context, marked, condition):
    """Return the SELECT of the purchases of the window as cases.

    :param marked: SELECT of the model and id of the documents that are counted
    :param condition: SQL of which purchases are meant
    """
    return SQL(
        """
        SELECT %s
          FROM %s purchase
          LEFT JOIN (SELECT DISTINCT res_model, res_id FROM (%s) one) marked
                 ON marked.res_model = purchase.res_model
                AND marked.res_id = purchase.res_id
         WHERE %s
        """,
        case_columns(
            context,
            SQL("purchase.res_model"),
            SQL("purchase.res_id"),
            SQL("marked.res_id IS NOT NULL"),
            partner_id=SQL("purchase.partner_id"),
            date=SQL("purchase.date::timestamp"),
            user_id=SQL("purchase.user_id"),
        ),
        purchases_of_window(context),
        marked,
        condition,
    )


def documents_with_text(context):
    """Purchases; counted with a text that no other document carries (C-C07)."""
    marked = [
        SQL(
            """
            SELECT %(model)s AS res_model, min(document.id) AS res_id
              FROM %(table)s document
             WHERE regexp_replace(COALESCE(document.%(column)s, ''),
                                  '<[^>]*>', '', 'g') ~ '[[:alnum:]]'
             GROUP BY document.%(column)s HAVING count(*) = 1%(flush)s
            """,
            model=model,
            table=SQL.identifier(context.env[model]._table),
            column=SQL.identifier(column),
            flush=flushed(context.env[model], column),
        )
        for model, column in DOCUMENT_TEXTS.items()
        if model in context.env
    ]
    return purchase_cases(context, _all_of(marked), SQL("TRUE"))


def special_offers(context):
    """Purchases of class A; counted with a discount or a reward (C-C13)."""
    env = context.env
    marked = []
    if "sale.order" in env:
        lines = env["sale.order.line"]
        reward = SQL("FALSE")
        if "reward_id" in lines._fields:
            reward = SQL("reward_id IS NOT NULL%s", flushed(lines, "reward_id"))
        marked.append(
            SQL(
                "SELECT 'sale.order' AS res_model, order_id AS res_id"
                " FROM sale_order_line WHERE discount > 0 OR %s%s",
                reward,
                flushed(lines, "order_id", "discount"),
            )
        )
    if "account.move" in env:
        marked.append(
            SQL(
                "SELECT 'account.move' AS res_model, move_id AS res_id"
                " FROM account_move_line WHERE discount > 0%s",
                flushed(env["account.move.line"], "move_id", "discount"),
            )
        )
    return purchase_cases(
        context,
        _all_of(marked),
        SQL("purchase.partner_id IN %s", context.select_customers(SQL("abc = 'a'"))),
    )


def deliveries(context):
    """Orders delivered in the window that promised a day; counted if kept (C-C21)."""
    return SQL(
        """
        SELECT %s
          FROM sale_order sale
          JOIN res_partner buyer ON buyer.id = sale.partner_id
         WHERE sale.state = 'sale' AND sale.commitment_date IS NOT NULL
           AND sale.effective_date >= %s AND sale.effective_date < %s
           AND sale.company_id IN %s%s
        """,
        case_columns(
            context,
            "sale.order",
            SQL("sale.id"),
            SQL("sale.effective_date <= sale.commitment_date"),
            partner_id=SQL("buyer.commercial_partner_id"),
            date=SQL("sale.commitment_date"),
            ended=SQL("sale.effective_date"),
            user_id=SQL("sale.user_id"),
        ),
        context.horizon.window_since,
        context.horizon.until,
        tuple(context.company._onetoone_branches().ids),
        flushed(
            context.env["sale.order"],
            "state",
            "commitment_date",
            "effective_date",
            "partner_id",
            "company_id",
            "user_id",
        ),
    )


def _all_of(selects):
    return SQL(" UNION ALL ").join(selects)
