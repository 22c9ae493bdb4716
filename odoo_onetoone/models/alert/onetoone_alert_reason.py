from odoo import api, fields, models
from odoo.tools import format_amount, format_date, formatLang


class OnetooneAlert(models.Model):
    """Why an alert was raised, in words."""

    _inherit = "onetoone.alert"

    reason = fields.Text(compute="_compute_reason")

    @api.depends("kind", "details", "currency_id")
    @api.depends_context("lang")
    def _compute_reason(self):
        for alert in self:
            tell = getattr(alert, f"_tell_{alert.kind}", None)
            alert.reason = tell(alert.details) if tell and alert.details else ""

    def _tell_purchase_drop(self, known):
        if not known["recent"]:
            return self.env._(
                "Bought nothing in the last %(days)s days, after %(previous)s "
                "%(span)s.",
                **self._change_values(known),
            )
        return self.env._(
            "Bought for %(recent)s in the last %(days)s days, after %(previous)s "
            "%(span)s: %(percent)s %% less.",
            percent=round(100 - 100 * known["recent"] / known["previous"]),
            **self._change_values(known),
        )

    def _tell_growing(self, known):
        return self.env._(
            "Bought for %(recent)s in the last %(days)s days, after %(previous)s "
            "%(span)s: %(percent)s %% more.",
            percent=round(100 * known["recent"] / known["previous"] - 100),
            **self._change_values(known),
        )

    def _change_values(self, known):
        return {
            "recent": self._say_amount(known["recent"]),
            "previous": self._say_amount(known["previous"]),
            "days": known["days"],
            "span": self.env._("in the same days a year earlier")
            if known["is_year_ago"]
            else self.env._("in as many days before"),
        }

    def _tell_valuable_complaint(self, known):
        values = {
            "days": known["days"],
            "opened": self._say_date(known["opened"]),
            "due": format_date(self.env, self.date_due),
            "count": known["complaints"],
        }
        if known["complaints"] > 1:
            return self.env._(
                "Has %(count)s open complaints; the oldest has been open for %(days)s "
                "days, since %(opened)s, and is to be settled by %(due)s.",
                **values,
            )
        return self.env._(
            "Has a complaint that has been open for %(days)s days, since %(opened)s; "
            "it is to be settled by %(due)s.",
            **values,
        )

    def _tell_lost_valuable(self, known):
        return self.env._(
            "Bought for the last time on %(last)s, and for %(amount)s in the year "
            "before.",
            last=self._say_date(known["last"]),
            amount=self._say_amount(known["amount"]),
        )

    def _tell_contact_overdue(self, known):
        rule = (
            self.env._("the customer wants one every %(days)s days", days=known["days"])
            if known["is_wish"]
            else self.env._(
                "the guideline of the segment asks for one every %(days)s days",
                days=known["days"],
            )
        )
        if known["last"]:
            return self.env._(
                "The last contact was on %(last)s; %(rule)s.",
                last=self._say_date(known["last"]),
                rule=rule,
            )
        return self.env._("There was no contact at all yet; %(rule)s.", rule=rule)

    def _tell_over_contacted(self, known):
        latest = self._say_date(known["latest"])
        if known["why"] == "refused":
            return self.env._(
                "Contacted on %(latest)s, but wants no contact from us.", latest=latest
            )
        if known["why"] == "channel":
            return self.env._(
                "Contacted by %(channel)s on %(latest)s, but wants only %(wished)s.",
                channel=self._say_channel(known["channel"]),
                latest=latest,
                wished=self._say_channel(known["wished_channel"]),
            )
        values = {
            "before": self._say_date(known["before"]),
            "latest": latest,
            "days": known["days"],
            "until": format_date(self.env, self.date_due),
        }
        if known["channel"]:
            return self.env._(
                "Contacted by %(channel)s on %(before)s and again on %(latest)s; the "
                "guideline of the segment asks for %(days)s days in between. Pause "
                "until %(until)s.",
                channel=self._say_channel(known["channel"]),
                **values,
            )
        return self.env._(
            "Contacted on %(before)s and again on %(latest)s; the customer wants "
            "%(days)s days in between. Pause until %(until)s.",
            **values,
        )

    def _tell_unusual_outflow(self, known):
        values = {
            "amount": self._say_amount(known["amount"]),
            "date": self._say_date(known["date"]),
            "usual": self._say_amount(known["usual"]),
        }
        if known["is_refund"]:
            return self.env._(
                "Credited %(amount)s on %(date)s; a usual purchase is %(usual)s.",
                **values,
            )
        return self.env._(
            "Cancelled an order of %(amount)s on %(date)s; a usual purchase is "
            "%(usual)s.",
            **values,
        )

    def _tell_orphan(self, known):
        user = self.env["res.users"].sudo().browse(known["user_id"]).exists()
        if user and not self.user_id:
            return self.env._(
                "%(user)s, who was responsible, has left. Name somebody else.",
                user=user.name,
            )
        if user:
            return self.env._(
                "%(user)s, who was responsible, has left. Take the customer over, or "
                "name somebody else.",
                user=user.name,
            )
        return self.env._("The user who was responsible has left.")

    def _tell_complaint_surge(self, known):
        digits = 1 if known["usual"] % 1 else 0
        return self.env._(
            "%(complaints)s complaints in the last %(days)s days; %(usual)s are usual, "
            "and %(surge)s are a surge. Find the common cause.",
            complaints=known["complaints"],
            days=known["days"],
            usual=formatLang(self.env, known["usual"], digits=digits),
            surge=known["surge"],
        )

    def _say_amount(self, amount):
        return format_amount(self.env, amount, self.currency_id)

    def _say_date(self, day):
        return format_date(self.env, day)

    def _say_channel(self, channel):
        names = self.env["onetoone.interaction"]._fields["channel"]
        return dict(names._description_selection(self.env)).get(channel, channel)
