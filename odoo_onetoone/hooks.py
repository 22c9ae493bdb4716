"""What happens once, when the addon is installed or removed."""

from .readers import optional_indexes


def post_init_hook(env):
    """Have the first refresh start soon; compute nothing.

    Installing on a database with a million contacts takes no longer than on an
    empty one.
    """
    env.ref("odoo_onetoone.ir_cron_refresh")._trigger()


def uninstall_hook(env):
    """Take back what was added to Odoo's own tables.

    What other addons add to our records of theirs (activities, messages) is noted under
    their names, and Odoo leaves these notes behind.
    """
    optional_indexes.drop_all(env)
    env["ir.model.data"].search(
        [
            ("module", "not in", ("odoo_onetoone", "odoo_onetoone_reports")),
            ("model", "in", ("ir.model.fields.selection", "ir.model.inherit")),
            ("name", "=like", r"%\_\_onetoone\_%"),
        ]
    ).unlink()
