"""The cause that the whole company tells: a surge of complaints (C-X48)."""

from datetime import timedelta

from odoo.tools import SQL

from ...engine.alerts import kinds, surge
from ..complaints import select_opened
from .causes import cause


def select_surge(scene):
    """Return the SELECT of the surge: one row, or none."""
    *earlier, recent = count_opened(scene)
    usual = surge.usual(earlier)
    return SQL(
        "SELECT %s WHERE %s",
        cause(
            kinds.COMPLAINT_SURGE,
            user_id=SQL("%s::integer", scene.default or scene.fallback),
            details={
                "days": SQL("%s::integer", surge.SPAN_DAYS),
                "complaints": SQL("%s::integer", recent),
                "usual": SQL("%s::numeric", str(round(usual.mean, 1))),
                "surge": SQL("%s::integer", usual.surge),
            },
        ),
        surge.is_surge(recent, earlier),
    )


def count_opened(scene):
    """Return how many complaints were opened in each span, the last one at the end."""
    env = scene.env
    bounds = [
        scene.company._onetoone_day_start(
            scene.as_of - timedelta(days=surge.SPAN_DAYS * spans)
        )
        for spans in range(surge.EARLIER_SPANS + 1, -1, -1)
    ]
    sources = env["onetoone.source"]._ready("complaint", scene.company)._with_rows()
    if not sources:
        return [0] * (surge.EARLIER_SPANS + 1)
    rows = env.execute_query(
        SQL(
            """
            SELECT width_bucket(opened, %s::timestamp[]), count(*)
              FROM (%s) complaint
             WHERE opened >= %s AND opened < %s
             GROUP BY 1
            """,
            bounds,
            SQL(" UNION ALL ").join(
                select_opened(source, scene.portfolio) for source in sources
            ),
            bounds[0],
            bounds[-1],
        )
    )
    counts = dict(rows)
    return [counts.get(span, 0) for span in range(1, surge.EARLIER_SPANS + 2)]
