from odoo import fields, models
from odoo.tools import SQL, plaintext2html
from odoo.tools.misc import format_date

from ...engine.alerts import kinds
from ...engine.alerts.complaint import RECHECK_DAYS

CALL = "odoo_onetoone.mail_activity_type_call"
TO_DO = "mail.mail_activity_data_todo"
# where a call is not what helps
NO_CALL = (kinds.OVER_CONTACTED, kinds.ORPHAN, kinds.COMPLAINT_SURGE)


class OnetooneAlert(models.Model):
    """The native activities of alerts, planned without a word to anybody."""

    _inherit = "onetoone.alert"

    def _give_activities(self, company, today):
        """Plan activities for open alerts that have none, largest stake first.

        At most as many per person and day as the company allows; the others wait for
        another day. What somebody cancelled is not planned again.
        """
        for alerts in (
            self._waiting_for_activity(company, today).grouped("user_id").values()
        ):
            said = alerts.with_context(lang=alerts.user_id.lang)
            activities = said._plan_activities(
                [alert._prepare_activity(today) for alert in said]
            )
            for alert, activity in zip(alerts, activities, strict=True):
                alert.write({"activity_id": activity.id, "activity_date": today})

    def _waiting_for_activity(self, company, today):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT waiting.id
                  FROM (SELECT id, user_id,
                               row_number() OVER (PARTITION BY user_id
                                   ORDER BY amount_at_stake DESC, id) AS place
                          FROM onetoone_alert
                         WHERE company_id = %s AND state = 'open'
                           AND user_id IS NOT NULL AND activity_date IS NULL) waiting
                  LEFT JOIN (SELECT user_id, count(*) AS count
                               FROM onetoone_alert WHERE activity_date = %s
                              GROUP BY user_id) given USING (user_id)
                 WHERE waiting.place + COALESCE(given.count, 0) <= %s
                 ORDER BY waiting.user_id, waiting.place
                """,
                company.id,
                today,
                company.onetoone_alert_daily_limit,
            )
        )
        return self.browse([alert_id for [alert_id] in rows])

    def _prepare_activity(self, today):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        said = self.env._(
            "%(reason)s\nAs of %(date)s.",
            reason=self.reason,
            date=format_date(self.env, today),
        )
        return {
            "activity_type_id": self._activity_type().id,
            "summary": kind,
            "note": plaintext2html(said),
            "date_deadline": today,
            **self._prepare_assignment(),
        }

    def _prepare_recheck(self, today):
        return {
            "activity_type_id": self._activity_type().id,
            "summary": self.env._("Check whether things are better"),
            "note": plaintext2html(
                self.env._(
                    "The complaint was settled by %(date)s. Ask whether all is well.",
                    date=format_date(self.env, today),
                )
            ),
            "date_deadline": fields.Date.add(today, days=RECHECK_DAYS),
            **self._prepare_assignment(),
        }

    def _prepare_assignment(self):
        """Whom the activity is for, and on which record: none without a customer."""
        values = {"user_id": self.user_id.id, "automated": True}
        if self.partner_id:
            partners = self.env["ir.model"]._get("res.partner")
            values |= {"res_model_id": partners.id, "res_id": self.partner_id.id}
        return values

    def _activity_type(self):
        names = (
            [TO_DO] if self.kind in NO_CALL else [CALL, "mail.mail_activity_data_call"]
        )
        for name in names:
            found = self.env.ref(name, raise_if_not_found=False)
            if found:
                return found
        return self.env["mail.activity"]._default_activity_type_for_model("res.partner")

    def _plan_recheck(self, today):
        """Let the responsible ask, a week later, whether things are better (C-X03)."""
        for alert in self.filtered("user_id"):
            said = alert.with_context(lang=alert.user_id.lang)
            alert.recheck_activity_id = said._plan_activities(
                [said._prepare_recheck(today)]
            )

    def _move_activities(self):
        """Hand the activities of alerts over to who is responsible now.

        Who has none to take over gets his own, when his limit allows.
        """
        for user, alerts in self.grouped("user_id").items():
            activities = alerts.activity_id
            if user:
                activities._onetoone_quietly().write({"user_id": user.id})
                alerts = alerts.filtered(lambda alert: not alert.activity_id)
            else:
                alerts._remove_activities(activities)
            alerts.activity_date = False

    def _remove_activities(self, activities):
        """Take away activities that nobody has done; those done are history."""
        activities.sudo().filtered("active")._onetoone_quietly().unlink()

    def _plan_activities(self, values):
        activities = self.env["mail.activity"].sudo()._onetoone_quietly()
        return activities.create(values)

    def _log_call(self, feedback):
        """Note a call by the current user, natively, which closes the alert.

        The activity of the alert becomes a call that is done; an alert without one,
        beyond the limit of its day, gets it now.
        """
        self.ensure_one()
        call = self.env.ref(CALL, raise_if_not_found=False) or self._activity_type()
        caller = {"activity_type_id": call.id, "user_id": self.env.uid}
        alert = self.sudo()
        activity = alert.activity_id.filtered("active")
        if activity:
            activity._onetoone_quietly().write(caller)
        else:
            activity = alert._plan_activities(
                [{**alert._prepare_activity(alert._today()), **caller}]
            )
            alert.activity_id = activity
        activity.action_feedback(feedback=feedback)
