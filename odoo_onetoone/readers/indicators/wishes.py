"""Readers of what customers wish of our contacts, and of our guidelines for them.

Both are known for now: contacts of the window are held against what is wished today.
"""

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import contact_rules
from ..contact_gaps import sent_contacts
from ..paths import flushed
from .cases import CaseReader
from .shown_contacts import contact_cases

WITH_KNOWN_WISHES = Domain("preferred_channel", "!=", False) & Domain(
    "preferred_interval_days", "!=", False
)


def select_wishes(context):
    """Return the SELECT of the customers who said how they want to be contacted.

    Columns: partner_id, is_active, channel, interval_days, permission.
    """
    return SQL(
        """
        SELECT customer.partner_id, customer.is_active,
               partner.onetoone_preferred_channel AS channel,
               partner.onetoone_preferred_interval_days AS interval_days,
               partner.onetoone_permission AS permission
          FROM %s customer
          JOIN res_partner partner ON partner.id = customer.partner_id
         WHERE customer.company_id = %s
           AND (partner.onetoone_preferred_channel IS NOT NULL
                OR partner.onetoone_preferred_interval_days IS NOT NULL
                OR partner.onetoone_permission IS NOT NULL)%s
        """,
        context.customers,
        context.company.id,
        flushed(
            context.env["res.partner"],
            "onetoone_preferred_channel",
            "onetoone_preferred_interval_days",
            "onetoone_permission",
        ),
    )


def has_wishes(context):
    """Whether a customer said how he wants to be contacted."""
    return context.exists(SQL("FROM %s wish", context.wishes))


def with_known_wishes(context):
    """Return SQL, in brackets: customers whose channel and interval are known."""
    return SQL(
        "(SELECT partner_id FROM %s wish"
        " WHERE channel IS NOT NULL AND interval_days IS NOT NULL)",
        context.wishes,
    )


class KeptIntervals(CaseReader):
    """Percent of contacts that kept to rules, among them intervals.

    The first contact of the window is compared with the last one before it.

    :param longest: function from the context to the SELECT of the longest interval
    """

    def __init__(self, select, longest, **needs):
        super().__init__(
            select, source_kinds=["interaction"], has_history=False, **needs
        )
        self._longest = longest

    def lookback_days(self, context):
        if not context.is_known:
            return 0
        [[days]] = context.env.execute_query(self._longest(context))
        return min(days or 0, contact_rules.LONGEST_INTERVAL_DAYS)


# ------------------------------------------------------------
# The customer's wishes
# ------------------------------------------------------------


def longest_wish(context):
    """Return the SELECT of the most days a customer wants between two contacts."""
    return SQL("SELECT max(interval_days) FROM %s wish", context.wishes)


def contacts_with_wishes(context):
    """Return the SELECT of our contacts with active customers who wish something.

    Counted are those in the preferred channel that kept the interval, or are part of
    a dialogue; none with a customer who wants no contact (C-X14, C-X15).
    """
    wishes = SQL(
        """
        (SELECT * FROM %s wish
          WHERE is_active
            AND (channel IS NOT NULL OR interval_days IS NOT NULL
                 OR permission = %s))
        """,
        context.wishes,
        contact_rules.REFUSED,
    )
    contacts = SQL(
        """
        (SELECT contact.*, wish.channel AS wished_channel, wish.interval_days,
                wish.permission
           FROM %s contact
           JOIN %s wish ON wish.partner_id = contact.partner_id)
        """,
        context.contacts_to_compare,
        wishes,
    )
    return contact_cases(
        context,
        SQL(
            """(contact.permission IS DISTINCT FROM %s
                AND COALESCE(contact.channel = contact.wished_channel, TRUE)
                AND COALESCE(contact.days >= contact.interval_days, TRUE))""",
            contact_rules.REFUSED,
        ),
        SQL("contact.date >= %s", context.horizon.window_since),
        sent_contacts(context.company, contacts, SQL("partner_id")),
    )


# ------------------------------------------------------------
# The segments' guidelines
# ------------------------------------------------------------


def longest_guideline(context):
    """Return the SELECT of the most days a guideline leaves between two contacts."""
    return SQL("SELECT max(interval_days) FROM %s rule", _rules(context))


def contacts_with_guidelines(context):
    """Return the SELECT of our contacts with members of segments, by channels that
    these have a guideline for; counted are those that followed all of them (C-C20).
    """
    contacts = SQL(
        """
        (SELECT * FROM %s contact
          WHERE partner_id IN (SELECT member.partner_id FROM %s member))
        """,
        context.contacts_to_compare,
        context.members,
    )
    sent = SQL(
        """
        (SELECT contact.*, rule.interval_days, rule.needs_permission,
                COALESCE(wish.permission = %s
                         OR wish.permission = %s AND wish.channel = contact.channel,
                         FALSE) AS is_permitted
           FROM %s contact
           JOIN %s rule ON rule.partner_id = contact.partner_id
                       AND rule.channel = contact.channel
           LEFT JOIN %s wish ON wish.partner_id = contact.partner_id)
        """,
        contact_rules.GRANTED,
        contact_rules.PREFERRED,
        sent_contacts(context.company, contacts, SQL("partner_id, channel")),
        _rules(context),
        context.wishes,
    )
    return contact_cases(
        context,
        SQL(
            """((contact.is_permitted OR NOT contact.needs_permission)
                AND COALESCE(contact.days >= contact.interval_days, TRUE))"""
        ),
        SQL("contact.date >= %s", context.horizon.window_since),
        sent,
    )


def _rules(context):
    """Return SQL, in brackets: what the guidelines demand for a customer by channel.

    Columns: partner_id, channel, interval_days (the longest of his segments),
    needs_permission.
    """
    return SQL(
        """
        (SELECT member.partner_id, guideline.channel,
                max(guideline.min_interval_days) AS interval_days,
                bool_or(guideline.needs_permission IS TRUE) AS needs_permission
           FROM %s member
           JOIN onetoone_segment_guideline guideline
                ON guideline.segment_id = member.segment_id
          WHERE guideline.min_interval_days IS NOT NULL
             OR guideline.needs_permission
          GROUP BY member.partner_id, guideline.channel%s)
        """,
        context.members,
        flushed(
            context.env["onetoone.segment.guideline"],
            "segment_id",
            "channel",
            "min_interval_days",
            "needs_permission",
        ),
    )
