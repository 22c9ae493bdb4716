from contextlib import nullcontext

from odoo.fields import Command
from odoo.tests import HttpCase, TransactionCase


class OdooCase(TransactionCase):
    """What Odoo itself does; records are read anew after it."""

    def run_job(self, name):
        """Let a scheduled job do its work now; its name may begin with an addon."""
        addon, _dot, job_name = name.rpartition(".")
        job = self.env.ref(f"{addon or 'odoo_onetoone'}.ir_cron_{job_name}")
        # tests with a browser are in this mode all the time
        is_in_mode = isinstance(self, HttpCase)
        with nullcontext() if is_in_mode else self.enter_registry_test_mode():
            job.method_direct_trigger()
        self.env.invalidate_all()

    def merge(self, kept, *merged):
        """Merge contacts as the wizard of contacts does."""
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "state": "selection",
                "dst_partner_id": kept.id,
                "partner_ids": [Command.set(kept.union(*merged).ids)],
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
