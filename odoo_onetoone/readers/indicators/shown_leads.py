"""Cases made of leads and campaigns: who was answered, quoted and won."""

from datetime import timedelta

from odoo.fields import Domain
from odoo.tools import SQL

from ..marks.common import LEAD_COMPANY
from ..paths import first_of_paths, flushed
from ..working_hours import working_hours
from .cases import case_columns
from .opportunities import created_in_window, referred

LEAD_COLUMNS = (
    "id",
    "create_date",
    "date_closed",
    "user_id",
    "campaign_id",
    "won_status",
    "expected_revenue",
)


def answered_by_next_day(context):
    """Leads that had a next day to be answered; counted if they were (C-X17)."""
    zone = context.company._onetoone_timezone()
    last_day = context.horizon.as_of - timedelta(days=1)
    return lead_cases(
        context,
        SQL(
            "COALESCE(%s <= %s + 1, FALSE)",
            _day(SQL("answer.date"), zone),
            _day(SQL("lead.create_date"), zone),
        ),
        [
            ("create_date", ">=", context.horizon.window_since),
            ("create_date", "<", context.company._onetoone_day_start(last_day)),
        ],
        _answers(context),
    )


def referred_and_answered(context):
    """Referred leads of the window; counted if somebody was in touch (C-X26)."""
    return lead_cases(
        context,
        SQL("answer.lead_id IS NOT NULL"),
        created_in_window(context.company, context.horizon)
        & referred(context.company, context.horizon),
        _answers(context),
    )


def proposals(context):
    """Leads of the window; counted with a quotation, made after so many hours (C-C25).

    Leads that are still open count as waiting, decided ones until their decision.
    """
    quotations = SQL(
        "(SELECT opportunity_id AS lead_id, min(create_date) AS date FROM sale_order"
        " WHERE opportunity_id IS NOT NULL AND create_date < %s"
        " GROUP BY opportunity_id%s)",
        context.horizon.until,
        flushed(context.env["sale.order"], "opportunity_id", "create_date"),
    )
    return lead_cases(
        context,
        SQL("answer.date IS NOT NULL"),
        created_in_window(context.company, context.horizon),
        quotations,
        ended=SQL("answer.date"),
        hours=working_hours(
            SQL("%s::integer", context.company.id),
            SQL("lead.create_date"),
            SQL(
                "greatest(lead.create_date,"
                " COALESCE(answer.date, least(lead.date_closed, %s)))",
                context.horizon.until,
            ),
        ),
    )


def campaigns(context):
    """Campaigns that brought a lead in the window; counted with revenue (C-X18).

    Revenue is a won opportunity with an amount, or a confirmed order.
    """
    leads = leads_of_company(
        context,
        created_in_window(context.company, context.horizon)
        & Domain("campaign_id", "!=", False),
    )
    earned = SQL(
        "SELECT campaign_id FROM %s lead"
        " WHERE won_status = 'won' AND expected_revenue > 0",
        leads,
    )
    if "sale.order" in context.env:
        orders = context.env["sale.order"]
        earned = SQL(
            "%s UNION SELECT campaign_id FROM sale_order WHERE state = 'sale'"
            " AND company_id IN %s AND date_order >= %s AND date_order < %s"
            " AND campaign_id IS NOT NULL AND amount_untaxed > 0%s",
            earned,
            tuple(context.company._onetoone_branches().ids),
            context.horizon.window_since,
            context.horizon.until,
            flushed(
                orders,
                "state",
                "company_id",
                "date_order",
                "campaign_id",
                "amount_untaxed",
            ),
        )
    return SQL(
        "SELECT %s FROM utm_campaign campaign"
        " WHERE campaign.id IN (SELECT campaign_id FROM %s lead)",
        case_columns(
            context,
            "utm.campaign",
            SQL("campaign.id"),
            SQL("campaign.id IN (%s)", earned),
        ),
        leads,
    )


# ------------------------------------------------------------
# Parts of the statements
# ------------------------------------------------------------


def lead_cases(context, is_counted, domain, answers, **columns):
    """Return the SELECT of leads of the company as cases.

    :param is_counted: SQL about the ``lead`` and its ``answer``, if it has one
    :param domain: domain of the leads
    :param answers: SQL relation of the first answer (``date``) to leads (``lead_id``)
    """
    return SQL(
        "SELECT %s FROM %s lead LEFT JOIN %s answer ON answer.lead_id = lead.id",
        case_columns(
            context,
            "crm.lead",
            SQL("lead.id"),
            is_counted,
            partner_id=SQL("lead.partner_id"),
            date=SQL("lead.create_date"),
            user_id=SQL("lead.user_id"),
            **columns,
        ),
        leads_of_company(context, domain),
        answers,
    )


def leads_of_company(context, domain):
    """Return SQL, in brackets: leads of the company, lost and archived ones too."""
    model = context.env["crm.lead"].sudo().with_context(active_test=False)
    query = model._search(domain, bypass_access=True)
    query.add_where(
        SQL(
            "%s IN %s",
            first_of_paths(model, query, LEAD_COMPANY),
            tuple(context.company._onetoone_branches().ids),
        )
    )
    query.add_join(
        "LEFT JOIN",
        "prospect",
        "res_partner",
        SQL("prospect.id = %s", SQL.identifier(query.table, "partner_id")),
    )
    return query.subselect(
        SQL("prospect.commercial_partner_id AS partner_id"),
        *(
            SQL(
                "%s AS %s",
                model._field_to_sql(query.table, name, query),
                SQL.identifier(name),
            )
            for name in LEAD_COLUMNS
        ),
    )


def _answers(context):
    """Return SQL, in brackets: our first contact with the customer on each lead."""
    return SQL(
        "(SELECT res_id AS lead_id, min(date) AS date FROM %s contact"
        " WHERE res_model = 'crm.lead' AND direction IN ('out', 'both')"
        " GROUP BY res_id)",
        context.contacts,
    )


def _day(moment, zone):
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", moment, zone)
