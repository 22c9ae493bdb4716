"""Who may be a customer at all, and who is one of us."""

from odoo.tools import SQL

from .paths import flushed


def is_ours(env, partner):
    """Return SQL: the partner id is an internal user's, a company's or nobody's.

    :param partner: SQL of a partner id
    """
    public = env.ref("base.public_partner", raise_if_not_found=False)
    return SQL(
        """(%s IN (SELECT u.partner_id FROM res_users u WHERE u.share IS NOT TRUE)
            OR %s IN (SELECT c.partner_id FROM res_company c)
            OR %s = %s)%s%s""",
        partner,
        partner,
        partner,
        public.id if public else 0,
        flushed(env["res.users"], "share", "partner_id"),
        flushed(env["res.company"], "partner_id"),
    )


def is_generic(env, company, partner):
    """Return SQL: the partner id stands for unknown buyers of the company."""
    generic = company.sudo().onetoone_generic_partner_ids
    return SQL("%s IN %s", partner, tuple(generic.ids) or (0,))
