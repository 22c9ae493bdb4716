"""Marks of leads: SELECTs of their ids."""

from odoo.tools import SQL

from ..paths import flushed


def is_answered(env):
    """Leads on which one of our people wrote to the customer (C-X26)."""
    return SQL("SELECT res_id FROM %s answer", _answers(env))


def is_answered_next_day(env):
    """Leads answered on the day they came in, or on the next one (C-X17)."""
    timezones = [
        SQL("(%s, %s)", company.id, company._onetoone_timezone())
        for company in env["onetoone.refresh"].sudo().search([]).company_id
    ]
    if not timezones:
        return SQL("SELECT NULL::integer WHERE FALSE")
    return SQL(
        """
        SELECT lead.id
          FROM crm_lead lead
          JOIN %s answer ON answer.res_id = lead.id
          JOIN (VALUES %s) AS place (company_id, zone)
               ON place.company_id = answer.company_id
         WHERE %s <= %s + 1%s
        """,
        _answers(env),
        SQL(", ").join(timezones),
        _day(SQL("answer.date")),
        _day(SQL("lead.create_date")),
        flushed(env["crm.lead"], "create_date"),
    )


def is_quoted(env):
    """Leads that led to a quotation (C-C25)."""
    if not quotes_know_leads(env):
        return SQL("SELECT NULL::integer WHERE FALSE")
    return SQL(
        "SELECT opportunity_id FROM sale_order WHERE opportunity_id IS NOT NULL%s",
        flushed(env["sale.order"], "opportunity_id"),
    )


def quotes_know_leads(env):
    """Whether quotations say which opportunity they belong to."""
    return "sale.order" in env and "opportunity_id" in env["sale.order"]._fields


def _answers(env):
    """Return SQL, in brackets: first personal outbound contact on each lead."""
    return SQL(
        """
        (SELECT res_id, company_id, min(date) AS date
           FROM %s contact
          WHERE res_model = 'crm.lead' AND direction IN ('out', 'both')
            AND NOT is_mass AND NOT is_automatic
          GROUP BY res_id, company_id)
        """,
        env["onetoone.source"]._interactions(),
    )


def _day(moment):
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE place.zone)::date", moment)
