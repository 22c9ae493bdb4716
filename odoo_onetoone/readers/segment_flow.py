"""How many customers moved between the segments of a division, by month."""

from odoo.tools import SQL

from .paths import flushed

# a row is found again by its number: months since 2000, segment left, segment joined
ID_BITS = 20


def select_flow(env, company_ids, since=None):
    """Return the SELECT of the moves in some companies, one row per month and pair.

    Who leaves one segment and joins another of the division on the same day moved;
    who only joins, or only leaves, comes from or goes to no segment.

    :param company_ids: of root companies; nothing of others is read
    :param since: day of the first move that counts
    """
    return SQL(
        """
        SELECT %(id)s AS id, *
          FROM (SELECT company_id, division_id,
                       date_trunc('month', day)::date AS month,
                       gone.segment_id AS from_segment_id,
                       come.segment_id AS to_segment_id,
                       count(DISTINCT partner_id) AS customer_count
                  FROM (%(come)s) come
                  FULL JOIN (%(gone)s) gone
                      USING (company_id, division_id, partner_id, day)
                 GROUP BY 1, 2, 3, 4, 5) counted%(flush)s
        """,
        id=_row_id(),
        come=_events("date_from", company_ids, since),
        gone=_events("date_to", company_ids, since),
        flush=flushed(env["onetoone.segment"], "division_id"),
    )


def _events(column, company_ids, since):
    """Return the SELECT of when customers joined or left segments of a division."""
    day = SQL.identifier("member", column)
    return SQL(
        """
        SELECT member.company_id, segment.division_id, member.partner_id,
               %(day)s AS day, member.segment_id
          FROM onetoone_segment_member member
          JOIN onetoone_segment segment ON segment.id = member.segment_id
         WHERE member.company_id IN %(companies)s
           AND segment.division_id IS NOT NULL
           AND %(day)s >= %(since)s
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
