"""Personal contacts over all channels."""

import pandas as pd

# models whose messages are contacts: their company
DOCUMENTS = {
    "res.partner": "SELECT id, company_id FROM res_partner",
    "crm.lead": """
        SELECT lead.id, COALESCE(lead.company_id, team.company_id, seller.company_id)
                   AS company_id
          FROM crm_lead lead
          LEFT JOIN crm_team team ON team.id = lead.team_id
          LEFT JOIN res_users seller ON seller.id = lead.user_id
    """,
    "sale.order": "SELECT id, company_id FROM sale_order",
    "account.move": "SELECT id, company_id FROM account_move",
    "helpdesk.ticket": "SELECT id, company_id FROM helpdesk_ticket",
    "crm.claim": "SELECT id, company_id FROM crm_claim",
    "project.task": "SELECT id, company_id FROM project_task",
}
TYPES = ("email", "comment", "email_outgoing", "sms", "snailmail")
CHANNELS = {"sms": "sms", "snailmail": "letter"}
MESSAGES = """
    SELECT message.id, message.model, message.res_id, message.date AS moment,
           message.message_type, message.author_id, message.create_uid,
           message.record_company_id,
           message.message_type NOT IN ('sms', 'snailmail')
               AND (COALESCE(message.is_internal, FALSE)
                    OR COALESCE(subtype.internal, FALSE)) AS is_note,
           COALESCE(creator.share, FALSE) OR message.create_uid = 1 AS by_machine,
           EXISTS (SELECT FROM mailing_trace trace
                    WHERE trace.message_id = message.message_id) AS is_mailing,
           EXISTS (SELECT FROM message_attachment_rel link
                     JOIN ir_attachment file ON file.id = link.attachment_id
                     LEFT JOIN sale_order o ON message.model = 'sale.order'
                          AND o.id = message.res_id
                     LEFT JOIN account_move i ON message.model = 'account.move'
                          AND i.id = message.res_id
                    WHERE link.message_id = message.id
                      AND file.mimetype = 'application/pdf'
                      AND (file.name = replace(o.name, '/', '_') || '.pdf'
                           OR file.name = replace(i.name, '/', '_') || '.pdf'))
               AS is_printout
      FROM mail_message message
      LEFT JOIN mail_message_subtype subtype ON subtype.id = message.subtype_id
      LEFT JOIN res_users creator ON creator.id = message.create_uid
     WHERE message.message_type IN %s AND message.model IN %s
"""
NOTIFIED = """
    SELECT mail_message_id AS id, res_partner_id AS contact FROM mail_notification
     WHERE COALESCE(notification_status, '') NOT IN ('bounce', 'canceled')
"""
MEETINGS = """
    SELECT 'calendar.event' AS model, event.id AS res_id, event.start AS moment,
           'meeting' AS channel, 'both' AS direction,
           attendee.partner_id AS contact, organizer.company_id AS company
      FROM calendar_event event
      JOIN calendar_attendee attendee ON attendee.event_id = event.id
      LEFT JOIN res_users organizer ON organizer.id = event.user_id
     WHERE event.active AND attendee.state != 'declined'
"""
CALLS = """
    SELECT 'crm.phonecall' AS model, id AS res_id, date AS moment, 'phone' AS channel,
           direction, partner_id AS contact, company_id AS company
      FROM crm_phonecall WHERE state = 'done'
"""
ACTIVITIES = """
    SELECT 'mail.activity' AS model, activity.id AS res_id,
           activity.write_date AS moment,
           CASE kind.category WHEN 'phonecall' THEN 'phone' ELSE 'meeting' END
               AS channel,
           'out' AS direction, document.id AS contact,
           COALESCE(document.company_id, doer.company_id) AS company
      FROM mail_activity activity
      JOIN mail_activity_type kind ON kind.id = activity.activity_type_id
      JOIN res_partner document ON document.id = activity.res_id
      JOIN res_users doer ON doer.id = activity.user_id
     WHERE activity.res_model = 'res.partner' AND NOT activity.active
       AND activity.date_done IS NOT NULL AND activity.calendar_event_id IS NULL
       AND kind.category IN ('phonecall', 'meeting')
"""
CHATS = """
    SELECT 'discuss.channel' AS model, chat.id AS res_id, chat.create_date AS moment,
           'chat' AS channel, 'both' AS direction, visitor.partner_id AS contact,
           login.company_id AS company
      FROM discuss_channel chat
      JOIN im_livechat_channel_member_history visitor
           ON visitor.channel_id = chat.id AND visitor.livechat_member_type = 'visitor'
      JOIN im_livechat_channel_member_history agent
           ON agent.channel_id = chat.id AND agent.livechat_member_type = 'agent'
      JOIN res_users login ON login.partner_id = agent.partner_id
     WHERE chat.channel_type = 'livechat'
"""
ATTENDANCE = """
    SELECT 'event.event' AS model, registration.event_id AS res_id,
           registration.date_closed AS moment, 'form' AS channel, 'in' AS direction,
           registration.partner_id AS contact, registration.company_id AS company
      FROM event_registration registration
     WHERE registration.state = 'done' AND registration.active
"""
TICKETS = """
    SELECT 'opened ticket' AS model, ticket.id AS res_id,
           ticket.create_date AS moment,
           CASE channel.name ->> 'en_US' WHEN 'Email' THEN 'email'
                WHEN 'Phone' THEN 'phone' ELSE 'form' END AS channel,
           'in' AS direction, ticket.partner_id AS contact, ticket.company_id AS company
      FROM helpdesk_ticket ticket
      LEFT JOIN helpdesk_ticket_channel channel ON channel.id = ticket.channel_id
"""
CLAIMS = """
    SELECT 'opened claim' AS model, id AS res_id, date AS moment, 'form' AS channel,
           'in' AS direction, partner_id AS contact, company_id AS company
      FROM crm_claim
"""
COLUMNS = ["model", "res_id", "moment", "channel", "direction", "contact", "company"]
# the document a message is about
ABOUT = ["about_model", "about_id"]


def read_contacts(dump, portfolio):
    """Personal contacts before AS_OF: one row per contact and customer.

    Columns: customer, moment, channel, direction (in, out, both), model, res_id;
    of messages also about_model and about_id.
    """
    others = [
        dump.read(query)
        for query in (MEETINGS, CALLS, ACTIVITIES, CHATS, ATTENDANCE, TICKETS, CLAIMS)
    ]
    parts = [*_messages(dump), *(part[COLUMNS] for part in others)]
    found = pd.concat([part for part in parts if len(part)], ignore_index=True)
    found["moment"] = pd.to_datetime(found.moment)
    found = dump.of_customers(found[found.moment < dump.until])
    found = dump.of_company(found, portfolio)
    return found.drop_duplicates(["model", "res_id", "customer", "moment", "channel"])


def _messages(dump):
    """Messages received and sent, without notes, robots and mass mail."""
    messages = dump.read(MESSAGES, TYPES, tuple(DOCUMENTS))
    messages = messages[~messages.is_note & ~messages.is_mailing]
    authors = dump.users.reset_index().groupby("partner_id").first()
    messages["author_user"] = authors["id"].reindex(messages.author_id).to_numpy()
    companies = pd.concat(
        [dump.read(query).assign(model=model) for model, query in DOCUMENTS.items()]
    ).set_index(["model", "id"])["company_id"]
    keys = pd.MultiIndex.from_frame(messages[["model", "res_id"]])
    author_company = authors["company_id"].reindex(messages.author_id)
    messages["company"] = (
        pd.Series(companies.reindex(keys).to_numpy(float), messages.index)
        .fillna(messages.record_company_id.astype(float))
        .fillna(pd.Series(author_company.to_numpy(float), messages.index))
    )
    messages["channel"] = messages.message_type.map(CHANNELS).fillna("email")
    # one communication is one message, also when it has several rows
    messages["about_model"] = messages["model"]
    messages["about_id"] = messages["res_id"]
    messages["model"] = "mail.message"
    messages["res_id"] = messages["id"]
    is_ours = messages.author_user.notna()
    received = messages[~is_ours & (messages.message_type != "email_outgoing")]
    received = received.assign(direction="in", contact=received.author_id)
    sent = messages[
        is_ours
        & ~messages.is_printout
        & ~(messages.by_machine & (messages.message_type != "email"))
        & ~(
            (messages.message_type == "email_outgoing")
            & (messages.create_uid != messages.author_user)
        )
    ]
    sent = sent.assign(direction="out").merge(dump.read(NOTIFIED), on="id")
    return received[COLUMNS + ABOUT], sent[COLUMNS + ABOUT]


def summarize(contacts, since):
    """One row per customer with a personal contact, by customer."""
    groups = contacts.groupby("customer")
    inbound = contacts[contacts.direction != "out"]
    outbound = contacts[contacts.direction != "in"]
    found = pd.DataFrame({"last_contact": groups.moment.max()})
    found["last_inbound"] = inbound.groupby("customer").moment.max()
    found["last_outbound"] = outbound.groupby("customer").moment.max()
    window = contacts[contacts.moment >= since]
    recent = window.groupby("customer")
    found["contact_count_window"] = recent.size().reindex(found.index, fill_value=0)
    found["channel_count"] = recent.channel.nunique().reindex(found.index, fill_value=0)
    heard = found.index.isin(window[window.direction != "out"].customer)
    spoken = found.index.isin(window[window.direction != "in"].customer)
    found["is_two_way"] = heard & spoken
    return found
