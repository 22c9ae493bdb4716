from string import Template

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date, formatLang

from ...engine.positions import parse_anchors, position
from ...optional_fields import OptionalFloat, OptionalInteger
from ...readers.horizon import Horizon
from ...readers.indicators import READERS, measurement
from ...readers.indicators.cases import EMPTY, CaseReader
from ...readers.indicators.context import MeasureContext
from ...readers.paths import flushed


class OnetooneReading(models.Model):
    _name = "onetoone.reading"
    _description = "One-to-One Reading"
    _order = "as_of desc, dimension_id, indicator_id"
    _rec_name = "indicator_id"

    indicator_id = fields.Many2one(
        "onetoone.indicator", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    as_of = fields.Date(
        required=True, readonly=True, help="Facts dated before this day count."
    )
    dimension_id = fields.Many2one(
        related="indicator_id.dimension_id", string="Stage", store=True
    )
    unit = fields.Selection(related="indicator_id.unit")
    numerator = OptionalInteger(
        readonly=True,
        aggregator=None,
        help="How many records were counted; for medians and ages, how many were used.",
    )
    denominator = OptionalInteger(
        readonly=True,
        aggregator=None,
        help="Among how many records they were counted.",
    )
    value = OptionalFloat(
        readonly=True,
        help="What the indicator showed, in its own unit. Empty: no data.",
    )
    position = OptionalFloat(
        readonly=True,
        help="Where the value stands between the anchors of the indicator, 0-100.",
    )
    anchors = fields.Char(
        readonly=True, help="The anchors of the indicator that the position is of."
    )
    restated_position = OptionalFloat(
        compute="_compute_restated_position",
        store=True,
        help="Where the value stands between the anchors of today, so that it can be "
        "compared with later ones.",
    )
    is_restated = fields.Boolean(
        string="On Other Anchors",
        compute="_compute_restated_position",
        store=True,
        help="The anchors were changed since: here the positions have a break.",
    )
    missing_reason = fields.Selection(
        [
            (measurement.NOT_APPLICABLE, "Not applicable to this company"),
            (measurement.NOT_STARTED, "Not started"),
            (measurement.NOT_INSTALLED, "The addon it reads is not installed"),
            (measurement.NO_SOURCE, "No source of this kind is ready"),
            (measurement.NO_RECORDS, "There is nothing to count yet"),
            (measurement.NO_CALENDAR, "The company has no working hours"),
            (measurement.NOT_REACHED, "Too many cases are still open"),
            (measurement.NOT_RECORDED, "Not recorded on that date"),
            (measurement.TOO_FEW, "Too few cases to score"),
        ],
        string="Why No Score",
        readonly=True,
    )
    details = fields.Json(
        readonly=True, help="Further numbers that the explanation names."
    )
    explanation = fields.Char(compute="_compute_explanation")
    is_public = fields.Boolean(
        string="Shown to All Staff",
        compute="_compute_is_public",
        search="_search_is_public",
        compute_sudo=True,
    )

    _reading_unique = models.Constraint(
        "UNIQUE(indicator_id, company_id, as_of)",
        "The indicator was measured for this date already.",
    )
    # the trend reads the scored ones of some days
    _scored_idx = models.Index(
        "(company_id, as_of) WHERE restated_position IS NOT NULL"
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("value", "missing_reason", "anchors", "indicator_id.anchors")
    def _compute_restated_position(self):
        for text, readings in self.grouped("anchors").items():
            measured_on = parse_anchors(text) if text else None
            for indicator, same in readings.grouped("indicator_id").items():
                anchors = indicator._parsed_anchors()
                same.is_restated = bool(measured_on) and anchors != measured_on
                for reading in same:
                    is_scored = (
                        reading.value is not False and not reading.missing_reason
                    )
                    reading.restated_position = (
                        position(reading.value, anchors)
                        if anchors and is_scored
                        else None
                    )

    @api.depends("indicator_id", "as_of")
    def _compute_display_name(self):
        for reading in self:
            reading.display_name = self.env._(
                "%(indicator)s, as of %(date)s",
                indicator=reading.indicator_id.name,
                date=format_date(self.env, reading.as_of),
            )

    @api.depends(
        "indicator_id.sentence",
        "numerator",
        "denominator",
        "value",
        "details",
        "missing_reason",
    )
    @api.depends_context("lang")
    def _compute_explanation(self):
        reasons = dict(self._fields["missing_reason"]._description_selection(self.env))
        for reading in self:
            said = reading._say() if reading.value is not False else ""
            reason = reasons.get(reading.missing_reason, "")
            reading.explanation = f"{said} {reason and reason + '.'}".strip()

    @api.depends("indicator_id.setting_ids.is_public", "company_id")
    def _compute_is_public(self):
        for reading in self:
            reading.is_public = any(
                setting.is_public and setting.company_id == reading.company_id
                for setting in reading.indicator_id.setting_ids
            )

    def _search_is_public(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                """EXISTS (SELECT FROM onetoone_indicator_setting setting
                            WHERE setting.indicator_id = %s AND setting.company_id = %s
                              AND setting.is_public)%s""",
                SQL.identifier(alias, "indicator_id"),
                SQL.identifier(alias, "company_id"),
                flushed(
                    self.env["onetoone.indicator.setting"],
                    "indicator_id",
                    "company_id",
                    "is_public",
                ),
            )
        )

    def _say(self):
        return Template(self.indicator_id.sentence or "").safe_substitute(
            numerator=formatLang(self.env, self.numerator, digits=0),
            denominator=formatLang(self.env, self.denominator, digits=0),
            value=formatLang(self.env, self.value, digits=1),
            **{
                name: formatLang(self.env, number, digits=0 if number >= 100 else 1)
                if isinstance(number, float)
                else formatLang(self.env, number, digits=0)
                for name, number in (self.details or {}).items()
            },
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_counted(self):
        """Open exactly the records of the numerator."""
        return self._open_records(0)

    def action_open_among(self):
        """Open exactly the records of the denominator."""
        return self._open_records(1)

    def _open_records(self, which):
        self.ensure_one()
        reader = READERS[self.indicator_id.code]
        company = self.company_id.sudo()
        if reader.lists_profiles:
            self._check_profiles_of_date()
        horizon = Horizon.of(company, self.as_of)
        has_form = not reader.model.startswith("onetoone.") or (
            reader.model == "onetoone.profile"
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.indicator_id.name,
            "res_model": reader.model,
            "views": [
                (False, "list"),
                *([(False, "form")] if has_form else []),
                (False, "pivot"),
                (False, "graph"),
            ],
            "domain": list(reader.domains(company, horizon)[which]),
            "context": {"create": False, "onetoone_reading_id": self.id},
        }

    def _select_cases(self):
        """Return the SELECT of the cases that were counted for the reading."""
        self.ensure_one()
        reading = self.sudo()
        reader = READERS[reading.indicator_id.code]
        if not isinstance(reader, CaseReader):
            return EMPTY
        company = reading.company_id
        context = MeasureContext(
            company,
            Horizon.of(company, reading.as_of),
            SQL("onetoone_profile"),
            [reader],
            keeps_tables=False,
        )
        return reader.select(context)

    def _check_profiles_of_date(self):
        profiles_as_of = self.env["onetoone.refresh"].sudo()._of(self.company_id).as_of
        if profiles_as_of != self.as_of:
            raise UserError(
                self.env._(
                    "The customers counted for %(date)s can no longer be listed: "
                    "their profiles are now those of %(profiles)s. "
                    "Open the reading of that date instead.",
                    date=format_date(self.env, self.as_of),
                    profiles=format_date(self.env, profiles_as_of)
                    or self.env._("no date"),
                )
            )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _record_all(self, company, as_of, measurements):
        """Write measurements into readings of a company and date; return them.

        :param measurements: {indicator: :class:`Measurement`}; one that is only not
            recorded replaces nothing
        """
        recorded = self.search(
            [("company_id", "=", company.id), ("as_of", "=", as_of)]
        ).grouped("indicator_id")
        readings, new = self.browse(), []
        for indicator, measured in measurements.items():
            reading = recorded.get(indicator, self.browse())
            values = indicator._reading_values(measured)
            if not reading:
                new.append(
                    {
                        **values,
                        "indicator_id": indicator.id,
                        "company_id": company.id,
                        "as_of": as_of,
                    }
                )
            elif measured.missing_reason != measurement.NOT_RECORDED:
                reading.write(values)
            readings |= reading
        return readings | self.create(new)

    def _value_to_compare(self):
        """Return the value as far as it can be judged; None with too few cases."""
        self.ensure_one()
        if self.value is False:
            return None
        is_enough = self.indicator_id._has_enough_cases(self.denominator)
        return self.value if is_enough else None
