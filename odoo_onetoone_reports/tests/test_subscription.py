import base64
import io
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import onetoone_report_subscription
from .common import table
from .common_files import FileCase

LOGGER = "odoo.addons.odoo_onetoone_reports.models.onetoone_report_subscription"


@tagged("post_install", "-at_install")
class TestSubscription(FileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls._create_profile("Ours", monetary=5)
        cls._create_profile("Own", user_id=cls.exporter.id)
        cls._create_profile("Theirs", company=cls.other_company)
        for user in (cls.analyst, cls.exporter, cls.manager, cls.user):
            user.email = f"{user.login}@example.com"

    def _subscribe(self, *users, kind="customers", **values):
        with freeze_time("2026-07-05"):
            return (
                self.env["onetoone.report.subscription"]
                .with_user(self.manager)
                .create(
                    {
                        "kind": kind,
                        "company_id": self.company.id,
                        "user_ids": [Command.set([user.id for user in users])],
                        **values,
                    }
                )
                .sudo()
            )

    def _send(self, day="2026-08-01"):
        """Let the job run on a day; return {login: mail} of what it queued."""
        mails = self.env["mail.mail"]
        before = mails.search([])
        with freeze_time(day):
            self.run_job("odoo_onetoone_reports.send_subscriptions")
        queued = mails.search([]) - before
        return {mail.recipient_ids.user_ids.login: mail for mail in queued}

    def _sheets(self, mail):
        return load_workbook(io.BytesIO(base64.b64decode(mail.attachment_ids.datas)))

    def _customers(self, mail):
        return [row["Customer"] for row in table(self._sheets(mail)["Customers"])]

    # ------------------------------------------------------------
    # WHEN
    # ------------------------------------------------------------

    def test_the_next_day_of_the_month(self):
        for day, expected in ((1, date(2026, 8, 1)), (5, date(2026, 8, 5))):
            self.assertEqual(self._subscribe(day=day).next_date, expected)
        self.assertEqual(self._subscribe(day=28).next_date, date(2026, 7, 28))

    def test_it_is_sent_once_a_month(self):
        subscription = self._subscribe(self.analyst)
        self.assertEqual(self._send("2026-07-31"), {})
        self.assertEqual(list(self._send("2026-08-01")), ["c_analyst"])
        self.assertEqual(subscription.next_date, date(2026, 9, 1))
        self.assertEqual(subscription.last_date, date(2026, 8, 1))
        self.assertEqual(self._send("2026-08-02"), {})
        self.assertEqual(list(self._send("2026-09-03")), ["c_analyst"])
        self.assertEqual(subscription.next_date, date(2026, 10, 1))

    def test_an_archived_one_is_not_sent(self):
        self._subscribe(self.analyst, active=False)
        self.assertEqual(self._send(), {})

    def test_an_interrupted_run_goes_on_where_it_was(self):
        subscription = self._subscribe(self.analyst, self.exporter)
        subscription.served_user_ids = self.analyst
        self.assertEqual(list(self._send()), ["c_exporter"])
        self.assertFalse(subscription.served_user_ids)

    # ------------------------------------------------------------
    # TO WHOM AND WHAT
    # ------------------------------------------------------------

    def test_each_gets_what_he_may_see(self):
        self._subscribe(self.analyst, self.exporter)
        mails = self._send()
        self.assertEqual(self._customers(mails["c_analyst"]), ["Ours", "Own"])
        self.assertEqual(self._customers(mails["c_exporter"]), ["Own"])

    def test_one_mail_each_and_nobody_else_in_it(self):
        self._subscribe(self.analyst, self.manager)
        mails = self._send()
        self.assertEqual(set(mails), {"c_analyst", "c_manager"})
        for login, mail in mails.items():
            self.assertEqual(len(mail.recipient_ids), 1)
            self.assertFalse(mail.email_to or mail.email_cc)
            self.assertTrue(mail.auto_delete)
            self.assertEqual(len(mail.attachment_ids), 1)
            self.assertIn("Customers 2026-08-01.xlsx", mail.attachment_ids.name)
            other = mails[({"c_analyst", "c_manager"} - {login}).pop()]
            self.assertNotEqual(mail.attachment_ids, other.attachment_ids)

    def test_in_the_language_of_the_recipient(self):
        with patch.object(
            type(self.env["onetoone.customer.workbook"]),
            "_write_company_to",
            lambda workbook, company, file: file.write(
                f"{workbook.env.lang} {workbook.env.user.login}".encode()
            ),
        ):
            self.exporter.lang = "fr_FR"
            self._subscribe(self.analyst, self.exporter)
            mails = self._send()
        written = {
            login: base64.b64decode(mail.attachment_ids.datas)
            for login, mail in mails.items()
        }
        self.assertEqual(
            written,
            {"c_analyst": b"en_US c_analyst", "c_exporter": b"fr_FR c_exporter"},
        )

    def test_every_kind_of_company_file(self):
        for kind, sheet in (("evidence", "Readings"), ("segments", "Segments")):
            self._subscribe(self.analyst, kind=kind)
            mail = self._send()["c_analyst"]
            self.assertIn(sheet, self._sheets(mail).sheetnames)
            self.env["onetoone.report.subscription"].search([]).unlink()

    def test_nobody_else_reads_the_attachment(self):
        self._subscribe(self.analyst)
        attachment = self._send()["c_analyst"].attachment_ids
        self.assertTrue(attachment.res_id)
        self.assertFalse(attachment.public or attachment.access_token)
        for user in (self.manager, self.exporter, self.user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                attachment.with_user(user).read(["raw"])

    def test_the_attachment_goes_with_the_mail(self):
        self._subscribe(self.analyst)
        mail = self._send()["c_analyst"]
        attachment, message = mail.attachment_ids, mail.mail_message_id
        mail.unlink()
        self.assertFalse(message.exists())
        self.assertFalse(attachment.exists())

    # ------------------------------------------------------------
    # WHO GETS NOTHING, AND WHY
    # ------------------------------------------------------------

    def _reasons(self, *users, **values):
        subscription = self._subscribe(*users, **values)
        mails = self._send()
        return subscription.failures or "", mails

    def test_who_lost_the_right_gets_nothing_and_the_owner_sees_why(self):
        reasons, mails = self._reasons(self.user, self.analyst)
        self.assertEqual(list(mails), ["c_analyst"])
        self.assertIn(f"{self.user.name}: You may not export customers", reasons)

    def test_the_evidence_is_for_analysts(self):
        reasons, mails = self._reasons(self.exporter, kind="evidence")
        self.assertEqual(mails, {})
        self.assertIn("has not the analyst's role", reasons)

    def test_somebody_who_left(self):
        subscription = self._subscribe(self.analyst, self.manager)
        self.analyst.active = False
        self.assertEqual(list(self._send()), ["c_manager"])
        self.assertIn("This person has left", subscription.failures)

    def test_a_company_that_was_taken_away(self):
        subscription = self._subscribe(self.exporter)
        self.exporter.write(
            {
                "company_ids": [(6, 0, self.other_company.ids)],
                "company_id": self.other_company.id,
            }
        )
        self.assertEqual(self._send(), {})
        self.assertIn("has no access to", subscription.failures)

    def test_no_address_no_round(self):
        self.exporter.email = False
        reasons, _mails = self._reasons(self.exporter)
        self.assertIn("no e-mail address", reasons)
        reasons, _mails = self._reasons(self.analyst, kind="summary")
        self.assertIn("No round of", reasons)

    def test_a_file_too_large_for_an_email(self):
        with patch.object(onetoone_report_subscription, "MAX_MEGABYTES", 0):
            reasons, mails = self._reasons(self.analyst)
        self.assertEqual(mails, {})
        self.assertIn("too much for an e-mail", reasons)

    @mute_logger(LOGGER)
    def test_one_that_fails_does_not_stop_the_others(self):
        write = type(self.env["onetoone.customer.workbook"])._write_company_to

        def fail_for_the_first(workbook, company, file):
            if workbook.env.user == self.analyst:
                raise KeyError("broken")
            write(workbook, company, file)

        with patch.object(
            type(self.env["onetoone.customer.workbook"]),
            "_write_company_to",
            fail_for_the_first,
        ):
            reasons, mails = self._reasons(self.analyst, self.exporter)
        self.assertEqual(list(mails), ["c_exporter"])
        self.assertIn("see the server's log", reasons)
        self.assertNotIn("broken", reasons)

    def test_reasons_are_those_of_the_last_time(self):
        subscription = self._subscribe(self.user)
        self._send("2026-08-01")
        self.assertTrue(subscription.failures)
        self.user.group_ids += self.env.ref("base.group_allow_export")
        self.assertEqual(list(self._send("2026-09-01")), ["c_user"])
        self.assertFalse(subscription.failures)

    # ------------------------------------------------------------
    # WHO MAY
    # ------------------------------------------------------------

    def test_only_managers_make_them(self):
        for user in (self.analyst, self.exporter):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["onetoone.report.subscription"].with_user(user).create(
                    {"kind": "evidence", "company_id": self.company.id}
                )

    def test_a_recipient_sees_and_ends_his_own(self):
        own = self._subscribe(self.exporter, self.analyst)
        other = self._subscribe(self.analyst)
        seen = own.with_user(self.exporter)
        self.assertEqual(seen.search([]), own)
        self.assertTrue(seen.is_recipient)
        with self.assertRaises(AccessError):
            seen.write({"user_ids": [Command.clear()]})
        seen.action_unsubscribe()
        self.assertEqual(own.user_ids, self.analyst)
        self.assertEqual(list(self._send()), ["c_analyst"])
        with self.assertRaises(AccessError):
            other.with_user(self.exporter).action_unsubscribe()
