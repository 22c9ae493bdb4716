"""Records as the rows of a sheet, labelled as their fields are."""

from typing import NamedTuple

from .report import Column, Sheet


class Shown(NamedTuple):
    """A field of the records: how it is written, and a label other than its own."""

    name: str
    kind: str
    width: int
    label: str = ""


def records_sheet(records, name, shown, **values):
    """Return the sheet of records.

    :param shown: list of ``Shown``
    :param values: further values of the ``Sheet``
    """
    fields = records.fields_get([one.name for one in shown], ["string"])
    return Sheet(
        name=name,
        columns=[
            Column(one.name, one.label or fields[one.name]["string"], *one[1:3])
            for one in shown
        ],
        rows=[[value_of(record, one.name) for one in shown] for record in records],
        **values,
    )


def value_of(record, name):
    """Return the value of a field as a reader sees it; None where there is none."""
    field, value = record._fields[name], record[name]
    if field.type == "boolean":
        return value
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(value)
    if field.relational:
        # who may see the record may see what it names
        return value.sudo().display_name or None
    # False and an empty text stand for no value, 0 does not
    return None if value is False or value == "" else value
