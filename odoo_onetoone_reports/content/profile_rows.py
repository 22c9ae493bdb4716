"""Customer profiles as rows of plain values, streamed out of the database."""

from uuid import uuid4

from odoo.tools import SQL

# rows in memory at a time
PAGE_SIZE = 2000
ORDER = "monetary desc, id"


class ProfileRows:
    """The profiles of a domain by value, which the rules of the user narrow down.

    Records would cost twenty times the time of these rows. A column's key is a field
    of the profile, or a path to one of a linked record; what the database cannot tell
    is read through records, page by page.
    """

    def __init__(self, env, domain, columns, zone):
        """
        :param columns: list of ``Column``
        :param zone: pytz zone of the reader's clock
        """
        self.profiles = env["onetoone.profile"]
        self.domain = domain
        self.columns = columns
        self.zone = zone
        self.computed = [
            (index, column.key)
            for index, column in enumerate(columns)
            if not self._is_in_database(column.key)
        ]

    def __iter__(self):
        """Yield a row of values for each profile."""
        for page in self._pages():
            if self.computed:
                page = self._complete(page)
            for _id, *values in page:
                yield values

    def _pages(self):
        """Yield lists of rows that begin with the id.

        From a cursor: the condition is worked out once, and all rows are those of one
        moment.
        """
        env = self.profiles.env
        # a search as the user: the record rules are in the query
        query = self.profiles._search(self.domain, order=ORDER)
        columns = [self._sql(column.key, query) for column in self.columns]
        select = query.select(SQL.identifier(query.table, "id"), *columns)
        name = SQL.identifier(f"onetoone_{uuid4().hex}")
        env.flush_query(select)
        env.cr.execute(SQL("DECLARE %s NO SCROLL CURSOR FOR %s", name, select))
        fetch = SQL("FETCH %s FROM %s", PAGE_SIZE, name)
        while page := env.execute_query(fetch):
            yield page
        env.cr.execute(SQL("CLOSE %s", name))

    # ------------------------------------------------------------
    # WHAT THE DATABASE TELLS
    # ------------------------------------------------------------

    def _is_in_database(self, key):
        if key == "recency_days":
            return True
        return self.profiles._fields[key.partition(".")[0]].store

    def _sql(self, key, query):
        if not self._is_in_database(key):
            return SQL("NULL")
        if key == "recency_days":
            return self._recency(query)
        if "." in key:
            return self._linked_field(key, query)
        field = self.profiles._fields[key]
        if field.type == "selection":
            labels = field._description_selection(self.profiles.env)
            return _case(self._field(key, query), labels)
        if field.type == "datetime":
            return SQL(
                "%s AT TIME ZONE 'UTC' AT TIME ZONE %s",
                self._field(key, query),
                self.zone.zone,
            )
        return self._field(key, query)

    def _field(self, name, query):
        return self.profiles._field_to_sql(query.table, name, query)

    def _linked_field(self, path, query):
        """Return the field of a linked record.

        Who may see the profile may see whose it is: no rule of the other model.
        """
        *many2ones, name = path.split(".")
        model, alias = self.profiles, query.table
        for many2one in many2ones:
            model, alias = model._fields[many2one].join(model, alias, query)
        return model._field_to_sql(alias, name, query)

    def _recency(self, query):
        refreshes = self.profiles.env["onetoone.refresh"].sudo().search([])
        as_of = [(run.company_id.id, run.as_of) for run in refreshes if run.as_of]
        return SQL(
            "%s::date - %s",
            _case(self._field("company_id", query), as_of),
            self._field("last_purchase", query),
        )

    # ------------------------------------------------------------
    # WHAT RECORDS TELL
    # ------------------------------------------------------------

    def _complete(self, page):
        """Return the rows of a page with the values that records compute."""
        profiles = self.profiles.browse(row[0] for row in page)
        rows = []
        for profile, row in zip(profiles, page, strict=True):
            values = list(row)
            for index, key in self.computed:
                values[1 + index] = self._computed_value(profile, key)
            rows.append(values)
        self.profiles.env.invalidate_all(flush=False)
        return rows

    def _computed_value(self, profile, key):
        name, _dot, of_linked = key.partition(".")
        field, value = profile._fields[name], profile[name]
        if field.type in ("many2many", "one2many"):
            return ", ".join(value._filtered_access("read").mapped("display_name"))
        if of_linked:
            return value.sudo()[of_linked] or None
        if field.type == "boolean":
            return value
        if field.type == "selection":
            return dict(field._description_selection(profile.env)).get(value)
        # False stands for no value
        return None if value is False else value


def _case(sql, values):
    """Return SQL of the value that belongs to what ``sql`` says; else NULL.

    :param values: list of pairs
    """
    if not values:
        return SQL("NULL")
    cases = SQL(" ").join(SQL("WHEN %s THEN %s", key, value) for key, value in values)
    return SQL("CASE %s %s END", sql, cases)
