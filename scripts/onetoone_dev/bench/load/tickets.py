"""Helpdesk tickets, each with three tracked changes of its stage.

All first changes come before all second ones, as in a database that grew day by day:
the changes of one ticket do not lie side by side.
"""

TICKETS = """
INSERT INTO helpdesk_ticket
    (id, user_id, stage_id, partner_id, commercial_partner_id, company_id, sequence,
     color, create_uid, write_uid, number, name, partner_name, priority, kanban_state,
     description, unattended, active, last_stage_update, assigned_date, closed_date,
     create_date, write_date)
SELECT %(ticket)s + n, bench.user_of(customer),
       CASE course WHEN 'open' THEN %(stage_working)s ELSE %(stage_done)s END,
       bench.contact(customer, n), bench.partner(customer), %(company)s, 10, 0, 1, 1,
       'HT' || lpad(n::text, 8, '0'), 'Damaged delivery ' || n, 'Customer ' || customer,
       mod(n, 4)::text, 'normal', '<p>The goods arrived damaged.</p>', FALSE, TRUE,
       change_3, change_1, CASE WHEN course != 'open' THEN change_3 END, opened,
       change_3
  FROM bench.tickets;
"""

CHANGE_MESSAGES = """
INSERT INTO mail_message
    (id, res_id, record_company_id, subtype_id, author_id, create_uid, write_uid, model,
     message_type, email_from, message_id, reply_to, body, is_internal,
     reply_to_force_new, email_add_signature, date, create_date, write_date)
SELECT %(change)s + step * %(complaints)s + n, %(ticket)s + n, %(company)s, %(note)s,
       bench.partner_of_user(customer), bench.user_of(customer),
       bench.user_of(customer), 'helpdesk.ticket', 'notification',
       '"Colleague" <colleague@company.example>',
       '<' || lpad(n::text, 40, '0') || '.' || step || '@company.example>',
       'catchall@company.example', '', TRUE, FALSE, TRUE, moment, moment, moment
  FROM (SELECT step, ticket.*,
               CASE step WHEN 0 THEN change_1 WHEN 1 THEN change_2 ELSE change_3
                         END AS moment
          FROM generate_series(0, 2) step
         CROSS JOIN LATERAL (SELECT * FROM bench.tickets OFFSET 0) ticket) change;
"""

CHANGES = """
INSERT INTO mail_tracking_value
    (id, field_id, old_value_integer, new_value_integer, old_value_char, new_value_char,
     mail_message_id, create_uid, write_uid, create_date, write_date)
SELECT %(tracking)s + step * %(complaints)s + n, %(stage_field)s,
       stages[step + 1], stages[step + 2],
       (%(stage_names)s::text[])[stages[step + 1]],
       (%(stage_names)s::text[])[stages[step + 2]],
       %(change)s + step * %(complaints)s + n,
       bench.user_of(customer), bench.user_of(customer), opened, opened
  FROM (SELECT step, n, customer, opened,
               CASE course
               WHEN 'open' THEN ARRAY[%(stage_new)s, %(stage_working)s,
                                      %(stage_waiting)s, %(stage_working)s]
               WHEN 'reopened' THEN ARRAY[%(stage_new)s, %(stage_done)s,
                                          %(stage_working)s, %(stage_done)s]
               ELSE ARRAY[%(stage_new)s, %(stage_working)s, %(stage_waiting)s,
                          %(stage_done)s] END AS stages
          FROM generate_series(0, 2) step
         CROSS JOIN LATERAL (SELECT * FROM bench.tickets OFFSET 0) ticket) change;
"""


def statements(_plan, constants):
    """Pairs of a statement and its parameters."""
    return [(text, constants) for text in (TICKETS, CHANGE_MESSAGES, CHANGES)]
