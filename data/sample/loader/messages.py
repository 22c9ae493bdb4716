"""Messages as ``message_post`` and ``message_process`` leave them, in batches."""

from markupsafe import Markup

from odoo import SUPERUSER_ID, Command

from .common import BATCH, moment, rows, set_columns

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def load(loading):
    cast = _Cast(loading)
    messages = rows("message")
    for start in range(0, len(messages), BATCH):
        part = messages[start : start + BATCH]
        files = _attach(cast, part)
        made = loading.env["mail.message"].create(
            [
                cast.message(row, start + index, files.get(index))
                for index, row in enumerate(part)
            ]
        )
        notifications = loading.env["mail.notification"].create(
            [
                values
                for message, row in zip(made, part, strict=True)
                for values in cast.notifications(message, row)
            ]
        )
        _stamp(cast, made, part)
        notifications.flush_recordset()
        loading.env.invalidate_all()
    return len(messages)


def discard_queues(loading):
    """Whatever Odoo queued while loading is not sent."""
    mails = loading.env["mail.mail"].search([("state", "!=", "sent")])
    texts = loading.env["sms.sms"].search([])
    count = len(mails) + len(texts)
    # not the records' own messages: only the queue entries
    loading.env.cr.execute("DELETE FROM mail_mail WHERE id = ANY(%s)", [mails.ids])
    texts.unlink()
    loading.env.invalidate_all()
    return count


class _Cast:
    """Who writes to whom, with the addresses."""

    def __init__(self, loading):
        env = self.env = loading.env
        self.loading = loading
        self.users = {row["ref"] for row in rows("user")}
        self.texts = {row["ref"]: row for row in rows("text")}
        self.comment = env.ref("mail.mt_comment").id
        self.note = env.ref("mail.mt_note").id
        self.robot = env.ref("base.partner_root")
        self.public_user = env.ref("base.public_user")
        everybody = (
            env["res.partner"]
            .with_context(active_test=False)
            .search_fetch([], ["email_formatted", "phone", "name"])
        )
        self.addresses = {p.id: p.email_formatted or p.name for p in everybody}
        self.phones = {p.id: p.phone for p in everybody}

    def partner_id(self, ref):
        """Partner of a user, of a customer, or of the robot."""
        if ref == "odoobot":
            return self.robot.id
        return self.loading.id(f"U-{ref}" if ref in self.users else ref)

    def recipients(self, row):
        return [self.partner_id(ref) for ref in row["to"].split()]

    def sender_id(self, row):
        """User who created the record: the gateway and crons run as superuser."""
        if row["sender"] == "public":
            return self.public_user.id
        if row["sender"] == "root" or row["author"] not in self.users:
            return SUPERUSER_ID
        return self.loading.id(row["author"])

    def message(self, row, number, attachment):
        model, record_id = self.loading.key(row["doc"])
        author = self.partner_id(row["author"])
        text = self.texts[row["text"]]
        inbound = row["type"] == "email"
        return {
            "message_type": row["type"],
            "subtype_id": self.note if row["note"] else self.comment,
            "date": moment(row["date"]),
            "model": model,
            "res_id": record_id,
            "author_id": author,
            "email_from": self.addresses[author],
            "reply_to": self.addresses[author],
            "message_id": f"<{number}@messages.example>",
            "subject": text["subject"],
            "body": Markup("<p>%s</p>") % text["body"],
            "record_company_id": self.loading.id(row["company"]),
            # of incoming mail Odoo keeps the addresses, not the partners
            "partner_ids": [] if inbound else [Command.set(self.recipients(row))],
            "attachment_ids": [Command.set([attachment])] if attachment else [],
        }

    def notifications(self, message, row):
        kind = "sms" if row["type"] == "sms" else "email"
        return [
            {
                "mail_message_id": message.id,
                "author_id": message.author_id.id,
                "res_partner_id": partner,
                "notification_type": kind,
                "notification_status": "sent",
                "is_read": True,
                "read_date": moment(row["date"]),
                "sms_number": self.phones[partner] if kind == "sms" else False,
            }
            for partner in self.recipients(row)
        ]


def _attach(cast, part):
    """Attachments by position: a document's own PDF, or some other file."""
    values = {
        index: _attachment(cast, row)
        for index, row in enumerate(part)
        if row["attachment"]
    }
    made = cast.env["ir.attachment"].create(list(values.values()))
    return dict(zip(values, made.ids, strict=True))


def _attachment(cast, row):
    model, record_id = cast.loading.key(row["doc"])
    if row["attachment"] == "file":
        return {
            "name": "photo.txt",
            "raw": b"Photo follows by post.\n",
            "mimetype": "text/plain",
            "res_model": model,
            "res_id": record_id,
        }
    name = cast.loading.get(row["doc"]).name
    values = {
        "name": f"{name.replace('/', '_')}.pdf",
        "raw": PDF,
        "mimetype": "application/pdf",
        "res_model": model,
        "res_id": record_id,
    }
    if model == "account.move":
        # where Odoo keeps the PDF it has sent
        values["res_field"] = "invoice_pdf_report_file"
    return values


def _stamp(cast, made, part):
    set_columns(
        cast.env,
        "mail.message",
        {
            "create_uid": "int",
            "write_uid": "int",
            "create_date": "timestamp",
            "write_date": "timestamp",
        },
        [
            (message.id, sender, sender, moment(row["date"]), moment(row["date"]))
            for message, row in zip(made, part, strict=True)
            for sender in [cast.sender_id(row)]
        ],
    )
