"""Who may be a customer at all, and who is one of us."""

from odoo.tools import SQL

from .paths import flushed


def is_ours(env, partner):
    """Return SQL: the partner id is an internal user's, a company's or nobody's.

    The ids stand in the statement: a sub-select would make the planner expect
    half of all rows to be ours.

    :param partner: SQL of a partner id
    """
    public = env.ref("base.public_partner", raise_if_not_found=False)
    rows = env.execute_query(
        SQL(
            """
            SELECT partner_id FROM res_users WHERE share IS NOT TRUE
            UNION SELECT partner_id FROM res_company
            UNION SELECT %s
            %s%s
            """,
            public.id if public else 0,
            flushed(env["res.users"], "share", "partner_id"),
            flushed(env["res.company"], "partner_id"),
        )
    )
    return SQL("(%s IN %s)", partner, tuple(ours for (ours,) in rows if ours))


def is_generic(env, company, partner):
    """Return SQL: the partner id stands for unknown buyers of the company."""
    generic = company.sudo().onetoone_generic_partner_ids
    return SQL("%s IN %s", partner, tuple(generic.ids) or (0,))
