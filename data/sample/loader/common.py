"""What every part of the loader needs: CSV rows, references, dates."""

import csv
from collections import defaultdict
from datetime import datetime

from odoo.tools import SQL

from .. import CSV_DIR, XMLID_MODULE

# records are made silently: no log notes, no followers, no mails
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_notify_force_send": False,
    "no_reset_password": True,
    "no_vat_validation": True,
    "no_mail_to_attendees": True,
    "dont_notify": True,
}
# the same, but changes of stage leave their trace
TRACKED = {**QUIET, "tracking_disable": False}
BATCH = 500


class Loading:
    """The database being filled and the records made so far, by reference."""

    def __init__(self, env):
        self.env = env(context={**env.context, **QUIET})
        self._records = {}
        self._unsaved = {}
        self.unit = env.ref("uom.product_uom_unit").id
        self.product_names = {row["ref"]: row["name"] for row in rows("product")}

    def keep(self, refs, records):
        """Remember records under their references."""
        for ref, record in zip(refs, records, strict=True):
            self._records[ref] = (record._name, record.id)
            self._unsaved[ref] = record

    def alias(self, ref, record):
        """A second reference, which gets no external identifier."""
        self._records[ref] = (record._name, record.id)

    def get(self, ref):
        """Record of a reference."""
        model, record_id = self._records[ref]
        return self.env[model].browse(record_id)

    def id(self, ref):
        """Id of a reference; False for none."""
        return self._records[ref][1] if ref else False

    def key(self, ref):
        """Model name and id of a reference."""
        return self._records[ref] if ref else (False, False)

    def known(self, model, *fields):
        """Those of the fields that the installed modules give the model."""
        return [name for name in fields if name in self.env[model]._fields]

    def create(self, model, refs, values, context=None, batch=BATCH):
        """Create records in batches and remember them."""
        Model = self.env[model].with_context(**(context or {}))
        ids = []
        for start in range(0, len(values), batch):
            ids += Model.create(values[start : start + batch]).ids
            self.env.flush_all()
            # a large cache slows every later batch down
            self.env.invalidate_all()
        made = self.env[model].browse(ids)
        if refs is not None:
            self.keep(refs, made)
        return made

    def save(self):
        """Write external identifiers of what is new, and commit."""
        self.env["ir.model.data"]._update_xmlids(
            [
                {"xml_id": f"{XMLID_MODULE}.{ref}", "record": record, "noupdate": True}
                for ref, record in self._unsaved.items()
            ]
        )
        self._unsaved = {}
        self.env.flush_all()
        self.env.cr.commit()


def reset_environment(env):
    """Drop caches so that memory stays small."""
    env.invalidate_all()


def rows(name):
    """Rows of one CSV file."""
    with (CSV_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(items, *keys):
    """Rows by the value of one or more columns."""
    found = defaultdict(list)
    for row in items:
        found[
            tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]
        ].append(row)
    return found


def moment(text):
    """Datetime of a CSV cell."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M") if text else None


def set_columns(env, model, columns, values):
    """Set columns of many records in one statement.

    :param columns: {column: SQL type}
    :param values: tuples (id, value of each column)
    """
    if not values:
        return
    env.flush_all()
    table = SQL.identifier(env[model]._table)
    env.cr.execute(
        SQL(
            "UPDATE %s t SET %s FROM unnest(%s::int[], %s) AS v(id, %s)"
            " WHERE t.id = v.id",
            table,
            SQL(", ").join(
                SQL("%s = v.%s", SQL.identifier(name), SQL.identifier(name))
                for name in columns
            ),
            [row[0] for row in values],
            SQL(", ").join(
                SQL("%s::" + kind + "[]", [row[index] for row in values])
                for index, kind in enumerate(columns.values(), 1)
            ),
            SQL(", ").join(SQL.identifier(name) for name in columns),
        )
    )
    env.invalidate_all()


def set_dates(env, model, values):
    """Creation and change dates of many records: tuples (id, datetime)."""
    set_columns(
        env,
        model,
        {"create_date": "timestamp", "write_date": "timestamp"},
        [(record_id, date, date) for record_id, date in values],
    )
