"""The company's own records, as the round froze them, and how they moved."""

from odoo.tools import format_date

from odoo.addons.odoo_onetoone.engine.positions import ANCHOR_POSITIONS, parse_anchors
from odoo.addons.odoo_onetoone.optional_fields import known

from ..report import DECIMAL, INTEGER, NUMBER, PARAGRAPH, PERCENT, TEXT, Column, Sheet
from ..thresholds import whole
from .closed_round import values_of

# months shown of the readings before the round
TREND_LENGTH = 12


def evidence_sheet(closed):
    env = closed.env
    readings = closed.assessment.reading_ids
    units = dict(env["onetoone.indicator"]._fields["unit"]._description_selection(env))
    reasons = dict(
        env["onetoone.reading"]._fields["missing_reason"]._description_selection(env)
    )
    return Sheet(
        name=env._("Evidence"),
        title=env._("What the company's own records show"),
        notes=[
            env._(
                "Values, anchors and weights are those of the day the round was "
                "closed. A value on an anchor stands at the position above it; between "
                "two anchors the position is linear. Weight 0: shown, not counted."
            )
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 15),
            Column("indicator", env._("Indicator"), PARAGRAPH, 28),
            Column("value", env._("Value"), DECIMAL, 10),
            Column("unit", env._("Unit"), TEXT, 17),
            Column("position", env._("Position"), PERCENT, 9),
            Column("numerator", env._("Counted"), INTEGER, 10),
            Column("denominator", env._("Among"), INTEGER, 10),
            Column("weight", env._("Weight"), DECIMAL, 8),
            *(
                Column(
                    f"anchor_{position:.0f}",
                    env._("At %(position)s", position=f"{position:.0f}"),
                    NUMBER,
                    8,
                )
                for position in ANCHOR_POSITIONS
            ),
            Column("definition", env._("Definition"), PARAGRAPH, 70),
            Column("reason", env._("Why no score"), PARAGRAPH, 24),
        ],
        rows=[
            (
                reading.dimension_id.name,
                reading.indicator_id.name,
                known(reading.value),
                units.get(reading.indicator_id.unit),
                *values_of(reading, "position", "numerator", "denominator"),
                reading.weight,
                *_anchors(reading),
                reading.indicator_id.definition or None,
                reasons.get(reading.missing_reason),
            )
            for reading in _in_order(readings)
        ],
        heat=("position",),
    )


def _in_order(readings):
    """Return readings as the indicators are ordered, also those in use no more."""
    places = {
        indicator: place
        for place, indicator in enumerate(readings.indicator_id.sorted().ids)
    }
    return readings.sorted(lambda one: places[one.indicator_id.id])


def _anchors(reading):
    if not reading.anchors:
        return [None] * len(ANCHOR_POSITIONS)
    return [whole(anchor) for anchor in parse_anchors(reading.anchors)]


def trend_sheet(closed):
    """Return the last reading of each month up to the round's date."""
    env, assessment = closed.env, closed.assessment
    indicators = assessment.reading_ids.indicator_id.sorted()
    days = _days(env, assessment)
    readings = env["onetoone.reading"].search(
        [("company_id", "=", assessment.company_id.id), ("as_of", "in", days)]
    )
    values = {(one.indicator_id, one.as_of): known(one.value) for one in readings}
    frozen = {one.indicator_id: known(one.value) for one in assessment.reading_ids}
    units = dict(indicators._fields["unit"]._description_selection(env))
    return Sheet(
        name=env._("Evidence trend"),
        title=env._("Earlier readings of the same indicators"),
        notes=[
            env._(
                "The last reading of each month before the round; the last column is "
                "the round's own. Readings are as they stand now."
            )
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 15),
            Column("indicator", env._("Indicator"), TEXT, 34),
            Column("unit", env._("Unit"), TEXT, 18),
            *(Column(f"day_{day}", format_date(env, day), DECIMAL, 11) for day in days),
            Column("round", env._("This round"), DECIMAL, 11),
        ],
        rows=[
            (
                indicator.dimension_id.name,
                indicator.name,
                units.get(indicator.unit),
                *(values.get((indicator, day)) for day in days),
                frozen[indicator],
            )
            for indicator in indicators
        ],
    )


def _days(env, assessment):
    """Return the last day with readings of each month before the round, in order."""
    groups = env["onetoone.reading"]._read_group(
        [
            ("company_id", "=", assessment.company_id.id),
            ("as_of", "<", assessment.as_of),
        ],
        ["as_of:month"],
        ["as_of:max"],
        order="as_of:month desc",
        limit=TREND_LENGTH,
    )
    return sorted(day for _month, day in groups)
