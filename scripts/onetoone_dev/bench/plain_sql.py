"""The aggregations of a refresh as an analyst would write them by hand for this data.

Independent of the addon: no source mapping, one company, one currency, no optional
addon looked for, no drill-down. ``python -m onetoone_dev.bench.plain_sql DATABASE
MODEL RUNS`` prints the seconds of each part of each run as JSON.
"""

import json
import sys
import time

import psycopg2

from .plan import AS_OF

SESSION = "SET work_mem = '256MB'"  # the refresh takes as much

PURCHASES = {
    "account.move": """
        SELECT commercial_partner_id AS partner_id, invoice_date AS day,
               amount_untaxed_signed AS amount, move_type = 'out_refund' AS is_refund,
               invoice_user_id AS user_id, NULL::numeric AS margin
          FROM account_move
         WHERE state = 'posted' AND move_type IN ('out_invoice', 'out_refund')
           AND invoice_date < %(as_of)s
    """,
    "sale.order": """
        SELECT partner.commercial_partner_id, date_order::date,
               round(amount_untaxed / currency_rate, 2), amount_untaxed < 0,
               sales.user_id, sales.margin
          FROM sale_order sales JOIN res_partner partner ON partner.id = partner_id
         WHERE state = 'sale' AND date_order < %(as_of)s
    """,
}
BOUGHT = """
CREATE TEMP TABLE plain_bought AS
SELECT partner_id,
       min(day) FILTER (WHERE NOT is_refund) AS first_purchase,
       max(day) FILTER (WHERE NOT is_refund) AS last_purchase,
       count(*) FILTER (WHERE NOT is_refund AND day >= window_start) AS frequency,
       COALESCE(sum(amount) FILTER (WHERE day >= window_start), 0) AS monetary,
       sum(margin) FILTER (WHERE day >= window_start) AS margin,
       count(*) FILTER (WHERE NOT is_refund) AS lifetime_orders,
       sum(amount) AS lifetime_amount,
       COALESCE(sum(amount) FILTER (WHERE day >= recent), 0) AS recent_amount,
       sum(amount) FILTER (WHERE day >= before AND day < recent) AS amount_before,
       sum(amount) FILTER (WHERE day >= year_ago AND day < year_ago + 182)
           AS amount_year_ago,
       count(*) FILTER (WHERE day >= recent AND NOT is_refund) AS recent_orders,
       bool_or(day >= window_start - interval '1 year' AND day < window_start
               AND NOT is_refund) AS was_active,
       max(user_id) AS user_id
  FROM ({purchases}) purchase,
       (SELECT date %(as_of)s - interval '1 year' AS window_start,
               date %(as_of)s - 182 AS recent, date %(as_of)s - 364 AS before,
               date %(as_of)s - 365 - 182 AS year_ago) span
 GROUP BY partner_id;
ANALYZE plain_bought;
"""

CONTACTED = """
CREATE TEMP TABLE plain_contact AS
SELECT writer.commercial_partner_id AS partner_id, message.date, TRUE AS inbound,
       'email' AS channel
  FROM mail_message message
  JOIN res_partner writer ON writer.id = message.author_id
 WHERE message.message_type IN ('email', 'comment') AND NOT message.is_internal
   AND message.model IN ('res.partner', 'account.move', 'sale.order', 'crm.lead',
                         'helpdesk.ticket')
   AND message.author_id NOT IN (SELECT partner_id FROM res_users)
   AND message.date < %(as_of)s
UNION ALL
SELECT reader.commercial_partner_id, message.date, FALSE,
       CASE message.message_type WHEN 'sms' THEN 'sms' ELSE 'email' END
  FROM mail_message message
  JOIN mail_notification notified ON notified.mail_message_id = message.id
  JOIN res_partner reader ON reader.id = notified.res_partner_id
 WHERE message.message_type IN ('email', 'comment', 'email_outgoing', 'sms')
   AND (message.message_type = 'sms' OR NOT message.is_internal)
   AND message.model IN ('res.partner', 'account.move', 'sale.order', 'crm.lead',
                         'helpdesk.ticket')
   AND message.author_id IN (SELECT partner_id FROM res_users
                              WHERE NOT share AND id != 1)
   AND notified.res_partner_id NOT IN (SELECT partner_id FROM res_users)
   AND notified.notification_status NOT IN ('bounce', 'canceled')
   AND message.date < %(as_of)s
   AND NOT EXISTS (
        SELECT 1 FROM message_attachment_rel link
          JOIN ir_attachment file ON file.id = link.attachment_id
         WHERE link.message_id = message.id AND file.mimetype = 'application/pdf'
           AND file.res_model = message.model AND file.res_id = message.res_id)
UNION ALL
SELECT commercial_partner_id, create_date, TRUE, 'form'
  FROM helpdesk_ticket
 WHERE create_date < %(as_of)s;

CREATE TEMP TABLE plain_contacted AS
SELECT partner_id, max(date) AS last_contact,
       max(date) FILTER (WHERE inbound) AS last_inbound,
       max(date) FILTER (WHERE NOT inbound) AS last_outbound,
       count(*) FILTER (WHERE recent) AS contact_count_window,
       count(DISTINCT channel) FILTER (WHERE recent) AS channel_count,
       COALESCE(bool_or(inbound) FILTER (WHERE recent), FALSE)
       AND COALESCE(bool_or(NOT inbound) FILTER (WHERE recent), FALSE) AS is_two_way
  FROM (SELECT *, date >= date %(as_of)s - interval '1 year' AS recent
          FROM plain_contact) contact
 GROUP BY partner_id;
DROP TABLE plain_contact;
ANALYZE plain_contacted;
"""

# Monday to Friday, 8 to 12 and 13 to 17 o'clock in UTC: the calendar of the company
COMPLAINED = """
CREATE TEMP TABLE plain_day AS
SELECT day::date AS day, workday,
       sum(CASE WHEN workday THEN 8 ELSE 0 END) OVER (ORDER BY day)
           - CASE WHEN workday THEN 8 ELSE 0 END AS hours_before
  FROM (SELECT day, extract(isodow FROM day) < 6 AS workday
          FROM generate_series(date %(as_of)s - interval '10 years',
                               date %(as_of)s + interval '1 year',
                               interval '1 day') day) calendar;
ANALYZE plain_day;

CREATE TEMP TABLE plain_complained AS
SELECT partner_id, count(*) AS complaint_count,
       count(*) FILTER (WHERE NOT is_closed) AS open_complaint_count,
       min(opened) FILTER (WHERE NOT is_closed) AS oldest_open_complaint,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY hours)
           FILTER (WHERE is_closed) AS median_complaint_hours
  FROM (SELECT complaint.*,
               until.hours_before + {worked_until} - since.hours_before - {worked_since}
                   AS hours
          FROM (SELECT ticket.commercial_partner_id AS partner_id,
                       ticket.create_date AS opened,
                       COALESCE(history.is_closed, history.was_closed,
                                stage.closed) AS is_closed,
                       COALESCE(history.closed, ticket.closed_date) AS closed
                  FROM helpdesk_ticket ticket
                  JOIN helpdesk_ticket_stage stage ON stage.id = ticket.stage_id
                  LEFT JOIN (
                        SELECT message.res_id,
                               max(message.date) FILTER (
                                   WHERE new_stage.closed
                                     AND message.date < %(as_of)s) AS closed,
                               (array_agg(new_stage.closed ORDER BY message.date DESC)
                                   FILTER (WHERE message.date < %(as_of)s))[1]
                                   AS is_closed,
                               (array_agg(old_stage.closed ORDER BY message.date)
                                   FILTER (WHERE message.date >= %(as_of)s))[1]
                                   AS was_closed
                          FROM mail_tracking_value change
                          JOIN mail_message message
                               ON message.id = change.mail_message_id
                          JOIN helpdesk_ticket_stage new_stage
                               ON new_stage.id = change.new_value_integer
                          JOIN helpdesk_ticket_stage old_stage
                               ON old_stage.id = change.old_value_integer
                         WHERE change.field_id = (
                                SELECT id FROM ir_model_fields
                                 WHERE model = 'helpdesk.ticket' AND name = 'stage_id')
                           AND message.model = 'helpdesk.ticket'
                         GROUP BY message.res_id) history
                       ON history.res_id = ticket.id
                 WHERE ticket.create_date < %(as_of)s) complaint
          LEFT JOIN plain_day since ON since.day = opened::date
          LEFT JOIN plain_day until ON until.day = closed::date) timed
 GROUP BY partner_id;
ANALYZE plain_complained;
"""
WORKED = """CASE WHEN {day}.workday THEN
    least(greatest(extract(epoch FROM {moment}::time) / 3600 - 8, 0), 4)
    + least(greatest(extract(epoch FROM {moment}::time) / 3600 - 13, 0), 4)
    ELSE 0 END"""

IDENTITY = """
CREATE TEMP TABLE plain_identity AS
SELECT partner.id AS partner_id, partner.is_company, partner.user_id,
       family.is_reachable AND COALESCE(partner.name, '') != '' AS is_reachable,
       family.contacts, family.reachable_contacts, family.places,
       (partner.name IS NOT NULL)::int + (partner.street IS NOT NULL)::int
       + (partner.city IS NOT NULL)::int + (partner.country_id IS NOT NULL)::int
       + (partner.email IS NOT NULL)::int + (partner.phone IS NOT NULL)::int
       + (partner.lang IS NOT NULL)::int + (partner.ref IS NOT NULL)::int AS filled
  FROM res_partner partner
  JOIN (SELECT commercial_partner_id,
               bool_or(email IS NOT NULL OR phone IS NOT NULL) AS is_reachable,
               count(*) FILTER (WHERE parent_id IS NOT NULL AND type = 'contact')
                   AS contacts,
               count(*) FILTER (WHERE parent_id IS NOT NULL AND type = 'contact'
                                AND (email IS NOT NULL OR phone IS NOT NULL))
                   AS reachable_contacts,
               count(DISTINCT city) AS places
          FROM res_partner
         WHERE active OR id = commercial_partner_id
         GROUP BY commercial_partner_id) family
       ON family.commercial_partner_id = partner.id;

CREATE TEMP TABLE plain_duplicate AS
SELECT DISTINCT partner_id
  FROM (SELECT partner_id,
               min(partner_id) OVER shared != max(partner_id) OVER shared AS several
          FROM (SELECT commercial_partner_id AS partner_id, email_normalized AS mark
                  FROM res_partner WHERE email_normalized IS NOT NULL
                UNION ALL
                SELECT commercial_partner_id, regexp_replace(phone, '[^0-9]', '', 'g')
                  FROM res_partner WHERE phone IS NOT NULL
                UNION ALL
                SELECT commercial_partner_id, vat
                  FROM res_partner WHERE vat IS NOT NULL) sign
        WINDOW shared AS (PARTITION BY mark)) marked
 WHERE several;
ANALYZE plain_identity;
ANALYZE plain_duplicate;
"""

ASSEMBLED = """
CREATE TABLE plain_profile AS
WITH limits AS (
    SELECT percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (
               ORDER BY date %(as_of)s - last_purchase) AS recency,
           percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (
               ORDER BY frequency) AS frequency,
           percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (
               ORDER BY monetary) AS monetary
      FROM plain_bought WHERE frequency > 0),
shares AS (
    SELECT partner_id,
           COALESCE(sum(monetary) OVER (ORDER BY monetary DESC GROUPS BETWEEN
                UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
           / sum(monetary) OVER () AS larger
      FROM plain_bought WHERE monetary > 0),
known AS (
    SELECT partner_id FROM plain_bought UNION SELECT partner_id FROM plain_contacted
    UNION SELECT partner_id FROM plain_complained
    UNION SELECT partner.commercial_partner_id FROM crm_lead
            JOIN res_partner partner ON partner.id = crm_lead.partner_id)
SELECT known.partner_id, identity.is_company, identity.is_reachable,
       identity.contacts, identity.reachable_contacts, identity.places > 1 AS sites,
       100.0 * identity.filled / 9 AS completeness,
       duplicate.partner_id IS NOT NULL AS is_duplicate,
       COALESCE(identity.user_id, bought.user_id) AS user_id,
       bought.first_purchase, bought.last_purchase,
       COALESCE(bought.frequency, 0) AS frequency,
       COALESCE(bought.monetary, 0) AS monetary, bought.margin,
       bought.lifetime_orders, bought.lifetime_amount, bought.recent_amount,
       CASE WHEN bought.first_purchase < date %(as_of)s - 365 - 182
            THEN bought.amount_year_ago ELSE bought.amount_before END
           AS previous_amount,
       bought.recent_orders, bought.was_active,
       1 + (SELECT count(*) FROM unnest(limits.frequency) step
             WHERE bought.frequency > step) AS f_score,
       1 + (SELECT count(*) FROM unnest(limits.monetary) step
             WHERE bought.monetary > step) AS m_score,
       5 - (SELECT count(*) FROM unnest(limits.recency) step
             WHERE date %(as_of)s - bought.last_purchase > step) AS r_score,
       CASE WHEN shares.larger < 0.8 THEN 'a' WHEN shares.larger < 0.95 THEN 'b'
            ELSE 'c' END AS abc,
       contacted.last_contact, contacted.last_inbound, contacted.last_outbound,
       COALESCE(contacted.contact_count_window, 0) AS contact_count_window,
       contacted.channel_count, contacted.is_two_way,
       COALESCE(complained.complaint_count, 0) AS complaint_count,
       complained.open_complaint_count, complained.oldest_open_complaint,
       complained.median_complaint_hours
  FROM known
  CROSS JOIN limits
  JOIN plain_identity identity USING (partner_id)
  LEFT JOIN plain_duplicate duplicate USING (partner_id)
  LEFT JOIN plain_bought bought USING (partner_id)
  LEFT JOIN shares USING (partner_id)
  LEFT JOIN plain_contacted contacted USING (partner_id)
  LEFT JOIN plain_complained complained USING (partner_id)
 WHERE known.partner_id NOT IN (SELECT partner_id FROM res_users);
ALTER TABLE plain_profile ADD PRIMARY KEY (partner_id);
"""

# Of the customers known to both, the share with the same value. Contacts of customers
# in the portfolio only: a message of a prospect that names no company is nobody's.
AGREEMENT = """
SELECT count(*),
       avg((ours.frequency = plain.frequency)::int),
       avg((ours.monetary = plain.monetary)::int),
       avg((ours.contact_count_window = plain.contact_count_window)::int)
           FILTER (WHERE ours.is_customer),
       avg((ours.rfm = concat(plain.r_score, plain.f_score, plain.m_score))::int)
           FILTER (WHERE ours.is_active),
       avg((ours.abc = plain.abc)::int) FILTER (WHERE ours.is_customer),
       avg((ours.is_reachable = plain.is_reachable)::int),
       avg((ours.complaint_count = plain.complaint_count
            AND ours.open_complaint_count IS NOT DISTINCT FROM
                COALESCE(plain.open_complaint_count, 0))::int),
       avg((round(ours.median_complaint_hours::numeric, 3) IS NOT DISTINCT FROM
            round(plain.median_complaint_hours::numeric, 3))::int)
  FROM plain_profile plain
  JOIN onetoone_profile ours USING (partner_id)
"""
AGREED = (
    "frequency",
    "monetary",
    "contacts in the window",
    "R, F, M",
    "A, B, C",
    "reachable",
    "complaints and open ones",
    "median of working hours to close",
)


def parts(model: str) -> dict[str, str]:
    complained = COMPLAINED.format(
        worked_since=WORKED.format(day="since", moment="opened"),
        worked_until=WORKED.format(day="until", moment="closed"),
    )
    return {
        "purchases": BOUGHT.format(purchases=PURCHASES[model]),
        "contacts": CONTACTED,
        "complaints": complained,
        "identity": IDENTITY,
        "scores and writing": ASSEMBLED,
    }


def run(cursor, model: str) -> dict[str, float]:
    """Seconds of each part; the result stands in the table plain_profile."""
    cursor.execute("DROP TABLE IF EXISTS plain_profile; DISCARD TEMP;" + SESSION)
    seconds = {}
    for name, statement in parts(model).items():
        start = time.monotonic()
        cursor.execute(statement, {"as_of": AS_OF.isoformat()})
        seconds[name] = time.monotonic() - start
    return seconds


def main() -> None:
    database, model, runs = sys.argv[1:]
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        seconds = [run(cursor, model) for _run in range(int(runs))]
        cursor.execute(AGREEMENT)
        count, *shares = cursor.fetchone()
        cursor.execute("DROP TABLE plain_profile")
    agreement = {
        name: float(share or 0) for name, share in zip(AGREED, shares, strict=True)
    }
    print(json.dumps({"parts": seconds, "customers": count, "agreement": agreement}))


if __name__ == "__main__":
    main()
