from odoo import api, fields, models
from odoo.tools import SQL


class OnetooneSegmentMember(models.Model):
    """A period in which a customer belonged to a segment.

    Half-open: the customer is in from ``date_from`` on and no more on ``date_to``.
    """

    _name = "onetoone.segment.member"
    _description = "Segment Membership"
    _order = "date_from desc, id desc"
    _rec_name = "partner_id"
    _log_access = False

    segment_id = fields.Many2one(
        "onetoone.segment",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(
        string="Until", readonly=True, help="Not any more from this day on; empty: now."
    )

    _segment_idx = models.Index("(segment_id, partner_id) WHERE date_to IS NULL")
    _period_idx = models.Index("(company_id, date_from)")
    _left_idx = models.Index("(company_id, date_to) WHERE date_to IS NOT NULL")
    _period_not_empty = models.Constraint(
        "CHECK(date_to > date_from)", "A membership must last one day at least."
    )

    @api.model
    def _merge_periods(self, dst_partner, src_partners):
        """Give a customer the periods of others; those that meet become one.

        Call it before the others are merged into him.
        """
        dst = dst_partner.commercial_partner_id
        partner_ids = tuple((src_partners | dst).ids)
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                WITH period AS (
                    SELECT id, segment_id, date_from,
                           COALESCE(date_to, 'infinity') AS date_to,
                           max(COALESCE(date_to, 'infinity')) OVER (
                               PARTITION BY segment_id ORDER BY date_from, id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                               AS reached
                      FROM onetoone_segment_member
                     WHERE partner_id IN %(partners)s),
                counted AS (
                    SELECT *, count(*) FILTER (
                               WHERE reached IS NULL OR date_from > reached) OVER (
                               PARTITION BY segment_id ORDER BY date_from, id) AS number
                      FROM period),
                united AS (
                    SELECT min(id) AS id, min(date_from) AS date_from,
                           NULLIF(max(date_to), 'infinity') AS date_to
                      FROM counted GROUP BY segment_id, number),
                gone AS (
                    DELETE FROM onetoone_segment_member
                     WHERE partner_id IN %(partners)s
                       AND id NOT IN (SELECT id FROM united))
                UPDATE onetoone_segment_member member
                   SET partner_id = %(dst)s, date_from = united.date_from,
                       date_to = united.date_to
                  FROM united
                 WHERE member.id = united.id
                   AND (member.partner_id, member.date_from, member.date_to)
                       IS DISTINCT FROM
                       (%(dst)s, united.date_from, united.date_to)
                """,
                partners=partner_ids,
                dst=dst.id,
            )
        )
        self.invalidate_model()
