"""What the records of a company showed of each stage over time."""

from odoo.tools import SQL

from .paths import flushed

# every day of the last quarter, before that one day a week: years stay a few points
DAYS_SHOWN = 92


def select_evidence(env, company_id, weights):
    """Return the SELECT of the evidence of stages over time.

    Rows are (date as text, code of the stage, evidence 0-100, whether an indicator was
    measured on other anchors), in the order of the dates: all with readings of the
    ``DAYS_SHOWN`` before the latest, and the last one of each week before. Positions
    are those on the anchors of today, their mean is like that of ``evidence_of``.

    :param weights: {id of an indicator: (code of its stage, weight above 0)}; others
        do not count
    """
    return SQL(
        """
        WITH RECURSIVE latest AS (%(latest)s),
             shown (as_of) AS (
                 SELECT as_of FROM latest
                  UNION ALL
                 -- the next one back, found in the index, not among all readings
                 SELECT (%(before)s)
                   FROM shown, latest
                  WHERE shown.as_of IS NOT NULL)
        SELECT shown.as_of::text, counted.stage,
               sum(counted.weight * reading.restated_position) / sum(counted.weight),
               bool_or(reading.is_restated)
          FROM shown
         -- day by day: the number of days is not known to the planner
         CROSS JOIN LATERAL (
               SELECT indicator_id, restated_position, is_restated
                 FROM onetoone_reading
                WHERE company_id = %(company)s AND as_of = shown.as_of
                  AND restated_position IS NOT NULL
               OFFSET 0) reading
          JOIN unnest(%(ids)s::int[], %(stages)s::text[], %(weights)s::float[])
               AS counted (indicator_id, stage, weight) USING (indicator_id)
      GROUP BY shown.as_of, counted.stage
      ORDER BY shown.as_of, counted.stage%(flush)s
        """,
        latest=_latest(company_id, SQL("TRUE")),
        before=_latest(
            company_id,
            SQL(
                """reading.as_of < CASE WHEN shown.as_of > latest.as_of - %s
                                THEN shown.as_of
                                ELSE date_trunc('week', shown.as_of)::date END""",
                DAYS_SHOWN,
            ),
        ),
        company=company_id,
        ids=list(weights),
        stages=[stage for stage, _weight in weights.values()],
        weights=[float(weight) for _stage, weight in weights.values()],
        flush=flushed(env["onetoone.reading"], "restated_position", "is_restated"),
    )


def _latest(company_id, condition):
    return SQL(
        """SELECT max(reading.as_of) AS as_of FROM onetoone_reading reading
            WHERE reading.company_id = %s AND reading.restated_position IS NOT NULL
              AND %s""",
        company_id,
        condition,
    )
