"""SQL of dotted field paths, domains and days, on top of a model's query."""

from odoo.fields import Domain
from odoo.tools import SQL


def field_of(model, path):
    """Return the field a dotted path ends at, or None where it leads nowhere."""
    *parents, last = path.split(".")
    for name in parents:
        field = model._fields.get(name)
        if field is None or field.type != "many2one":
            return None
        model = model.env[field.comodel_name]
    return model._fields.get(last)


def path_to_sql(model, query, path):
    """Return the SQL of a dotted field path, joining what it passes through."""
    alias = query.table
    *parents, last = path.split(".")
    for name in parents:
        comodel = model.env[model._fields[name].comodel_name]
        joined = query.make_alias(alias, name)
        query.add_join(
            "LEFT JOIN",
            joined,
            comodel._table,
            SQL(
                "%s = %s",
                model._field_to_sql(alias, name, query),
                SQL.identifier(joined, "id"),
            ),
        )
        model, alias = comodel, joined
    return model._field_to_sql(alias, last, query)


def split_paths(paths):
    """Return the field paths of a text that separates them by commas."""
    return [path.strip() for path in (paths or "").split(",") if path.strip()]


def first_of_paths(model, query, paths, suffix=None):
    """Return the SQL of the first non-empty of comma-separated field paths.

    :param suffix: name of a field of the records the paths lead to
    """
    columns = [
        path_to_sql(model, query, f"{path}.{suffix}" if suffix else path)
        for path in split_paths(paths)
    ]
    if len(columns) == 1:
        return columns[0]  # an index can be used
    return SQL("COALESCE(%s)", SQL(", ").join(columns))


def first_day(model, query, paths, timezone):
    """Return the SQL of the first non-empty day of comma-separated field paths."""
    days = [
        day_to_sql(field_of(model, path), path_to_sql(model, query, path), timezone)
        for path in split_paths(paths)
    ]
    if len(days) == 1:
        return days[0]  # an index can be used
    return SQL("COALESCE(%s)", SQL(", ").join(days))


def first_moment(model, query, paths, timezone):
    """Return the SQL of the first non-empty moment, in naive UTC.

    A date is the moment at which it starts in ``timezone``.
    """
    moments = []
    for path in split_paths(paths):
        column = path_to_sql(model, query, path)
        if field_of(model, path).type == "date":
            column = SQL(
                "(%s::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", column, timezone
            )
        moments.append(column)
    if len(moments) == 1:
        return moments[0]  # an index can be used
    return SQL("COALESCE(%s)", SQL(", ").join(moments))


def condition_to_sql(model, query, domain):
    """Return the SQL of a domain on the main table of ``query``."""
    return Domain(domain).optimize_full(model)._to_sql(model, query.table, query)


def day_to_sql(field, column, timezone):
    """Return the day of a column: dates as they are, datetimes in ``timezone``."""
    if field.type == "date":
        return column
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, timezone)


def flushed(model, *names):
    """Return empty SQL that makes ``names`` of ``model`` be flushed when it runs."""
    return SQL("", to_flush=[model._fields[name] for name in names])
