"""The customer list of the evidence: every profile of a company."""

from odoo.fields import Domain

from .profile_rows import ProfileRows
from .report import (
    BOOLEAN,
    DATE,
    DATETIME,
    INTEGER,
    MONEY,
    PERCENT,
    TEXT,
    Column,
    Sheet,
)


def customers_sheet(env, company, zone):
    """Return the sheet of all customers of a company.

    :param zone: pytz zone of the reader's clock
    """
    columns = _columns(env, company.currency_id.name)
    in_company = Domain("company_id", "=", company.id)
    return Sheet(
        name=env._("Customers"),
        columns=columns,
        rows=ProfileRows(env, in_company, columns, zone),
        is_list=True,
    )


def _columns(env, currency):
    """Return the columns, with keys of ``ProfileRows``."""

    def in_currency(label):
        return f"{label} ({currency})"

    return [
        Column("partner_id.name", env._("Customer"), TEXT, 34),
        Column("partner_id.ref", env._("Reference"), TEXT, 14),
        Column("is_customer", env._("In portfolio"), BOOLEAN, 10),
        Column("abc", env._("Class"), TEXT, 9),
        Column("rfm", env._("RFM"), TEXT, 8),
        Column("r_score", env._("R"), INTEGER, 6),
        Column("f_score", env._("F"), INTEGER, 6),
        Column("m_score", env._("M"), INTEGER, 6),
        Column("monetary", in_currency(env._("Value")), MONEY, 15),
        Column("margin", in_currency(env._("Margin")), MONEY, 15),
        Column("frequency", env._("Purchases"), INTEGER, 11),
        Column("first_purchase", env._("First purchase"), DATE, 13),
        Column("last_purchase", env._("Last purchase"), DATE, 13),
        Column("recency_days", env._("Recency (days)"), INTEGER, 10),
        Column("recent_amount", in_currency(env._("Recent value")), MONEY, 15),
        Column("previous_amount", in_currency(env._("Previous value")), MONEY, 15),
        Column("change_ratio", env._("Recent ÷ previous (%)"), PERCENT, 12),
        Column("lifetime_orders", env._("Purchases ever"), INTEGER, 11),
        Column("lifetime_amount", in_currency(env._("Value ever")), MONEY, 16),
        Column("last_contact", env._("Last contact"), DATETIME, 17),
        Column("contact_count_window", env._("Contacts in window"), INTEGER, 11),
        Column("channel_count", env._("Channels"), INTEGER, 10),
        Column("is_two_way", env._("Two-way"), BOOLEAN, 9),
        Column("is_reachable", env._("Reachable"), BOOLEAN, 11),
        Column("user_id.name", env._("Responsible"), TEXT, 24),
    ]
