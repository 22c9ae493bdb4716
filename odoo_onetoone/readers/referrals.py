"""Who told whom of us, by the records of customers and of leads."""

from collections import defaultdict

from odoo.tools import SQL

from .marks.common import LEAD_COMPANY, root_company
from .paths import first_of_paths, flushed


def tellers_above(env, customers):
    """Return who told some customers of us, and who told them in turn, and so on.

    :return: ids of customers by the id of the customer they told
    """
    if not customers:
        return {}
    rows = env.execute_query(
        SQL(
            """
            WITH RECURSIVE above (customer, teller) AS (
                SELECT asked.id, told.teller
                  FROM unnest(%(customers)s) asked (id), %(told_of_asked)s
                 UNION
                SELECT above.teller, told.teller FROM above, %(told_of_teller)s
            )
            SELECT customer, teller FROM above%(flush)s
            """,
            customers=list(customers.ids),
            told_of_asked=_tellers_of(SQL("asked.id")),
            told_of_teller=_tellers_of(SQL("above.teller")),
            flush=_flush(env),
        )
    )
    tellers = defaultdict(set)
    for customer, teller in rows:
        tellers[customer].add(teller)
    return tellers


def _tellers_of(customer):
    """Return SQL: for each row, the customers who told ``customer`` of us."""
    return SQL(
        """
        LATERAL (
            SELECT teller.commercial_partner_id
              FROM res_partner contact
              JOIN res_partner teller ON teller.id = contact.onetoone_referrer_id
             WHERE contact.commercial_partner_id = %(customer)s
             UNION
            SELECT teller.commercial_partner_id
              FROM res_partner contact
              JOIN crm_lead lead ON lead.partner_id = contact.id
              JOIN res_partner teller ON teller.id = lead.onetoone_referrer_id
             WHERE contact.commercial_partner_id = %(customer)s
        ) told (teller)
        """,
        customer=customer,
    )


def referrals(env):
    """Return the SELECT of all referrals, one row for each.

    A lead says it, lost and archived ones too; a customer where none of his leads
    names the same referring customer. Even ids are of leads, odd ones of customers.
    """
    leads = env["crm.lead"].sudo().with_context(active_test=False)
    query = leads._search([("onetoone_referrer_id", "!=", False)], bypass_access=True)
    lead = SQL.identifier(query.table)
    query.add_join(
        "JOIN",
        "teller",
        "res_partner",
        SQL("teller.id = %s.onetoone_referrer_id", lead),
    )
    query.add_join(
        "LEFT JOIN",
        "contact",
        "res_partner",
        SQL("contact.id = %s.partner_id", lead),
    )
    query.add_join(
        "LEFT JOIN",
        "company",
        "res_company",
        SQL("company.id = %s", first_of_paths(leads, query, LEAD_COMPANY)),
    )
    of_leads = query.select(
        SQL("%s.id * 2 AS id", lead),
        SQL("teller.commercial_partner_id AS referrer_id"),
        SQL("teller.id AS contact_id"),
        SQL("contact.commercial_partner_id AS partner_id"),
        SQL("%s.id AS lead_id", lead),
        SQL("%s.name AS name", lead),
        SQL("%s.create_date AS date", lead),
        SQL("%s.won_status AS outcome", lead),
        SQL(
            "CASE WHEN %(lead)s.won_status IN ('won', 'lost') THEN"
            " extract(epoch FROM %(lead)s.date_closed - %(lead)s.create_date) / 86400"
            " END AS days",
            lead=lead,
        ),
        SQL("%s.user_id AS user_id", lead),
        SQL("%s AS company_id", root_company(SQL("company"))),
    )
    return SQL(
        """
        %(of_leads)s
        UNION ALL
        SELECT customer.id * 2 + 1, teller.commercial_partner_id, teller.id,
               customer.commercial_partner_id, NULL, customer.complete_name,
               customer.create_date, 'known', NULL, customer.user_id, %(root)s
          FROM res_partner customer
          JOIN res_partner teller ON teller.id = customer.onetoone_referrer_id
          LEFT JOIN res_company company ON company.id = customer.company_id
         WHERE NOT EXISTS (
               SELECT FROM res_partner contact
                 JOIN crm_lead told ON told.partner_id = contact.id
                 JOIN res_partner person ON person.id = told.onetoone_referrer_id
                WHERE contact.commercial_partner_id = customer.commercial_partner_id
                  AND person.commercial_partner_id = teller.commercial_partner_id
               )%(flush)s
        """,
        of_leads=of_leads,
        root=root_company(SQL("company")),
        flush=_flush(env),
    )


def _flush(env):
    return SQL(
        "%s%s",
        flushed(
            env["res.partner"],
            "commercial_partner_id",
            "complete_name",
            "company_id",
            "user_id",
            "onetoone_referrer_id",
        ),
        flushed(
            env["crm.lead"],
            "partner_id",
            "onetoone_referrer_id",
            "name",
            "won_status",
            "date_closed",
            "user_id",
        ),
    )
