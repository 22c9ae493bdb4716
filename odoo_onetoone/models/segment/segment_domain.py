"""The rule of a segment: read from its text, and checked against a closed list."""

import ast
from typing import NamedTuple

from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .segment_fields import FIELDS, NAMED, NOT_OF_CUSTOMERS, UNSEARCHED_TYPES

CUSTOMERS = "onetoone.profile"
LEADS = "crm.lead"
_SUB_DOMAINS = ("any", "not any")
_MOMENTS = ("date", "datetime")


class Rule(NamedTuple):
    domain: Domain
    segment_ids: frozenset  # of the other segments it names


def read_rule(env, model, text, days_ago=0):
    """Return the rule that a text on records of ``model`` says.

    :param days_ago: so many days before now is what the rule calls today
    :raise ValidationError: in a sentence, where it is no domain or names a field
        that is not on the list
    """
    reading = _Reading(env, days_ago)
    domain = reading.check(env[model], _parse(env, text), "")
    return Rule(domain, frozenset(reading.segment_ids))


def _parse(env, text):
    try:
        parsed = ast.literal_eval((text or "").strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        raise ValidationError(
            env._(
                "This is not a condition that can be read: %(text)s. Build it in the "
                "editor, with plain values only.",
                text=text,
            )
        ) from None
    return _domain(env, parsed)


def _domain(env, conditions):
    try:
        return Domain(conditions)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValidationError(
            env._("This is not a valid condition: %(error)s.", error=error)
        ) from None


class _Reading:
    def __init__(self, env, days_ago):
        self.env = env
        self.days_ago = days_ago
        self.segment_ids = set()

    def check(self, model, domain, prefix):
        """Return the domain with its days moved; every field in it is on the list.

        :param prefix: path by which ``model`` was reached, with its dots
        """

        def checked(condition):
            field = self._field(model, condition.field_expr, prefix)
            if condition.operator in _SUB_DOMAINS:
                return self._check_below(field, condition, prefix)
            if field.type in _MOMENTS:
                return self._move_days(condition)
            if field.relational and field.comodel_name == "onetoone.segment":
                self._note_segments(condition)
            return condition

        return domain.map_conditions(checked)

    def _check_below(self, field, condition, prefix):
        path = f"{prefix}{condition.field_expr}"
        if not field.relational:
            raise ValidationError(
                self.env._(
                    "“%(path)s” has no records of its own to set conditions on.",
                    path=path,
                )
            )
        below = self.check(
            self.env[field.comodel_name],
            _domain(self.env, condition.value),
            f"{path}.",
        )
        return Domain(condition.field_expr, condition.operator, below)

    def _field(self, model, path, prefix):
        """Return the field a dotted path ends at, if all of it is on the list."""
        field = None
        names = path.split(".") if isinstance(path, str) else [str(path)]
        for position, name in enumerate(names):
            if field is not None and field.type in _MOMENTS:
                break  # a part of the date, such as its month
            walked = prefix + ".".join(names[: position + 1])
            if field is not None:
                if not field.relational:
                    self._refuse(walked)
                model = self.env[field.comodel_name]
            field = model._fields.get(name)
            if field is None:
                raise ValidationError(
                    self.env._(
                        "There is no field “%(path)s” any more. Take the condition "
                        "out or choose another field.",
                        path=walked,
                    )
                )
            if not self._is_listed(model, field):
                self._refuse(walked)
        return field

    def _is_listed(self, model, field):
        if field.type in UNSEARCHED_TYPES or not field._description_searchable:
            return False
        if model._name != CUSTOMERS:
            # a model that is not listed may be reached, but by its name only
            return field.name in FIELDS.get(model._name, NAMED)
        if field.name in NOT_OF_CUSTOMERS:
            return False
        return not field.relational or field.comodel_name in FIELDS

    def _refuse(self, path):
        raise ValidationError(
            self.env._(
                "Segments cannot be formed by “%(path)s”. Choose what is measured of "
                "customers, what they bought or told, or their name, place, tags, "
                "industry and salesperson.",
                path=path,
            )
        )

    def _note_segments(self, condition):
        values = condition.value
        values = [values] if isinstance(values, bool | int | str) else list(values)
        if condition.operator not in ("in", "not in", "=", "!=") or not all(
            value is False or type(value) is int for value in values
        ):
            raise ValidationError(
                self.env._(
                    "Name other segments by choosing them: “%(path)s” takes no other "
                    "comparison.",
                    path=condition.field_expr,
                )
            )
        self.segment_ids.update(value for value in values if value)

    def _move_days(self, condition):
        """Let ``today`` and ``now`` be so many days earlier."""
        value = condition.value
        if not self.days_ago or not isinstance(value, str) or value[:1].isdigit():
            return condition
        start, *offsets = value.split() or [""]
        if start not in ("today", "now"):
            start, offsets = "now", [start, *offsets]
        moved = " ".join([start, f"{-self.days_ago:+d}d", *offsets])
        return Domain(condition.field_expr, condition.operator, moved)
