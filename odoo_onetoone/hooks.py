"""What happens once, when the addon is installed or removed."""

from .readers import optional_indexes


def post_init_hook(env):
    """Have the first refresh start soon; compute nothing.

    Installing on a database with a million contacts takes no longer than on an
    empty one.
    """
    env.ref("odoo_onetoone.ir_cron_refresh")._trigger()


def uninstall_hook(env):
    """Take back what was added to Odoo's own tables."""
    optional_indexes.drop_all(env)
