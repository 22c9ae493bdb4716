from odoo import api, fields, models

from ...readers.alerts import contacts, outcome, publish
from ...readers.alerts.reading import read_causes
from ...readers.alerts.scene import Scene
from ...readers.horizon import Horizon
from ...readers.tables import joining_everybody, reading_everybody


class OnetooneAlert(models.Model):
    """How alerts follow their causes."""

    _inherit = "onetoone.alert"

    @api.model
    def _detect(self, company, as_of=None):
        """Bring the alerts of a company up to date; return the open ones.

        Never commits. Where ``as_of`` is not the date of the last refresh, customers
        are computed aside and the profiles stay as they are.

        :param company: a company; a branch stands for its root company
        :param as_of: date (exclusive) to look at; by default that of the last refresh
        """
        refresh = self.env["onetoone.refresh"].sudo()._of(company)
        company = refresh.company_id
        self._follow_causes(
            refresh, as_of or refresh.as_of or company._onetoone_as_of()
        )
        return self.search([("company_id", "=", company.id), ("state", "=", "open")])

    @api.model
    def _follow_causes(self, refresh, as_of):
        alerts = self.sudo()
        # who looks for alerts at the same time does so again: nobody starts one twice
        refresh.write(
            {
                "alerts_as_of": as_of,
                "alerts_at": fields.Datetime.now(),
                "alerts_failure": False,
            }
        )
        refresh.flush_recordset()
        alerts.flush_model()
        with reading_everybody(self.env):
            scene = alerts._scene(refresh, as_of)
            read_causes(scene)
            with joining_everybody(self.env):
                outcome.record(scene)
                ended = publish.end(scene)
                moved = publish.update(scene)
                publish.start(scene, min(scene.until, fields.Datetime.now()))
                outcome.judge(scene)
                if refresh.as_of == as_of:
                    contacts.publish_dues(scene)
        alerts.invalidate_model()
        self.env["onetoone.profile"].invalidate_model()
        alerts._follow_activities(scene, ended, moved)

    def _scene(self, refresh, as_of):
        """Return the :class:`Scene` that causes are read from."""
        company = refresh.company_id
        if not refresh.as_of:
            refresh._prepare_sources(as_of)
        elif refresh.as_of != as_of:
            refresh._lay_out_working_time(as_of)
        people = self._people(company)
        managers = people.filtered(
            lambda user: user.has_group("odoo_onetoone.group_onetoone_manager")
        )
        default = company.onetoone_default_user_id & people
        return Scene(
            company=company,
            horizon=Horizon.of(company, as_of),
            table=refresh._customers_on(as_of),
            people=tuple(people.ids),
            default=default.id or None,
            fallback=managers[:1].id or None,
        )

    def _people(self, company):
        """Return the active internal users who have access to the company."""
        return (
            self.env["res.users"]
            .sudo()
            .search(
                [
                    ("share", "=", False),
                    ("company_ids", "in", company._onetoone_branches().ids),
                ],
                order="id",
            )
        )

    def _follow_activities(self, scene, ended, moved):
        """Let activities follow their alerts, and plan those of the day."""
        activities = self.env["mail.activity"].browse(
            [one.activity_id for one in ended if one.activity_id]
        )
        self._remove_activities(activities)
        self.browse([one.id for one in moved])._move_activities()
        self.browse([one.id for one in ended if one.is_settled])._plan_recheck(
            scene.today
        )
        self._give_activities(scene.company, scene.today)
