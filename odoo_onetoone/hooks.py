"""What happens once, when the addon is installed or removed."""

from .readers import optional_indexes


def post_init_hook(env):
    """Prepare what belongs to the existing companies; compute nothing.

    The first refresh is left to the scheduled job, so that installing on a
    database with a million contacts takes no longer than on an empty one.
    """
    companies = env["res.company"].search([("parent_id", "=", False)])
    companies._onetoone_prepare()
    env.ref("odoo_onetoone.ir_cron_refresh")._trigger()


def uninstall_hook(env):
    """Take back what was added to Odoo's own tables."""
    optional_indexes.drop_all(env)
