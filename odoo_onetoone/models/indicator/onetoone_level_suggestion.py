from odoo import api, fields, models
from odoo.tools import formatLang

from ...engine.suggested_levels import suggest
from ...readers.indicators.measurement import NOT_APPLICABLE


class OnetooneLevelSuggestion(models.Model):
    """The level of a stage that the records of a company suggested on a date."""

    _name = "onetoone.level.suggestion"
    _description = "Suggested Level"
    _order = "as_of desc, dimension_id"
    _rec_name = "level_id"

    dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    as_of = fields.Date(
        required=True, readonly=True, help="Facts dated before this day count."
    )
    level_id = fields.Many2one(
        "onetoone.level",
        string="Suggested Level",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    is_minimum = fields.Boolean(
        string="At Least",
        readonly=True,
        help="Whether the next level is reached, too, is not known.",
    )
    held = fields.Json(
        readonly=True,
        help="Rules that held: [{rank, code, comparison, limit, value}].",
    )
    obstacle = fields.Json(
        readonly=True,
        help="The first rule that failed or is not known, in the same shape; "
        "empty at the top of the ladder.",
    )

    _suggestion_unique = models.Constraint(
        "UNIQUE(dimension_id, company_id, as_of)",
        "A level was suggested for this date already.",
    )

    @api.model
    def _suggest(self, company, as_of, readings):
        """Suggest a level of each stage from the readings of a company and date."""
        values = {
            reading.indicator_id.code: reading._value_to_compare()
            for reading in readings
        }
        not_applicable = {
            reading.indicator_id.code
            for reading in readings
            if reading.missing_reason == NOT_APPLICABLE
        }
        recorded = self.search(
            [("company_id", "=", company.id), ("as_of", "=", as_of)]
        ).grouped("dimension_id")
        for stage in self.env["onetoone.dimension"].search([("kind", "=", "stage")]):
            ladder = stage.level_ids._as_ladder(company, not_applicable)
            if ladder:
                suggestion = suggest(ladder, values)
                recorded.get(stage, self)._record(stage, company, as_of, suggestion)

    def _record(self, stage, company, as_of, suggestion):
        """Write a suggestion of the engine into the record, or into a new one."""
        values = {
            "level_id": stage.level_ids.filtered(
                lambda level: level.rank == suggestion.rank
            ).id,
            "is_minimum": suggestion.is_minimum,
            "held": [_as_json(checked) for checked in suggestion.held],
            "obstacle": suggestion.obstacle and _as_json(suggestion.obstacle),
        }
        if self:
            self.write(values)
        else:
            self.create(
                {
                    **values,
                    "dimension_id": stage.id,
                    "company_id": company.id,
                    "as_of": as_of,
                }
            )

    def _as_frozen(self):
        """Return what a round keeps of a suggestion, None of no suggestion."""
        return (
            {
                "rank": self.level_id.rank,
                "as_of": fields.Date.to_string(self.as_of),
                "is_minimum": self.is_minimum,
                "held": self.held or [],
                "obstacle": self.obstacle or None,
            }
            if self
            else None
        )

    @api.model
    def _rule_data(self, rule, indicators):
        """Return {rank, text, is_known}: a rule of ``held`` or ``obstacle`` in words.

        :param indicators: {code: indicator}
        """
        indicator = indicators.get(rule["code"])
        is_known = rule["value"] is not None
        value = formatLang(self.env, rule["value"], digits=1) if is_known else "?"
        return {
            "rank": rule["rank"],
            "text": self.env._(
                "%(indicator)s: %(value)s %(comparison)s %(limit)s",
                indicator=indicator.name if indicator else rule["code"],
                value=value,
                comparison=_sign(rule),
                limit=formatLang(self.env, rule["limit"], digits=0),
            ),
            "is_known": is_known,
        }


def _sign(rule):
    """Return how the value relates to the limit; a value not known, how it must."""
    value, limit = rule["value"], rule["limit"]
    if value is None:
        return "≥" if rule["comparison"] == ">=" else "≤"
    if rule["comparison"] == ">=":
        return "≥" if value >= limit else "<"
    return "≤" if value <= limit else ">"


def _as_json(checked):
    return {"rank": checked.rank, **checked.rule._asdict(), "value": checked.value}
