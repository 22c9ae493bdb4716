"""How some customers stand with a company: whether they bought, and whose they are."""

from typing import NamedTuple

from odoo.tools import SQL

from .paths import flushed

# the columns of wishes, by the wish that a topic may stand for
WISH_COLUMNS = {
    "channel": "onetoone_preferred_channel",
    "interval": "onetoone_preferred_interval_days",
    "permission": "onetoone_permission",
}


class Standing(NamedTuple):
    """``users`` are responsible, ``wishes`` are known; a prospect is no customer."""

    is_customer: bool = False
    users: frozenset[int] = frozenset()
    segments: frozenset[int] = frozenset()
    wishes: frozenset[str] = frozenset()


def standings(company, customers):
    """Return the :class:`Standing` of each customer with a root company, by id."""
    if not customers:
        return {}
    env = customers.env
    rows = env.execute_query(
        SQL(
            """
            SELECT customer.id, COALESCE(profile.is_customer, FALSE),
                   ARRAY[profile.user_id, customer.user_id],
                   ARRAY(
                       SELECT member.segment_id FROM onetoone_segment_member member
                        WHERE member.partner_id = customer.id
                          AND member.company_id = %(company)s
                          AND member.date_to IS NULL
                   ),
                   ARRAY[%(wishes)s]
              FROM res_partner customer
              LEFT JOIN onetoone_profile profile
                     ON profile.partner_id = customer.id
                    AND profile.company_id = %(company)s
             WHERE customer.id IN %(customers)s%(flush)s
            """,
            company=company.id,
            customers=tuple(customers.ids),
            wishes=SQL(", ").join(
                SQL("CASE WHEN customer.%s IS NOT NULL THEN %s END", column, wish)
                for wish, column in _wish_columns()
            ),
            flush=SQL(
                "%s%s%s",
                flushed(
                    env["onetoone.profile"],
                    "partner_id",
                    "company_id",
                    "is_customer",
                    "user_id",
                ),
                flushed(env["res.partner"], "user_id", *WISH_COLUMNS.values()),
                flushed(
                    env["onetoone.segment.member"],
                    "partner_id",
                    "company_id",
                    "segment_id",
                    "date_to",
                ),
            ),
        )
    )
    return {
        customer: Standing(
            is_customer,
            frozenset(user for user in users if user),
            frozenset(segments),
            frozenset(wish for wish in wishes if wish),
        )
        for customer, is_customer, users, segments, wishes in rows
    }


def _wish_columns():
    for wish, column in WISH_COLUMNS.items():
        yield wish, SQL.identifier(column)
