"""Marks of facts: SELECTs of the ids of interactions and purchases."""

from odoo.tools import SQL

from ..paths import flushed
from .common import personal_contacts, spans

# listening after a sale happens within this many days (C-I13)
AFTER_SALE_DAYS = 30
# a refund this many times the customer's usual purchase is unusual (C-D16)
UNUSUAL_REFUND = 2
# documents of contacts that may carry a written outcome, and where it stands
WRITTEN_OUTCOMES = {
    "calendar.event": "description",
    "mail.activity": "feedback",
    "crm.phonecall": "description",
}
# documents of purchases with a text of their own
DOCUMENT_TEXTS = {"account.move": "narration", "sale.order": "note"}


# ------------------------------------------------------------
# Interactions
# ------------------------------------------------------------


def is_written_up(env):
    """Meetings and calls whose outcome was written down (C-X08)."""
    tests = [
        SQL(
            """(contact.res_model = %s AND EXISTS (
                SELECT FROM %s document
                 WHERE document.id = contact.res_id
                   AND %s ~ '[[:alnum:]]')%s)""",
            name,
            SQL.identifier(env[name]._table),
            _plain_text(SQL.identifier("document", column)),
            flushed(env[name], column),
        )
        for name, column in WRITTEN_OUTCOMES.items()
        if name in env
    ]
    return SQL(
        "SELECT contact.id FROM %s contact"
        " WHERE contact.channel IN ('meeting', 'phone') AND (%s)",
        personal_contacts(env),
        SQL(" OR ").join(tests),
    )


def continues_conversation(env):
    """Personal contacts about a document that was talked about before (C-X12).

    A message on the card of the customer itself continues nothing in particular.
    """
    return SQL(
        """
        SELECT id
          FROM (SELECT id, date,
                       min(date) OVER (PARTITION BY company_id, partner_id,
                                                    res_model, res_id) AS first_date
                  FROM %s contact
                 WHERE NOT is_mass AND NOT is_automatic
                   AND res_model != 'res.partner') talk
         WHERE date > first_date
        """,
        env["onetoone.source"]._interactions(),
    )


def was_opened(env):
    """Mass mails that the customer opened (C-X23)."""
    return _traced(env, ("open", "reply"))


def was_replied(env):
    """Mass mails that the customer replied to (C-X23)."""
    return _traced(env, ("reply",))


def _traced(env, states):
    if "mailing.trace" not in env:
        return SQL("SELECT NULL::bigint WHERE FALSE")
    return SQL(
        """
        SELECT contact.id
          FROM %s contact
          JOIN onetoone_source source ON source.id = contact.source_id
          JOIN mailing_trace trace ON trace.id = contact.row_id
         WHERE contact.is_mass AND source.model = 'mailing.trace'
           AND trace.trace_status IN %s%s
        """,
        env["onetoone.source"]._interactions(),
        states,
        flushed(env["mailing.trace"], "trace_status"),
    )


# ------------------------------------------------------------
# Purchases
# ------------------------------------------------------------


def is_followed_up(env):
    """Purchases after which somebody other than the seller listened (C-I13)."""
    return SQL(
        """
        SELECT purchase.id
          FROM %(purchases)s purchase
          JOIN %(contacts)s contact
               ON contact.company_id = purchase.company_id
              AND contact.partner_id = purchase.partner_id
              AND contact.date >= purchase.date + 1
              AND contact.date < purchase.date + 1 + %(days)s
              AND contact.user_id != purchase.user_id
        """,
        purchases=_purchases(env),
        contacts=personal_contacts(env),
        days=AFTER_SALE_DAYS,
    )


def is_unusual_refund(env):
    """Refunds of twice the customer's usual purchase or more (C-D16)."""
    purchases = env["onetoone.source"]._purchases()
    return SQL(
        """
        SELECT refund.id
          FROM %(purchases)s refund
          JOIN (SELECT partner_id, company_id,
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS amount
                  FROM %(purchases)s purchase
                 WHERE NOT is_refund AND amount > 0
                 GROUP BY partner_id, company_id) usual
               USING (partner_id, company_id)
         WHERE refund.is_refund AND -refund.amount >= %(times)s * usual.amount
        """,
        purchases=purchases,
        times=UNUSUAL_REFUND,
    )


def has_own_text(env):
    """Purchases whose document carries a text that no other one carries (C-C07)."""
    tests = [
        SQL(
            """
            SELECT purchase.id
              FROM %(purchases)s purchase
              JOIN %(table)s document ON document.id = purchase.res_id
             WHERE purchase.res_model = %(model)s
               AND %(text)s ~ '[[:alnum:]]'
               AND document.%(column)s NOT IN (
                   SELECT other.%(column)s FROM %(table)s other
                    WHERE other.%(column)s IS NOT NULL
                    GROUP BY other.%(column)s HAVING count(*) > 1)%(flush)s
            """,
            purchases=_purchases(env),
            table=SQL.identifier(env[model]._table),
            model=model,
            column=SQL.identifier(column),
            text=_plain_text(SQL.identifier("document", column)),
            flush=flushed(env[model], column),
        )
        for model, column in DOCUMENT_TEXTS.items()
        if model in env
    ]
    return SQL(" UNION ALL ").join(tests or [SQL("SELECT NULL::bigint WHERE FALSE")])


def has_special_offer(env):
    """Purchases with a discount or a reward on one of their lines (C-C13)."""
    tests = []
    if "sale.order" in env:
        lines = env["sale.order.line"]
        reward = (
            SQL("OR line.reward_id IS NOT NULL%s", flushed(lines, "reward_id"))
            if "reward_id" in lines._fields
            else SQL()
        )
        tests.append(
            SQL(
                """(purchase.res_model = 'sale.order' AND EXISTS (
                    SELECT FROM sale_order_line line
                     WHERE line.order_id = purchase.res_id
                       AND (line.discount > 0 %s))%s)""",
                reward,
                flushed(lines, "order_id", "discount"),
            )
        )
    if "account.move" in env:
        tests.append(
            SQL(
                """(purchase.res_model = 'account.move' AND EXISTS (
                    SELECT FROM account_move_line line
                     WHERE line.move_id = purchase.res_id AND line.discount > 0)%s)""",
                flushed(env["account.move.line"], "move_id", "discount"),
            )
        )
    return SQL(
        "SELECT purchase.id FROM %s purchase WHERE %s",
        _purchases(env),
        SQL(" OR ").join(tests or [SQL("FALSE")]),
    )


def _purchases(env):
    """Return SQL, in brackets: the purchases of each company's window."""
    return SQL(
        """
        (SELECT purchase.* FROM %s purchase
           JOIN %s span ON span.company_id = purchase.company_id
          WHERE purchase.date >= span.since AND purchase.date < span.as_of
            AND NOT purchase.is_refund)
        """,
        env["onetoone.source"]._purchases(),
        spans(env),
    )


def _plain_text(column):
    """Return SQL of a text without its HTML tags."""
    return SQL("regexp_replace(COALESCE(%s, ''), '<[^>]*>', '', 'g')", column)
