"""What the records of a company showed of each stage, day by day."""

from odoo.tools import SQL

from .paths import flushed


def select_evidence(env, company_id, stages):
    """Return the SELECT of the evidence of stages on every date with readings.

    Rows are (date as text, code of the stage, evidence 0-100, whether an indicator was
    measured on other anchors), in the order of the dates. Positions are those on the
    anchors of today, their mean is by the weights of today, like ``evidence_of``.

    :param stages: codes of the dimensions to show
    """
    return SQL(
        """
        SELECT reading.as_of::text, stage.code,
               sum(indicator.weight * reading.restated_position)
                   / sum(indicator.weight),
               bool_or(reading.is_restated)
          FROM onetoone_reading reading
          JOIN onetoone_indicator indicator
            ON indicator.id = reading.indicator_id AND indicator.weight > 0
          JOIN onetoone_dimension stage
            ON stage.id = indicator.dimension_id AND stage.code = ANY(%(stages)s)
         WHERE reading.company_id = %(company)s
           AND reading.restated_position IS NOT NULL
      GROUP BY reading.as_of, stage.code
      ORDER BY reading.as_of, stage.code%(flush)s
        """,
        company=company_id,
        stages=list(stages),
        flush=SQL(
            "%s%s",
            flushed(env["onetoone.indicator"], "weight", "dimension_id"),
            flushed(env["onetoone.reading"], "restated_position", "is_restated"),
        ),
    )
