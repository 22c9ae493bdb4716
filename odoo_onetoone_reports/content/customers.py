"""The customer list: every profile of a company, page by page."""

from odoo.fields import Domain
from odoo.tools import SQL

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

# rows in memory at a time
PAGE_SIZE = 2000


def customers_sheet(env, company, refresh, zone):
    """Return the sheet of all customers of a company.

    :param zone: pytz zone of the reader's clock
    """
    columns = _columns(env, company.currency_id.name)
    return Sheet(
        name=env._("Customers"),
        columns=columns,
        rows=_Pages(env, company, refresh, columns, zone).rows(),
        is_list=True,
    )


def _columns(env, currency):
    """Return the columns; the key is the field of the profile, or ``_Pages._sql``."""

    def in_currency(label):
        return f"{label} ({currency})"

    return [
        Column("partner_name", env._("Customer"), TEXT, 34),
        Column("partner_ref", env._("Reference"), TEXT, 14),
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
        Column("user_name", env._("Responsible"), TEXT, 24),
    ]


class _Pages:
    """The profiles of a company by value, read in pages of final values.

    Records would cost twenty times the time of these rows.
    """

    def __init__(self, env, company, refresh, columns, zone):
        self.profiles = env["onetoone.profile"]
        self.in_company = Domain("company_id", "=", company.id)
        self.as_of = refresh.as_of or None
        self.columns = columns
        self.zone = zone

    def rows(self):
        """Yield a row of values for each profile.

        A page starts after the last profile of the page before: an offset would
        count from the start each time.
        """
        page = self._page(Domain.TRUE)
        while page:
            yield from (values for _id, *values in page)
            last_id, *_values = page[-1]
            page = self._page(_tied_with(last_id)) or self._page(_below(last_id))

    def _page(self, position):
        # a search as the user: the record rules are in the query
        query = self.profiles._search(
            self.in_company & position, limit=PAGE_SIZE, order="monetary desc, id"
        )
        columns = [self._sql(column.key, query) for column in self.columns]
        record_id = SQL.identifier(query.table, "id")
        return self.profiles.env.execute_query(query.select(record_id, *columns))

    def _sql(self, key, query):
        match key:
            case "partner_name":
                return self._field_of("partner_id", "name", query)
            case "partner_ref":
                return self._field_of("partner_id", "ref", query)
            case "user_name":
                return self._field_of("user_id", "name", query)
            case "abc":
                return self._label(key, query)
            case "recency_days":
                last_purchase = self._field("last_purchase", query)
                return SQL("%s::date - %s", self.as_of, last_purchase)
            case "last_contact":
                return SQL(
                    "%s AT TIME ZONE 'UTC' AT TIME ZONE %s",
                    self._field(key, query),
                    self.zone.zone,
                )
        return self._field(key, query)

    def _field(self, name, query):
        return self.profiles._field_to_sql(query.table, name, query)

    def _field_of(self, many2one, name, query):
        """Return the field of a linked record.

        Who may see the profile may see whose it is: no rule of the other model.
        """
        field = self.profiles._fields[many2one]
        model, alias = field.join(self.profiles, query.table, query)
        return model._field_to_sql(alias, name, query)

    def _label(self, name, query):
        """Return the translated label of a selection."""
        selection = self.profiles._fields[name]._description_selection(
            self.profiles.env
        )
        return SQL(
            "CASE %s %s END",
            self._field(name, query),
            SQL(" ").join(
                SQL("WHEN %s THEN %s", value, label) for value, label in selection
            ),
        )


def _tied_with(profile_id):
    """Return the domain of the later profiles with the value of a profile."""
    return _compared("=", profile_id) & Domain("id", ">", profile_id)


def _below(profile_id):
    return _compared("<", profile_id)


def _compared(operator, profile_id):
    # compared in the database: the exact value would not survive as a float
    def to_sql(model, alias, query):
        return SQL(
            "%s %s (SELECT monetary FROM onetoone_profile WHERE id = %s)",
            SQL.identifier(alias, "monetary"),
            SQL(operator),
            profile_id,
        )

    return Domain.custom(to_sql=to_sql)
