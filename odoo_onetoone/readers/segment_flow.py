"""How often customers moved between the segments of a division, by month."""

from odoo.tools import SQL

from .paths import flushed

# a row is found again by its number: months since 2000, segment left, segment joined
ID_BITS = 20


def select_flow(env, company_ids, since=None):
    """Return the SELECT of the moves in some companies, one row per month and pair.

    Who leaves one segment and joins another of the division on the same day moved. Who
    only joins, or only leaves, comes from or goes to no segment: that are all who join
    or leave but those who moved, so that millions who join at first are only counted.

    :param company_ids: of root companies; nothing of others is read
    :param since: day of the first move that counts
    """
    come = _periods("date_from", company_ids, since)
    gone = _periods("date_to", company_ids, since)
    return SQL(
        """
        WITH moved AS MATERIALIZED (
            SELECT gone.company_id, gone.division_id, gone.month,
                   gone.segment_id AS from_id, gone.id AS gone_id,
                   come.segment_id AS to_id, come.id AS come_id
              FROM %(gone)s gone
              JOIN %(come)s come
                   USING (company_id, division_id, partner_id, day))
        SELECT %(id)s AS id, *
          FROM (SELECT company_id, division_id, month, from_id AS from_segment_id,
                       to_id AS to_segment_id, count(*) AS customer_count
                  FROM moved GROUP BY 1, 2, 3, 4, 5
                 UNION ALL
                SELECT company_id, division_id, month, NULL, segment_id,
                       count(*) - (SELECT count(DISTINCT come_id) FROM moved
                                    WHERE to_id = segment_id
                                      AND moved.month = come.month)
                  FROM %(come)s come GROUP BY 1, 2, 3, 5
                 UNION ALL
                SELECT company_id, division_id, month, segment_id, NULL,
                       count(*) - (SELECT count(DISTINCT gone_id) FROM moved
                                    WHERE from_id = segment_id
                                      AND moved.month = gone.month)
                  FROM %(gone)s gone GROUP BY 1, 2, 3, 4) counted
         WHERE customer_count > 0%(flush)s
        """,
        id=_row_id(),
        come=come,
        gone=gone,
        flush=SQL(
            "%s%s",
            flushed(env["onetoone.segment"], "division_id"),
            flushed(env["onetoone.segment.member"], "date_from", "date_to"),
        ),
    )


def _periods(column, company_ids, since):
    """Return SQL, in brackets: when customers joined or left segments of a division."""
    day = SQL.identifier("member", column)
    return SQL(
        """
        (SELECT member.id, member.company_id, segment.division_id, member.partner_id,
                member.segment_id, %(day)s AS day,
                date_trunc('month', %(day)s)::date AS month
           FROM onetoone_segment_member member
           JOIN onetoone_segment segment ON segment.id = member.segment_id
          WHERE member.company_id IN %(companies)s
            AND segment.division_id IS NOT NULL
            AND %(day)s >= %(since)s)
        """,
        day=day,
        companies=tuple(company_ids) or (0,),
        since=since or SQL("'-infinity'::date"),
    )


def _row_id():
    return SQL(
        """
        (((12 * (extract(year FROM month)::bigint - 2000)
           + extract(month FROM month)::bigint) << %(two)s)
         + (COALESCE(from_segment_id, 0)::bigint << %(one)s)
         + COALESCE(to_segment_id, 0))
        """,
        one=ID_BITS,
        two=2 * ID_BITS,
    )
