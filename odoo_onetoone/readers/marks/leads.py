"""Marks of leads: SELECTs of their ids."""

from odoo.tools import SQL


def is_answered(env):
    """Leads on which one of our people was in touch with the customer (C-X26)."""
    return SQL(
        """
        SELECT res_id FROM %s contact
         WHERE res_model = 'crm.lead' AND direction IN ('out', 'both')
           AND NOT is_mass AND NOT is_automatic
        """,
        env["onetoone.source"]._interactions(),
    )
