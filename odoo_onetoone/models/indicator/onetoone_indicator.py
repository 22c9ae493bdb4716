from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.positions import MINIMUM_CASES, parse_anchors, position
from ...readers.horizon import Horizon
from ...readers.indicators import READERS
from ...readers.indicators.context import MeasureContext
from ...readers.indicators.measurement import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    TOO_FEW,
    missing,
)
from ...readers.tables import reading_everybody


class OnetooneIndicator(models.Model):
    _name = "onetoone.indicator"
    _description = "One-to-One Indicator"
    _order = "dimension_id, sequence, id"

    code = fields.Char(required=True, readonly=True, copy=False)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension", string="Stage", required=True, index=True
    )
    unit = fields.Selection(
        [
            ("percent", "%"),
            ("minutes", "Minutes"),
            ("hours", "Working hours"),
            ("days", "Days"),
            ("months", "Months"),
            ("points", "Points"),
            ("rating", "of 5"),
            ("count", "Number"),
            ("effort", "Effort"),
            ("amount", "Company currency"),
        ],
        required=True,
        readonly=True,
        default="percent",
    )
    anchors = fields.Char(
        help="Five numbers separated by blanks: the values that stand at the "
        "positions 0, 25, 50, 75 and 100. A proposal of this app: set your own. "
        "Empty: the values are shown without a position; the weight must be 0.",
    )
    weight = fields.Float(
        default=1.0,
        aggregator=None,
        help="How much the indicator counts in its stage. 0: only shown.",
    )
    definition = fields.Text(translate=True, help="What is measured, in words.")
    sentence = fields.Char(
        translate=True,
        help="How a reading explains itself. $numerator, $denominator and $value "
        "stand for the numbers.",
    )
    setting_ids = fields.One2many(
        "onetoone.indicator.setting", "indicator_id", string="Companies"
    )

    _code_unique = models.Constraint(
        "UNIQUE(code)", "An indicator with this code exists already."
    )
    _weight_positive = models.Constraint(
        "CHECK(weight >= 0)", "The weight of an indicator cannot be negative."
    )

    @api.constrains("anchors", "weight")
    def _check_anchors(self):
        for indicator in self:
            if not indicator.anchors and not indicator.weight:
                continue
            try:
                parse_anchors(indicator.anchors)
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "The anchors of “%(name)s” cannot be used. %(problem)s",
                        name=indicator.name,
                        problem=error,
                    )
                ) from error

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_readings(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "onetoone.reading",
            "views": [(False, "graph"), (False, "list"), (False, "form")],
            "domain": [
                ("indicator_id", "=", self.id),
                ("company_id", "=", self.env.company.root_id.id),
            ],
            # a graph would draw "no data" and days without a reading as 0
            "context": {
                "fill_temporal": False,
                "search_default_measured": 1,
                "graph_groupbys": ["as_of:day"],
                "graph_measure": "value",
            },
        }

    def action_open_positions(self):
        """Show the positions, a line for each set of anchors they were measured on."""
        return {
            **self.action_open_readings(),
            "context": {
                "fill_temporal": False,
                "search_default_measured": 1,
                "graph_groupbys": ["as_of:day", "anchors"],
                "graph_measure": "position",
            },
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _measure(self, company, as_of=None):
        """Measure every indicator of a company and return the readings.

        :param company: a company; a branch stands for its root company
        :param as_of: date (exclusive) to measure for; tomorrow by default. For
            another date than the profiles' customers are computed aside, and the
            profiles stay as they are.
        """
        refresh = self.env["onetoone.refresh"].sudo()._of(company)
        company = refresh.company_id
        as_of = as_of or company._onetoone_as_of()
        refresh._lay_out_working_time(as_of)
        is_known = as_of == refresh.as_of or as_of >= company._onetoone_as_of()
        indicators = self.sudo().search([("active", "=", True)])
        with reading_everybody(self.env):
            context = MeasureContext(
                company,
                Horizon.of(company, as_of),
                refresh._customers_on(as_of),
                [READERS[indicator.code] for indicator in indicators],
                is_known=is_known,
            )
            measurements = indicators._measure_each(context)
        readings = (
            self.env["onetoone.reading"]
            .sudo()
            ._record_all(company, as_of, measurements)
        )
        self.env["onetoone.level.suggestion"].sudo()._suggest(company, as_of, readings)
        return readings

    def _not_applicable_to(self, company):
        """Return those indicators that say nothing about a company."""
        settings = self.env["onetoone.indicator.setting"].sudo()
        return settings.search(
            [
                ("indicator_id", "in", self.ids),
                ("company_id", "=", company.id),
                ("is_not_applicable", "=", True),
            ]
        ).indicator_id

    def _measure_each(self, context):
        """Return {indicator: measurement}.

        Where the state of the context's date is not at hand, what has no history is
        known only if it was recorded then.
        """
        spared = self._not_applicable_to(context.company)
        measurements = {}
        for indicator in self:
            if indicator in spared:
                measurement = missing(NOT_APPLICABLE)
            elif context.is_known or READERS[indicator.code].has_history:
                measurement = indicator._measure_one(context)
            else:
                measurement = missing(NOT_RECORDED)
            measurements[indicator] = measurement
        return measurements

    def _measure_one(self, context):
        self.ensure_one()
        reader = READERS[self.code]
        if reason := reader.missing_reason(context):
            return missing(reason)
        return reader.measure(context)

    def _reading_values(self, measurement):
        """Return the values of a reading with what was measured."""
        position, reason = self._score(measurement)
        return {
            "numerator": measurement.numerator,
            "denominator": measurement.denominator,
            "value": measurement.value,
            "position": position,
            "anchors": self.anchors,
            "missing_reason": reason,
            "details": measurement.details,
        }

    def _score(self, measurement):
        """Return the position (0-100) and, without one, the reason.

        Below five cases a value is shown, but not scored.
        """
        self.ensure_one()
        if measurement.value is None:
            return None, measurement.missing_reason
        if not self._has_enough_cases(measurement.denominator):
            return None, TOO_FEW
        anchors = self._parsed_anchors()
        return position(measurement.value, anchors) if anchors else None, None

    def _parsed_anchors(self):
        """Return the five anchors, None where the indicator has none."""
        self.ensure_one()
        return parse_anchors(self.anchors) if self.anchors else None

    def _has_enough_cases(self, count):
        """Return whether so many cases can be judged.

        A number of records is no estimate: it is right however small it is.
        """
        self.ensure_one()
        return self.unit == "count" or count >= MINIMUM_CASES
