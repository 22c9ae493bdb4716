from functools import wraps

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class OnetooneMarked(models.AbstractModel):
    """Yes-or-no fields that SQL looks up for all records at once.

    They are not stored: a mark is true as of the last refresh, without a write.
    """

    _name = "onetoone.marked"
    _description = "One-to-One Marks"

    def _compute_marks(self):
        for field in self._fields.values():
            if field.compute == "_compute_marks":
                domain = Domain("id", "in", self._origin.ids) & Domain(
                    field.name, "=", True
                )
                marked = self.search(domain)
                for record in self:
                    record[field.name] = record._origin in marked


def mark(search, **attributes):
    """Return the field of a mark.

    :param search: name of the method that is decorated with :func:`marked_by`
    """
    return fields.Boolean(compute="_compute_marks", search=search, **attributes)


def marked_by(*columns):
    """Turn a method that selects what is marked into the search method of a mark.

    :param columns: columns of the model's table, in the order of the SELECT
    """

    def decorate(select):
        @wraps(select)
        def search(self, operator, value):
            if operator != "in":
                return NotImplemented

            def to_sql(model, alias, query):
                # EXISTS, not IN: joined also where it is negated
                return SQL(
                    "EXISTS (SELECT FROM (%s) AS marked (%s) WHERE %s)",
                    select(self.sudo()),
                    SQL(", ").join(map(SQL.identifier, columns)),
                    SQL(" AND ").join(
                        SQL(
                            "%s = %s",
                            SQL.identifier("marked", name),
                            SQL.identifier(alias, name),
                        )
                        for name in columns
                    ),
                )

            return Domain.custom(to_sql=to_sql)

        return search

    return decorate
