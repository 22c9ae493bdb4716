"""The evidence of one company: readings, what they mean, limits, customers."""

from odoo import fields
from odoo.tools import format_date

from odoo.addons.odoo_onetoone.engine.positions import ANCHOR_POSITIONS, parse_anchors

from .clock import local_moment, timezone_of
from .customers import customers_sheet
from .report import (
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    NUMBER,
    PARAGRAPH,
    PERCENT,
    TEXT,
    Column,
    Fact,
    Report,
    Sheet,
)
from .thresholds import thresholds_sheet, whole


def evidence_report(env, company):
    """Return the evidence of a company as the user of ``env`` may see it.

    A branch stands for its root company.
    """
    # a user of a branch alone may see the evidence of its root, not its company
    company = company.sudo().root_id
    zone = timezone_of(env, company)
    refresh = env["onetoone.refresh"].search([("company_id", "=", company.id)])
    return Report(
        title=env._("Evidence of %(company)s", company=company.name),
        company=company.name,
        author=env.user.name,
        created=local_moment(fields.Datetime.now(), zone),
        sheets=[
            _readings_sheet(env, company, refresh, zone),
            _definitions_sheet(env),
            thresholds_sheet(env, company, refresh),
            customers_sheet(env, company, zone),
        ],
        currency_decimals=company.currency_id.decimal_places,
        yes=env._("Yes"),
        no=env._("No"),
    )


def _readings_sheet(env, company, refresh, zone):
    readings = _latest_readings(env, company)
    return Sheet(
        name=env._("Readings"),
        title=env._("Evidence of %(company)s", company=company.name),
        facts=[
            Fact(env._("Company"), company.name),
            Fact(env._("As of"), refresh.as_of or readings[:1].as_of or None, DATE),
            Fact(env._("Made on"), local_moment(fields.Datetime.now(), zone), DATETIME),
            Fact(env._("Time zone"), zone.zone),
            Fact(env._("Made by"), env.user.name),
        ],
        notes=[
            env._(
                "Records dated before the day “as of” count. No value: no data. "
                "Positions run from 0 to 100."
            ),
            env._(
                "Anchors and weights are proposals of this app; "
                "a One-to-One manager can replace them."
            ),
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 15),
            Column("indicator", env._("Indicator"), TEXT, 27),
            Column("value", env._("Value"), DECIMAL, 10),
            Column("unit", env._("Unit"), TEXT, 14),
            Column("position", env._("Position"), PERCENT, 10),
            Column("numerator", env._("Counted"), INTEGER, 11),
            Column("denominator", env._("Among"), INTEGER, 11),
            Column("explanation", env._("Explanation"), PARAGRAPH, 48),
            Column("missing_reason", env._("Why no score"), PARAGRAPH, 30),
            Column("as_of", env._("As of"), DATE, 12),
        ],
        rows=[_reading_row(env, reading) for reading in readings],
    )


def _latest_readings(env, company):
    readings = env["onetoone.reading"]
    in_company = [("company_id", "=", company.id)]
    latest = readings.search(in_company, order="as_of desc", limit=1).as_of
    return readings.search([*in_company, ("as_of", "=", latest)])


def _reading_row(env, reading):
    units = dict(reading._fields["unit"]._description_selection(env))
    reasons = dict(reading._fields["missing_reason"]._description_selection(env))
    return (
        reading.dimension_id.name,
        reading.indicator_id.name,
        _known(reading.value),
        units.get(reading.unit),
        _known(reading.position),
        _known(reading.numerator),
        _known(reading.denominator),
        reading.explanation or None,
        reasons.get(reading.missing_reason),
        reading.as_of,
    )


def _definitions_sheet(env):
    indicators = env["onetoone.indicator"].search([])
    units = dict(indicators._fields["unit"]._description_selection(env))
    return Sheet(
        name=env._("Definitions"),
        title=env._("What the indicators measure"),
        notes=[
            env._(
                "A value on an anchor stands at the position above it; "
                "between two anchors the position is linear."
            ),
        ],
        columns=[
            Column("indicator", env._("Indicator"), TEXT, 27),
            Column("code", env._("Code"), TEXT, 21),
            Column("definition", env._("Definition"), PARAGRAPH, 60),
            Column("unit", env._("Unit"), TEXT, 14),
            *(
                Column(
                    f"anchor_{position:.0f}",
                    env._("At %(position)s", position=f"{position:.0f}"),
                    NUMBER,
                    9,
                )
                for position in ANCHOR_POSITIONS
            ),
            Column("weight", env._("Weight"), DECIMAL, 9),
        ],
        rows=[
            (
                indicator.name,
                indicator.code,
                indicator.definition or None,
                units.get(indicator.unit),
                *_anchors(indicator),
                indicator.weight,
            )
            for indicator in indicators
        ],
    )


def _anchors(indicator):
    """Return the five anchors; None for each where the indicator has no position."""
    if not indicator.anchors:
        return [None] * len(ANCHOR_POSITIONS)
    return [whole(anchor) for anchor in parse_anchors(indicator.anchors)]


def evidence_filename(env, company):
    """Return the name under which the evidence of a company is saved."""
    company = company.sudo().root_id
    as_of = env["onetoone.refresh"].search([("company_id", "=", company.id)]).as_of
    day = f" {format_date(env, as_of, date_format='yyyy-MM-dd')}" if as_of else ""
    return f"{env._('Evidence of %(company)s', company=company.name)}{day}.xlsx"


def _known(number):
    """Return None for the False with which a field says "no data"."""
    return None if number is False else number
