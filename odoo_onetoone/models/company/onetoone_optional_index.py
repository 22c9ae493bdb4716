from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import human_size

from ...readers import optional_indexes

WANTED = "odoo_onetoone.optional_indexes"
# building an index of a million rows takes about so many seconds
SECONDS_PER_MILLION = 2


class OnetooneOptionalIndex(models.AbstractModel):
    """Indexes on Odoo's tables, created and dropped by an administrator only."""

    _name = "onetoone.optional.index"
    _description = "Optional Indexes"

    @api.model
    def _want(self, is_wanted):
        """Ask for the indexes, to be created by the scheduled job, or drop them."""
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(
                self.env._("Only administrators can add or remove indexes.")
            )
        self.env["ir.config_parameter"].sudo().set_param(WANTED, is_wanted)
        if is_wanted:
            self.env.ref("odoo_onetoone.ir_cron_indexes").sudo()._trigger()
        else:
            optional_indexes.drop_all(self.env)

    @api.model
    def _is_wanted(self):
        return bool(self.env["ir.config_parameter"].sudo().get_param(WANTED))

    @api.model
    def _cron_create(self):
        """Create the missing indexes, each in a step of its own."""
        if not self._is_wanted():
            return
        missing = [
            state.name
            for state in optional_indexes.find_states(self.env)
            if not state.is_created
        ]
        for done, name in enumerate(missing, start=1):
            optional_indexes.create(self.env, name)
            remaining = len(missing) - done
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    @api.model
    def _summary(self):
        """Return one or two sentences: what there is, or what it would cost."""
        states = optional_indexes.find_states(self.env)
        created = [state for state in states if state.is_created]
        missing = [state for state in states if not state.is_created]
        sentences = []
        if created:
            sentences.append(
                self.env._(
                    "%(count)s of %(all)s indexes are there and take %(size)s.",
                    count=len(created),
                    all=len(states),
                    size=human_size(sum(state.size for state in created)),
                )
            )
        if missing:
            millions = sum(state.row_count for state in missing) / 1e6
            sentences.append(
                self.env._(
                    "Creating %(count)s more takes about %(size)s of disk and "
                    "%(seconds)s seconds.",
                    count=len(missing),
                    size=human_size(sum(state.size for state in missing)),
                    seconds=max(1, round(SECONDS_PER_MILLION * millions)),
                )
            )
        return " ".join(sentences)
