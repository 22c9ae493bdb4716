import os
import tempfile
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..models import onetoone_report_file
from .common_files import FileCase

WRITE = (
    "odoo.addons.odoo_onetoone_reports.models.onetoone_customer_workbook"
    ".OnetooneCustomerWorkbook._write_to"
)
LOGGER = "odoo.addons.odoo_onetoone_reports.models.onetoone_report_file"


@tagged("post_install", "-at_install")
class TestReportFile(FileCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(6):
            cls._create_profile(f"C{number}", monetary=number)
        cls._create_profile("Own", user_id=cls.exporter.id)

    def _asked(self, **options):
        """Return a file that is made in the background, and waits."""
        self._set_rows_at_once(2)
        _answer, file = self._ask(**options)
        return file

    def _made(self, **options):
        file = self._asked(**options)
        self._run_job()
        return file

    # ------------------------------------------------------------
    # AT ONCE, OR IN THE BACKGROUND
    # ------------------------------------------------------------

    def test_a_short_list_is_downloaded_at_once(self):
        self._set_rows_at_once(7)
        answer, file = self._ask()
        self.assertIs(answer, False)
        self.assertFalse(file)

    def test_a_longer_list_is_made_by_the_job(self):
        self._set_rows_at_once(6)
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search_count([])
        answer, file = self._ask()
        self.assertIn("7 customers", answer["params"]["message"])
        self.assertEqual(triggers.search_count([]), before + 1)
        self.assertEqual((file.state, file.row_total), ("waiting", 7))
        self.assertEqual(file.user_id, self.analyst)
        self._run_job()
        self.assertEqual((file.state, file.row_count), ("done", 7))
        self.assertEqual(file.progress, 100)
        rows = self._content(file)
        self.assertEqual(sum(row["Value"] for row in rows), 15)

    def test_the_limit_is_20000_rows(self):
        limit = self.env["onetoone.customer.workbook"]._rows_at_once
        self._set_rows_at_once("")
        self.assertEqual(limit(), 20_000)
        self._set_rows_at_once("many")
        self.assertEqual(limit(), 20_000)

    def test_progress_is_seen_by_others_while_it_is_made(self):
        file = self._asked()
        seen = []
        show = onetoone_report_file._Progress._show

        def spy(progress):
            show(progress)
            progress.file.invalidate_recordset()
            seen.append((progress.file.row_count, progress.file.state))

        with (
            patch.object(onetoone_report_file, "ROWS_PER_PROGRESS", 3),
            patch.object(onetoone_report_file._Progress, "_show", spy),
        ):
            self._run_job()
        self.assertEqual(seen, [(3, "running"), (6, "running")])
        self.assertEqual(file.row_count, 7)

    def test_the_user_is_told(self):
        bus = self.env["bus.bus"]
        last = bus.search([], order="id desc", limit=1).id or 0
        file = self._made()
        self.env.cr.precommit.run()
        [note] = bus.search(
            [("id", ">", last), ("message", "like", "onetoone_report_file")]
        )
        self.assertIn(f"/onetoone/file/{file.id}", note.message)
        self.assertIn(f'"res.partner",{self.analyst.partner_id.id}', note.channel)

    # ------------------------------------------------------------
    # WHOSE IT IS
    # ------------------------------------------------------------

    def test_only_the_requester_sees_it(self):
        file = self._made()
        system = self._create_user(
            "c_system", "base.group_system,odoo_onetoone.group_onetoone_manager"
        )
        for user in (self.manager, self.exporter, system):
            with self.subTest(user=user.login):
                theirs = file.with_user(user)
                self.assertFalse(theirs.search([]))
                with self.assertRaises(AccessError):
                    theirs.read(["name"])
                with self.assertRaises(AccessError):
                    self._attachment(file).with_user(user).read(["raw"])
        self.assertEqual(file.with_user(self.analyst).search([]), file)

    def test_its_content_is_had_by_the_route_only(self):
        file = self._made().with_user(self.analyst)
        with self.assertRaises(AccessError):
            file.read(["content"])
        with self.assertRaises(AccessError):
            self._attachment(file).with_user(self.analyst).read(["raw"])

    def _attachment(self, file):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", "onetoone.report.file"),
                ("res_id", "=", file.id),
                ("res_field", "=", "content"),
            ]
        )

    def test_nobody_writes_one_by_hand(self):
        file = self._asked()
        for user in (self.analyst, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                file.with_user(user).write({"user_id": self.manager.id})
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                file.with_user(user).create({"name": "x"})

    def test_it_holds_what_the_requester_may_see(self):
        self._set_rows_at_once(0)
        _answer, file = self._ask(user=self.exporter)
        self._run_job()
        self.assertEqual([row["Customer"] for row in self._content(file)], ["Own"])

    # ------------------------------------------------------------
    # WHO MAY NOT HAVE IT ANY MORE
    # ------------------------------------------------------------

    def test_rights_of_the_day_it_is_made(self):
        file = self._asked()
        self.analyst.group_ids -= self.env.ref("odoo_onetoone.group_onetoone_analyst")
        self.analyst.group_ids -= self.env.ref("base.group_allow_export")
        self._run_job()
        self.assertEqual(file.state, "failed")
        self.assertIn("You may not export customers", file.error)
        self.assertFalse(self._attachment(file))

    def test_somebody_who_left_gets_nothing(self):
        file = self._asked()
        self.analyst.active = False
        self._run_job()
        self.assertEqual(file.state, "failed")
        self.assertIn("has left", file.error)

    def test_a_company_that_was_taken_away(self):
        self.analyst.company_ids |= self.other_company
        file = self._asked()
        self.analyst.write(
            {
                "company_ids": [(6, 0, self.other_company.ids)],
                "company_id": self.other_company.id,
            }
        )
        self._run_job()
        self.assertEqual(file.state, "failed")
        self.assertIn("You have no access to", file.error)

    def test_rights_of_the_day_it_is_delivered(self):
        file = self._made().with_user(self.analyst)
        self.assertIn(f"/onetoone/file/{file.id}", file.action_download()["url"])
        self.analyst.group_ids -= self.env.ref("odoo_onetoone.group_onetoone_analyst")
        self.analyst.group_ids -= self.env.ref("base.group_allow_export")
        with self.assertRaisesRegex(AccessError, "You may not export customers"):
            file.action_download()

    def test_it_cannot_be_had_before_it_is_ready(self):
        file = self._asked().with_user(self.analyst)
        with self.assertRaisesRegex(UserError, "still being made"):
            file.action_download()

    # ------------------------------------------------------------
    # WHAT GOES WRONG
    # ------------------------------------------------------------

    @mute_logger(LOGGER)
    def test_a_failure_is_said_and_not_tried_again(self):
        file = self._asked()
        other = self._asked(user=self.manager)
        with patch(WRITE, side_effect=KeyError("secret detail")):
            self._run_job()
        self.assertEqual((file.state, other.state), ("failed", "failed"))
        self.assertIn("server's log", file.error)
        self.assertNotIn("secret", file.error)
        self._run_job()
        self.assertEqual((file.state, file.attempts), ("failed", 1))
        with self.assertRaisesRegex(UserError, "server's log"):
            file.with_user(self.analyst).action_download()

    def test_a_filter_that_became_wrong(self):
        file = self._asked()
        file.params = {"domain": [["gone", "=", 1]], "columns": ["partner_id"]}
        other = self._asked(user=self.manager)
        self._run_job()
        self.assertEqual(file.state, "failed")
        self.assertIn("This filter of customers cannot be read", file.error)
        self.assertEqual(other.state, "done")

    def test_one_that_was_interrupted_is_made_again(self):
        file = self._asked()
        file.write({"state": "running", "attempts": 1, "row_count": 5})
        self._run_job()
        self.assertEqual((file.state, file.attempts), ("done", 2))
        self.assertEqual(len(self._content(file)), 7)

    def test_one_that_is_always_interrupted_is_given_up(self):
        file = self._asked()
        file.write({"state": "running", "attempts": 3})
        self._run_job()
        self.assertEqual((file.state, file.attempts), ("failed", 3))
        self.assertIn("interrupted 3 times", file.error)

    def test_one_that_was_deleted_in_between(self):
        file = self._asked()
        later = self._asked(user=self.manager)

        def delete(*_arguments, **_options):
            file.unlink()

        with patch(WRITE, side_effect=delete):
            self._run_job()
        self.assertFalse(file.exists())
        self.assertTrue(later.exists())

    def test_no_temporary_file_is_left(self):
        with tempfile.TemporaryDirectory() as folder:
            with patch.object(tempfile, "tempdir", folder):
                file = self._made()
                self.assertEqual(file.state, "done")
                broken = self._asked()
                broken.params = {"domain": [["gone", "=", 1]], "columns": ["x"]}
                self._run_job()
            self.assertEqual(os.listdir(folder), [])

    # ------------------------------------------------------------
    # EXPIRY
    # ------------------------------------------------------------

    def test_it_is_deleted_after_seven_days(self):
        old, young = self._made(), self._made()
        now = fields.Datetime.now()
        self.assertAlmostEqual(
            old.expires, now + timedelta(days=7), delta=timedelta(minutes=5)
        )
        attachment = self._attachment(old)
        old.expires = now - timedelta(seconds=1)
        young.expires = now + timedelta(hours=1)
        self.env["onetoone.report.file"]._gc_expired()
        self.assertFalse(old.exists())
        self.assertFalse(attachment.exists())
        self.assertEqual(young.state, "done")

    def test_the_requester_may_delete_it_before(self):
        file = self._made()
        attachment = self._attachment(file)
        file.with_user(self.analyst).unlink()
        self.assertFalse(attachment.exists())
