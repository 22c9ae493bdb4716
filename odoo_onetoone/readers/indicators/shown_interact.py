"""Interact, shown without weight: how the dialogue goes beside the scored rules."""

from datetime import timedelta

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import list_rules
from ...engine.alerts import reaction
from ..marks.customers import select_collisions, select_met
from ..paths import flushed
from .cases import CaseMean, CaseReader, case_columns
from .documents import DocumentRatio
from .measurement import NO_RECORDS, Measurement
from .opportunities import (
    ByCompanyPaths,
    CycleRatio,
    LeadDays,
    referred,
    won_in_window,
)
from .profiles import ProfileRatio
from .shown_calls import TalkMinutes, answered_chats
from .shown_contacts import (
    by_channel,
    continued,
    mass_mails,
    outbound,
    written_up,
)
from .shown_costs import (
    contacts_on_cheap_channels,
    cost_of_contacts,
    effort_of_contacts,
    has_costs,
    has_ratios,
)
from .shown_customers import MarkedCustomers
from .shown_identify import ACTIVE
from .shown_leads import answered_by_next_day, campaigns, referred_and_answered
from .shown_responses import AnnouncementCases, announcements, responses

# of a company that does not say what effort its channels take, these are the cheap ones
CHEAP_CHANNELS = ("email", "sms", "chat", "form")
SELF_SERVICE_CHANNELS = ("form", "chat")
MINUTES_IN_HOUR = 60


def calls_in_window(company, horizon):
    """Calls of customers in the window, held or not."""
    return Domain(
        [
            ("direction", "=", "in"),
            ("state", "in", ("done", "pending", "cancel")),
            ("date", ">=", horizon.window_since),
            ("date", "<", horizon.until),
        ]
    )


def valuable_complaints(context):
    """Complaints of class A in the window; counted with a caretaker (C-X03)."""
    return SQL(
        """
        SELECT %s
          FROM %s complaint
         WHERE complaint.opened >= %s AND complaint.opened < %s
           AND complaint.partner_id IN %s
        """,
        case_columns(
            context,
            SQL("complaint.res_model"),
            SQL("complaint.res_id"),
            SQL("complaint.user_id IS NOT NULL"),
            id=SQL("complaint.id"),
            partner_id=SQL("complaint.partner_id"),
            date=SQL("complaint.opened"),
            ended=SQL("complaint.closed"),
            user_id=SQL("complaint.user_id"),
        ),
        context.complaints,
        context.horizon.window_since,
        context.horizon.until,
        context.select_customers(SQL("(abc = 'a' OR tier = 'mvc')")),
    )


class ComplaintSurge(CaseReader):
    """Complaints of the last 30 days per hundred of the usual number (C-X48).

    The usual number is the mean of as many days over the rest of the window.
    """

    def __init__(self):
        super().__init__(self._complaints, source_kinds=["complaint"])

    def measure(self, context):
        [[recent, total]] = context.env.execute_query(
            SQL(
                "SELECT count(*) FILTER (WHERE is_counted), count(*)"
                " FROM (%s) measured",
                self._complaints(context),
            )
        )
        horizon = context.horizon
        days = (horizon.as_of - horizon.window.start).days - list_rules.SURGE_DAYS
        if recent == total or days <= 0:
            return Measurement(recent, total, None, NO_RECORDS)
        usual = (total - recent) * list_rules.SURGE_DAYS / days
        return Measurement(recent, total, 100 * recent / usual, None, {"usual": usual})

    @staticmethod
    def _complaints(context):
        since = context.company._onetoone_day_start(
            context.horizon.as_of - timedelta(days=list_rules.SURGE_DAYS)
        )
        return SQL(
            "SELECT %s FROM %s complaint WHERE opened >= %s AND opened < %s",
            case_columns(
                context,
                SQL("complaint.res_model"),
                SQL("complaint.res_id"),
                SQL("complaint.opened >= %s", since),
                id=SQL("complaint.id"),
                partner_id=SQL("complaint.partner_id"),
                date=SQL("complaint.opened"),
                ended=SQL("complaint.closed"),
                user_id=SQL("complaint.user_id"),
            ),
            context.complaints,
            context.horizon.window_since,
            context.horizon.until,
        )


def has_alerts(context):
    """Whether there was an alert before the date."""
    return context.exists(
        SQL(
            "FROM onetoone_alert WHERE company_id = %s AND date < %s%s",
            context.company.id,
            context.horizon.as_of,
            flushed(context.env["onetoone.alert"], "company_id", "date"),
        )
    )


def due_in_window(company, horizon):
    """Alerts of the window that somebody reacted to, or had the time to."""
    return Domain(
        [
            ("date", ">=", horizon.window.start),
            ("date", "<", horizon.as_of),
            ("reaction", "in", (reaction.IN_TIME, reaction.LATE, reaction.NONE)),
        ]
    )


READERS = {
    "complaint_caretaker": CaseReader(
        valuable_complaints,
        lists_profiles=True,
        source_kinds=["purchase", "complaint"],
        has_history=False,
    ),
    "complaint_surge": ComplaintSurge(),
    "meetings_written_up": CaseReader(
        written_up, source_kinds=["interaction"], has_history=False
    ),
    "conversations_continued": CaseReader(continued, source_kinds=["interaction"]),
    "leads_next_day": CaseReader(answered_by_next_day, source_kinds=["interaction"]),
    "responses_next_day": AnnouncementCases(responses, source_kinds=["interaction"]),
    "next_day_owned": AnnouncementCases(announcements, has_history=False),
    "referred_followed": CaseReader(
        referred_and_answered, source_kinds=["interaction"]
    ),
    "campaigns_with_revenue": CaseReader(campaigns, has_history=False),
    "calls_held": ByCompanyPaths(
        "crm.phonecall",
        counted=[("state", "=", "done")],
        among=calls_in_window,
        paths="company_id,user_id.company_id",
        has_history=False,
    ),
    "talk_minutes": TalkMinutes(),
    "chat_wait_minutes": CaseMean(
        answered_chats,
        "hours",
        factor=MINUTES_IN_HOUR,
        needed_models=["im_livechat.channel.member.history"],
    ),
    "personal_share": CaseReader(outbound, source_kinds=["interaction"]),
    "mail_opened": CaseReader(
        mass_mails("open", "reply"),
        source_kinds=["interaction"],
        needed_models=["mailing.trace"],
        has_history=False,
    ),
    "mail_replied": CaseReader(
        mass_mails("reply"),
        source_kinds=["interaction"],
        needed_models=["mailing.trace"],
        has_history=False,
    ),
    "referral_cycle": CycleRatio(counted=referred),
    "lead_cycle_days": LeadDays(among=won_in_window),
    "cheap_channels": CaseReader(
        contacts_on_cheap_channels(CHEAP_CHANNELS), source_kinds=["interaction"]
    ),
    "contact_effort": CaseMean(
        effort_of_contacts, "weight", started=has_ratios, source_kinds=["interaction"]
    ),
    "contact_cost": CaseMean(
        cost_of_contacts, "weight", started=has_costs, source_kinds=["interaction"]
    ),
    "self_service": CaseReader(
        by_channel(SELF_SERVICE_CHANNELS, SQL("contact.direction = 'in'")),
        source_kinds=["interaction"],
    ),
    "contact_collisions": MarkedCustomers(
        lambda context: select_collisions(context.env, context.contacts),
        SQL("customer.is_active"),
        source_kinds=["purchase", "interaction"],
    ),
    "alerts_answered": DocumentRatio(
        "onetoone.alert",
        counted=[("reaction", "=", reaction.IN_TIME)],
        among=due_in_window,
        started=has_alerts,
        has_history=False,
    ),
    "mvc_met": MarkedCustomers(
        lambda context: select_met(context.contacts),
        SQL("customer.tier = 'mvc'"),
        source_kinds=["purchase", "interaction"],
    ),
    "orphan_customers": ProfileRatio(
        counted=[
            "|",
            ("user_id.active", "=", False),
            ("partner_id.user_id.active", "=", False),
        ],
        among=ACTIVE,
        source_kinds=["purchase"],
        has_history=False,
    ),
}
