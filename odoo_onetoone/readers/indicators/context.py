"""What every reader is handed: a company, its horizon and its facts, read once.

A measurement has three phases: the readers of profiles say what they count; one
statement counts all of it; then each reader makes its measurement of the totals.
Facts that are expensive to read become a table of the transaction at first use.
"""

from datetime import timedelta
from functools import cached_property

from odoo.tools import SQL
from odoo.tools.query import Query

from ...engine import periods
from ...engine.complaint_limits import RECOVERY_MONTHS, TIMELY_DAYS
from ..interactions import EMPTY as NO_CONTACTS
from ..marks.common import span_of
from ..marks.learnings import select_kept_profiles
from ..marks.segments import memberships
from ..tables import create_lookup, create_temporary
from ..who import is_generic
from .complaints import select_recoveries
from .wishes import select_wishes


class MeasureContext:
    """A company as it stood at a horizon, for readers of indicators.

    :param customers: SQL of a table shaped like the profiles
    :param readers: the readers that will measure, so that one pass over the
        customers counts for all of them
    :param keeps_tables: whether facts are kept in tables of the transaction; a
        reading that only lists its records reads them in place
    :param is_known: whether the state of that date is at hand
    """

    def __init__(
        self,
        company,
        horizon,
        customers,
        readers=(),
        keeps_tables=True,
        is_known=True,
    ):
        self.env = company.env
        self.company = company
        self.horizon = horizon
        self.customers = customers
        self._readers = list(readers)
        self._keeps_tables = keeps_tables
        self.is_known = is_known

    # ------------------------------------------------------------
    # Customers
    # ------------------------------------------------------------

    @cached_property
    def portfolio(self):
        """SQL, in brackets: the ids of the customers of the portfolio."""
        portfolio = self.select_customers(SQL("is_customer"))
        return SQL(
            "(SELECT partner_id FROM %s p)",
            self._kept("portfolio", portfolio, create_lookup),
        )

    @cached_property
    def span(self):
        """SQL, in brackets: the company and its window, shaped like the spans."""
        return span_of(self.company, self.horizon)

    @cached_property
    def members(self):
        """SQL relation of who belongs to which segment."""
        return self._kept(
            "member",
            SQL("SELECT * FROM %s member", memberships(self.env, self.span)),
            create_lookup,
        )

    @cached_property
    def kept_profiles(self):
        """SQL relation of the customers of whom something was learnt lately."""
        return self._kept(
            "kept_profile", select_kept_profiles(self.env, self.span), create_lookup
        )

    @cached_property
    def wishes(self):
        """SQL relation of the customers who said how they want to be contacted."""
        return self._kept("wish", select_wishes(self), create_lookup)

    def exists(self, rows):
        """Return whether ``rows``, SQL from FROM on, are any."""
        [[found]] = self.env.execute_query(SQL("SELECT EXISTS (SELECT %s)", rows))
        return found

    def select_customers(self, condition):
        """Return SQL, in brackets: the partner ids of some of the customers."""
        return SQL(
            "(SELECT customer.partner_id FROM %s customer"
            " WHERE customer.company_id = %s AND %s)",
            self.customers,
            self.company.id,
            condition,
        )

    def totals(self, reader):
        """Return {name: number} of what a reader of profiles counts."""
        return self._totals[reader]

    @cached_property
    def _totals(self):
        profiles = self.env["onetoone.profile"]
        query = Query(self.env, profiles._table, self.customers)
        query.add_where(
            SQL("%s = %s", SQL.identifier(query.table, "company_id"), self.company.id)
        )
        # {reader: {name: SQL of an aggregate}}
        wanted = {
            reader: reader.totals(self, query)
            for reader in self._readers
            if reader.counts_profiles
        }
        # readers that count the same share the column
        columns = list(
            dict.fromkeys(sql for row in wanted.values() for sql in row.values())
        )
        [row] = self.env.execute_query(query.select(*columns)) if columns else [()]
        numbers = dict(zip(columns, row, strict=True))
        return {
            reader: {name: numbers[sql] for name, sql in names.items()}
            for reader, names in wanted.items()
        }

    def condition(self, model, query, domain):
        """Return the SQL of a domain on the main table of ``query``."""
        return domain.optimize_full(model.sudo())._to_sql(
            model.sudo(), query.table, query
        )

    # ------------------------------------------------------------
    # Facts
    # ------------------------------------------------------------

    @cached_property
    def recovery_window(self):
        """The window, shifted back so that all its complaints could be recovered."""
        window = self.horizon.window
        return periods.Window(
            *(periods.months_before(day, RECOVERY_MONTHS) for day in window)
        )

    @cached_property
    def timely_window(self):
        """The window, shifted back so that all its complaints could be settled."""
        shift = timedelta(days=TIMELY_DAYS)
        return periods.Window(*(day - shift for day in self.horizon.window))

    @cached_property
    def complaints(self):
        """SQL relation of complaints as they stood, with hours to the closing.

        All that are open, or were closed since the recovery window began.
        """
        since = self.company._onetoone_day_start(self.recovery_window.start)
        return self._kept(
            "complaint",
            SQL(
                """
                SELECT id, partner_id, company_id, opened, closed, is_closed,
                       reopen_count, first_contact, importance, user_id, res_model,
                       res_id,
                       (extract(epoch FROM complaint.closed - complaint.opened) / 3600
                       )::double precision AS hours
                  FROM %s complaint
                 WHERE closed >= %s OR closed IS NULL
                """,
                self._sources._complaints(
                    self.company,
                    self.horizon.until,
                    self.portfolio,
                    in_bulk=True,
                    contacts=self._contacts_about_complaints,
                ),
                since,
            ),
        )

    @cached_property
    def recoveries(self):
        """SQL relation of the complaints closed in the recovery window, with whether
        the customer bought again (``is_recovered``)."""
        return self._kept("recovery", select_recoveries(self))

    @cached_property
    def contacts(self):
        """SQL relation of the personal contacts of the window with customers."""
        return self._contacts_since(self.horizon.window_since)

    @cached_property
    def contacts_to_compare(self):
        """SQL relation of the personal contacts of the window, and of those before
        it that a reader compares them with."""
        return self._contacts_since(self._compared_since)

    def _contacts_since(self, moment):
        """Return SQL, in brackets: contacts, but with generic partners."""
        return SQL(
            "(SELECT * FROM %s contact WHERE date >= %s AND NOT %s)",
            self._personal_contacts,
            moment,
            is_generic(self.env, self.company, SQL("contact.partner_id")),
        )

    @cached_property
    def mass_contacts(self):
        """SQL relation of the mass contacts of the window."""
        return self._kept(
            "mass_contact",
            SQL(
                "SELECT * FROM %s contact WHERE is_mass AND date >= %s AND date < %s",
                self._sources._interactions(self.company, self.portfolio),
                self.horizon.window_since,
                self.horizon.until,
            ),
        )

    @cached_property
    def _compared_since(self):
        days = max((reader.lookback_days(self) for reader in self._readers), default=0)
        return self.horizon.window_since - timedelta(days=days)

    @property
    def _contacts_about_complaints(self):
        """SQL relation of at least all personal contacts about complaints.

        None where no table keeps them: then they are looked up.
        """
        if not self._keeps_tables:
            return None
        return SQL(
            "(SELECT *, FALSE AS is_mass, FALSE AS is_automatic FROM %s contact)",
            self._personal_contacts,
        )

    @cached_property
    def _personal_contacts(self):
        """SQL relation of the personal contacts of the window.

        With those before it that they are compared with, and those that are about
        complaints, where they are kept: what is
        expensive to read is read once for both. Each source is read on its own:
        several processors can read some of them only, and one that they cannot read
        would keep them from all.
        """
        selects = self._sources._select_interactions(self.company, self.portfolio)
        return self._kept(
            "contact",
            SQL(" UNION ALL ").join(
                self._select_personal(contacts) for contacts in selects or [NO_CONTACTS]
            ),
        )

    def _select_personal(self, contacts):
        """Return the SELECT of the personal contacts of one source.

        The offset keeps the test for personal ones out of the joins (see
        ``staging.contacts``).
        """
        return SQL(
            """
            (SELECT id, leg, row_id, source_id, partner_id, company_id, date,
                    channel, direction, user_id, res_model, res_id
               FROM (SELECT contact.*,
                            NOT is_mass AND NOT is_automatic AS is_personal
                       FROM (%s) contact
                      WHERE %s AND date < %s
                     OFFSET '0') contact
              WHERE is_personal)
            """,
            contacts,
            self._is_kept_contact,
            self.horizon.until,
        )

    @cached_property
    def _is_kept_contact(self):
        """SQL condition: the contact is compared, or is about a complaint."""
        in_window = SQL("date >= %s", self._compared_since)
        complaints = self._sources._ready("complaint", self.company)
        if not (self._keeps_tables and complaints):
            return in_window
        models = tuple(complaints.mapped("model"))
        return SQL("(%s OR res_model IN %s)", in_window, models)

    @cached_property
    def purchases(self):
        """SQL relation of the purchases since the recovery window began."""
        return self._kept(
            "purchase",
            SQL(
                """
                SELECT id, partner_id, company_id, date, amount, is_refund, user_id,
                       res_model, res_id
                  FROM %s purchase
                 WHERE date >= %s AND date < %s
                """,
                self.env["onetoone.source"]._purchases(self.company),
                self.recovery_window.start,
                self.horizon.as_of,
            ),
        )

    @cached_property
    def satisfactions(self):
        """SQL relation of the ratings of customers."""
        return self.env["onetoone.source"]._satisfactions(self.company)

    def is_ready(self, kind):
        """Return whether a source of this kind can be read."""
        return kind in self._ready_kinds

    @cached_property
    def _ready_kinds(self):
        kinds = {kind for reader in self._readers for kind in reader.source_kinds}
        sources = self.env["onetoone.source"]
        return {kind for kind in kinds if sources._ready(kind, self.company)}

    @cached_property
    def _sources(self):
        """The sources, to be read for everybody or where they are."""
        return self.env["onetoone.source"].with_context(
            onetoone_in_bulk=self._keeps_tables
        )

    def _kept(self, name, select, create=create_temporary):
        """Return SQL of a table of the transaction with the rows of ``select``."""
        if not self._keeps_tables:
            return SQL("(%s)", select)
        table = SQL.identifier(f"onetoone_measured_{name}")
        create(self.env, table, select)
        return table
