"""Genuine tracking messages, put on the day they tell of."""

from odoo.tools import SQL

from .common import set_columns


class Tracking:
    """Dates the messages that changes of one model leave behind."""

    def __init__(self, env, model):
        self.env = env
        self.model = model
        self._last_message = self._newest()

    def date(self, dates):
        """Finish the pending tracking of the records changed since the last call.

        :param dates: {record id: datetime of the change}
        """
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.flush_all()
        found = self.env.execute_query(
            SQL(
                "SELECT id, res_id FROM mail_message WHERE model = %s AND id > %s",
                self.model,
                self._last_message,
            )
        )
        self._last_message = self._newest()
        stamps = [(message, dates[res_id]) for message, res_id in found]
        set_columns(
            self.env,
            "mail.message",
            {
                "date": "timestamp",
                "create_date": "timestamp",
                "write_date": "timestamp",
            },
            [(message, date, date, date) for message, date in stamps],
        )
        by_message = dict(stamps)
        values = (
            self.env["mail.tracking.value"]
            .sudo()
            .search_fetch(
                [("mail_message_id", "in", list(by_message))], ["mail_message_id"]
            )
        )
        set_columns(
            self.env,
            "mail.tracking.value",
            {"create_date": "timestamp", "write_date": "timestamp"},
            [
                (
                    value.id,
                    by_message[value.mail_message_id.id],
                    by_message[value.mail_message_id.id],
                )
                for value in values
            ],
        )

    def _newest(self):
        return self.env.execute_query(
            SQL("SELECT coalesce(max(id), 0) FROM mail_message")
        )[0][0]
