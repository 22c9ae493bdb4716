"""The customers of any filter, with the columns of the list they were seen in."""

from psycopg2 import DataError, ProgrammingError

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Domain

from .clock import local_moment, reading_habits, timezone_of
from .profile_rows import ProfileRows
from .report import (
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    MONEY,
    PARAGRAPH,
    TEXT,
    Column,
    Report,
    Sheet,
)

# of a reader who chose none
DEFAULT_COLUMNS = (
    "partner_id",
    "abc",
    "rfm",
    "monetary",
    "frequency",
    "last_purchase",
    "relationship",
    "last_contact",
    "open_complaint_count",
    "user_id",
)
# {type of the field: (kind of the column, width in characters)}
SHAPES = {
    "boolean": (BOOLEAN, 11),
    "char": (TEXT, 20),
    "date": (DATE, 13),
    "datetime": (DATETIME, 17),
    "float": (DECIMAL, 13),
    "integer": (INTEGER, 12),
    "many2many": (TEXT, 34),
    "many2one": (TEXT, 26),
    "monetary": (MONEY, 15),
    "one2many": (TEXT, 34),
    "selection": (TEXT, 16),
    "text": (PARAGRAPH, 40),
}
NAME_WIDTH = 34
UNREADABLE = (
    AttributeError,
    DataError,
    KeyError,
    ProgrammingError,
    TypeError,
    ValueError,
)


def customers_found(env, conditions):
    """Return the domain of the reader's customers that a filter means.

    :param conditions: list, as the web client sends it
    :raise UserError: in a sentence, where it is none or names what there is not
    """
    try:
        domain = Domain(conditions)
        # a condition that PostgreSQL refuses must not end the transaction
        with env.cr.savepoint(flush=False):
            env["onetoone.profile"].search_count(domain, limit=1)
    except UNREADABLE as error:
        raise UserError(
            env._(
                "This filter of customers cannot be read: %(error)s. Open the list "
                "again, set the filter anew and try once more.",
                error=error,
            )
        ) from None
    return domain


def customer_report(env, conditions, names, on_row=None):
    """Return the customers of a filter as the user of ``env`` may see them.

    :param conditions: domain on profiles, as a list
    :param names: fields of profiles, in order; what the user may not see is left out
    :param on_row: function to call after each row
    """
    domain = customers_found(env, conditions)
    companies = env.companies.sudo().root_id
    zone = timezone_of(env, companies[:1])
    columns = _columns(env, names, companies)
    rows = ProfileRows(env, domain, columns, zone)
    created = local_moment(fields.Datetime.now(), zone)
    return Report(
        title=env._("Customers"),
        company=", ".join(companies.mapped("name")),
        author=env.user.name,
        created=created,
        sheets=[
            Sheet(
                name=env._("Customers"),
                columns=columns,
                rows=_counted(rows, on_row) if on_row else rows,
                is_list=True,
            ),
            _origin_sheet(env, conditions, companies, created, zone),
        ],
        currency_decimals=max(companies.currency_id.mapped("decimal_places")),
        yes=env._("Yes"),
        no=env._("No"),
        **reading_habits(env),
    )


def _columns(env, names, companies):
    known = env["onetoone.profile"].fields_get(
        list(names), ["type", "relation", "string"]
    )
    shown = [name for name in dict.fromkeys(names) if name in known]
    shown = [name for name in shown if known[name]["type"] in SHAPES]
    if not shown:
        raise UserError(
            env._(
                "None of these columns can be put into a workbook. Show at least one "
                "column of the customer in the list and try again."
            )
        )
    columns = [_column(env, name, known[name]) for name in shown]
    if len(companies) > 1:
        company = env._("Company")
        columns.append(Column("company_id.name", company, TEXT, 24))
    if len(companies.currency_id) > 1:
        currency = env._("Currency")
        columns.append(Column("company_id.currency_id.name", currency, TEXT, 10))
    return columns


def _column(env, name, description):
    kind, width = SHAPES[description["type"]]
    if name == "partner_id":
        width = NAME_WIDTH
    key = name
    if description["type"] == "many2one":
        key = f"{name}.{env[description['relation']]._rec_name}"
    return Column(key, description["string"], kind, width)


def _counted(rows, on_row):
    for values in rows:
        yield values
        on_row()


def _origin_sheet(env, conditions, companies, created, zone):
    """Return what tells a reader of the file where it comes from."""
    refreshes = env["onetoone.refresh"].sudo()
    refreshes = refreshes.search([("company_id", "in", companies.ids)])
    as_of = ", ".join(sorted({str(run.as_of) for run in refreshes if run.as_of}))
    return Sheet(
        name=env._("About"),
        columns=[
            Column("label", env._("About this file"), TEXT, 24),
            Column("value", env._("Value"), PARAGRAPH, 80),
        ],
        rows=[
            (env._("Company"), ", ".join(companies.mapped("name"))),
            (env._("As of"), as_of or None),
            (env._("Made on"), f"{created:%Y-%m-%d %H:%M} ({zone.zone})"),
            (env._("Made by"), env.user.name),
            (env._("Filter"), str(list(Domain(conditions)))),
            (
                env._("Rights"),
                env._("Only customers that this person may see are listed."),
            ),
        ],
    )
