"""Settings of our addons in the sample companies, after they are installed."""

from odoo import Command

from .. import XMLID_MODULE
from .common import rows
from .customers import configure_customers

GROUPS = {
    "manager": "odoo_onetoone.group_onetoone_manager",
    "analyst": "odoo_onetoone.group_onetoone_analyst",
}


def configure(env):
    """What the administrator of the sample companies has set by hand."""
    main = env.ref(f"{XMLID_MODULE}.C1")
    generic = [row["ref"] for row in rows("partner") if row["generic"]]
    main.onetoone_generic_partner_ids = [
        Command.link(env.ref(f"{XMLID_MODULE}.{ref}").id) for ref in generic
    ]
    # invoices of the first company only began a year ago: its orders count
    env["onetoone.source"].search(
        [
            ("company_id", "=", main.id),
            ("kind", "=", "purchase"),
            ("model", "=", "sale.order"),
        ]
    ).is_used = True
    # tasks tagged as complaints are some
    env["onetoone.source"].search(
        [("kind", "=", "complaint"), ("model", "=", "project.task")]
    ).is_used = True
    for login, group in GROUPS.items():
        user = env.ref(f"{XMLID_MODULE}.U-{login}-user")
        user.group_ids = [Command.link(env.ref(group).id)]
    configure_customers(env)
