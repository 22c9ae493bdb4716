"""Messages on customers, invoices, orders, leads and tickets, and who was notified.

A fifth of what users send on a purchase carries the PDF of that purchase, which is how
Odoo sends an invoice or an order.
"""

MESSAGES = """
INSERT INTO mail_message
    (id, res_id, record_company_id, subtype_id, author_id, create_uid, write_uid,
     subject, model, message_type, email_from, message_id, reply_to, body, is_internal,
     reply_to_force_new, email_add_signature, date, create_date, write_date)
SELECT %(message)s + n,
       CASE document WHEN 'partner' THEN bench.partner(customer)
                     WHEN 'purchase' THEN %(main)s + number
                     WHEN 'side' THEN %(side)s + number
                     WHEN 'lead' THEN %(lead)s + number
                     ELSE %(ticket)s + number END,
       CASE WHEN document != 'partner' THEN %(company)s END,
       CASE WHEN way IN ('note', 'text') THEN %(note)s ELSE %(comment)s END,
       CASE way WHEN 'received' THEN bench.contact(customer, n)
                WHEN 'robot' THEN %(robot_partner)s
                ELSE bench.partner_of_user(customer) END,
       CASE WHEN way IN ('received', 'robot') THEN %(robot)s
            ELSE bench.user_of(customer) END,
       CASE WHEN way IN ('received', 'robot') THEN %(robot)s
            ELSE bench.user_of(customer) END,
       CASE WHEN way NOT IN ('note', 'text') THEN 'Re: your question ' || n END,
       CASE document WHEN 'partner' THEN 'res.partner' WHEN 'purchase' THEN %(model)s
                     WHEN 'side' THEN %(side_model)s WHEN 'lead' THEN 'crm.lead'
                     ELSE 'helpdesk.ticket' END,
       CASE WHEN way = 'received' THEN 'email'
            WHEN way = 'text' THEN 'sms'
            WHEN way = 'sent' AND bench.share(n, 35) < 0.15 THEN 'email_outgoing'
            ELSE 'comment' END,
       '"Sender ' || mod(n, 1000) || '" <sender' || mod(n, 1000) || '@mail.example>',
       '<' || lpad(n::text, 40, '0') || '@mail.example>', 'catchall@company.example',
       '<p>Thank you for your message ' || n || '. The goods left our warehouse this'
       || ' morning, and the carrier told us that they will be with you on the day'
       || ' after tomorrow. Please do not hesitate to call.</p>',
       way IN ('note', 'text'), FALSE, TRUE, moment, moment, moment
  FROM bench.messages;
"""

NOTIFICATIONS = """
INSERT INTO mail_notification
    (id, author_id, mail_message_id, res_partner_id, notification_type,
     notification_status, is_read, read_date)
SELECT %(notification)s + n,
       CASE way WHEN 'robot' THEN %(robot_partner)s
                ELSE bench.partner_of_user(customer) END,
       %(message)s + n, bench.contact(customer, n),
       CASE way WHEN 'text' THEN 'sms' ELSE 'email' END, 'sent', TRUE, moment
  FROM bench.messages
 WHERE way IN ('sent', 'text', 'robot');
"""

PRINTOUTS = """
CREATE VIEW bench.printouts AS
SELECT n, number
  FROM bench.messages
 WHERE way = 'sent' AND document = 'purchase' AND bench.share(n, 36) < 0.2;

INSERT INTO ir_attachment
    (id, res_id, company_id, file_size, create_uid, write_uid, name, res_model, type,
     mimetype, public, create_date, write_date)
SELECT %(attachment)s + n, document.id, %(company)s, 30000, 1, 1,
       replace(document.name, '/', '_') || '.pdf', %(model)s, 'binary',
       'application/pdf', FALSE, document.create_date, document.create_date
  FROM bench.printouts
  JOIN {main_table} document ON document.id = %(main)s + number;

INSERT INTO message_attachment_rel (message_id, attachment_id)
SELECT %(message)s + n, %(attachment)s + n FROM bench.printouts;
"""


def statements(plan, constants):
    """Pairs of a statement and its parameters."""
    tables = {"account.move": "account_move", "sale.order": "sale_order"}
    printouts = PRINTOUTS.format(main_table=tables[plan.purchases_model])
    return [(text, constants) for text in (MESSAGES, NOTIFICATIONS, printouts)]
