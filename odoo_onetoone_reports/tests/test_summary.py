"""The two pages of a closed round: converted by the program that servers have."""

import io
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.odoo_onetoone.tests.common_judged_rounds import LEVELS, JudgedRoundCase

from ..content.summary import assessment_summary

REPORT = "odoo_onetoone_reports.assessment_summary"
LONG = "客户关系管理与一对一营销 " * 12
ARABIC = "إدارة علاقات العملاء " * 12
A4 = "595 x 842"


@tagged("post_install", "-at_install")
class TestSummary(JudgedRoundCase):
    def _closed(self, **values):
        """Return a round in which the staff thinks better of us than customers do."""
        self._give_readings()
        assessment = self.ask(
            {"staff": 6, "customer": 6}, "ladder", "gap", "gap_customer", **values
        )
        for group, level in (("staff", 3), ("customer", 2)):
            people = SimpleNamespace(participant_ids=self.people(assessment, group))
            aspects = {"process": level, "customer_relations": level}
            self.answer_levels(people, LEVELS | aspects)
        assessment.action_close()
        return assessment.with_user(self.analyst)

    def _give_readings(self):
        """Create readings whose values are the positions they stand at."""
        self.give_readings()
        readings = self.env["onetoone.reading"].search(
            [("company_id", "=", self.company.id)]
        )
        readings.indicator_id.anchors = "0 25 50 75 100"
        for reading in readings:
            reading.value = reading.position

    def _pdf(self, assessment):
        file = io.BytesIO()
        reports = assessment.env["onetoone.assessment.summary"]
        reports.with_context(force_report_rendering=True)._write_to(assessment, file)
        return file.getvalue()

    def _run(self, content, *command):
        """Return what a program says about a PDF."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            return subprocess.run(
                [part.format(file.name) for part in command],
                capture_output=True,
                check=True,
                text=True,
            ).stdout

    def _text(self, content):
        return " ".join(self._run(content, "pdftotext", "-layout", "{}", "-").split())

    def _pictures(self, content):
        with tempfile.TemporaryDirectory() as folder:
            self._run(content, "pdftoppm", "-r", "40", "-png", "{}", f"{folder}/page")
            return [
                Image.open(path).convert("L").copy()
                for path in sorted(Path(folder).glob("page*.png"))
            ]

    def _assert_two_pages(self, content):
        facts = self._run(content, "pdfinfo", "{}")
        self.assertRegex(facts, r"Pages:\s+2\n")
        self.assertIn(A4, facts)
        for picture in self._pictures(content):
            dark = sum(picture.histogram()[:200])
            share = dark / (picture.width * picture.height)
            self.assertGreater(share, 0.01, "The page is blank")
            self.assertLess(share, 0.5, "The page is a blot")

    # ------------------------------------------------------------
    # CONTENT
    # ------------------------------------------------------------

    def test_the_stages_are_those_worked_out_by_hand(self):
        """As `JudgedRoundCase` says: 31, 68, 63 and 20."""
        summary = assessment_summary(self._closed())
        self.assertEqual(
            [(stage.name, round(stage.combined, 6)) for stage in summary.stages],
            [
                ("Identify", 31),
                ("Differentiate", 68),
                ("Interact", 63),
                ("Customize", 20),
            ],
        )
        self.assertEqual(
            [(stage.opinion, stage.evidence) for stage in summary.stages],
            [(20, 42), (75, 55), (50, 76), (0, 40)],
        )
        self.assertEqual(summary.verdict, "Prepare First")
        self.assertIn("Identify stands at 31, below 50.", summary.reasons)

    def test_what_was_suppressed_is_absent(self):
        self._give_readings()
        assessment = self.ask({"staff": 6, "customer": 2}, "ladder", "gap")
        aspects = {"process": 3}
        self.answer_levels(assessment, LEVELS | aspects)
        assessment.action_close()
        summary = assessment_summary(assessment)
        for aspect in summary.aspects:
            self.assertIsNone(aspect.outside)
            self.assertIsNone(aspect.perception_gap)
        self.assertTrue(any("fewer than 5" in note for note in summary.method))

    def test_a_trend_of_the_rounds_up_to_this_one(self):
        first = self._closed()
        summary = assessment_summary(first)
        self.assertEqual(
            [(one.as_of, one.readiness) for one in summary.rounds],
            [(first.as_of, first.readiness)],
        )

    def test_the_action_that_is_proposed_stands_beside_its_gap(self):
        templates = self.env["onetoone.action.template"]
        templates.search([]).active = False
        templates.create(
            {
                "code": "collect",
                "name": "Ask for e-mail addresses",
                "remedy": "process",
                "dimension_id": self.env.ref("odoo_onetoone.dimension_identify").id,
                "indicator_ids": [(6, 0, self.indicator("reachable").ids)],
            }
        )
        identify = self.env.ref("odoo_onetoone.dimension_identify")
        target = {"dimension_id": identify.id, "target": 82}
        assessment = self._closed(target_ids=[(0, 0, target)])
        [gap] = assessment_summary(assessment).gaps
        self.assertEqual(gap.action, "Ask for e-mail addresses")
        # the indicator stands at 42
        self.assertEqual(gap.subject, self.indicator("reachable").name)
        self.assertAlmostEqual(gap.points, 82 - 42)

    # ------------------------------------------------------------
    # ON PAPER
    # ------------------------------------------------------------

    def test_two_pages_with_the_numbers(self):
        assessment = self._closed()
        content = self._pdf(assessment)
        self._assert_two_pages(content)
        text = self._text(content)
        for expected in (
            "Round Company",
            f"{assessment.readiness:.1f}",
            "Prepare First",
            "Identify stands at 31, below 50.",
            "How to read this",
        ):
            self.assertIn(expected, text)
        for numbers in ("20 42 31", "75 55 68", "50 76 63", "0 40 20"):
            self.assertIn(numbers, text)
        # levels 3 and 2 of 4, in the aspect that both sides were asked about
        self.assertRegex(text, r"Customer Relations 67 33 33")

    def test_long_names_and_other_scripts_keep_to_two_pages(self):
        for name in (LONG, ARABIC, "x" * 900, "=1+1 <b>&amp; 🚀" * 30):
            with self.subTest(name=name[:12]):
                assessment = self._closed_once()
                assessment.sudo().name = name
                assessment.company_id.sudo().name = f"{name[:200]} {name[-5:]}"
                for stage in assessment.sudo().stage_score_ids.dimension_id:
                    stage.name = name
                self._assert_two_pages(self._pdf(assessment))

    def _closed_once(self):
        if not hasattr(self, "_assessment"):
            self._assessment = self._closed()
        return self._assessment

    def test_names_in_chinese_and_arabic_are_readable(self):
        assessment = self._closed()
        assessment.sudo().name = "客户评估 2026"
        self.assertIn("客户评估", self._text(self._pdf(assessment)))

    def test_a_round_without_answers(self):
        assessment = self.ask({"staff": 6}, "ladder")
        assessment.action_close()
        content = self._pdf(assessment.with_user(self.analyst))
        self._assert_two_pages(content)

    def test_it_can_be_read_in_the_browser(self):
        assessment = self._closed()
        reports = assessment.env["ir.actions.report"]
        html = reports._render_qweb_html(REPORT, assessment.ids)[0]
        html = html.decode() if isinstance(html, bytes) else html
        self.assertEqual(html.count("<svg"), 6)
        # nothing is fetched from anywhere
        self.assertNotRegex(html, r"(src|href)=")

    def test_a_name_is_no_markup(self):
        assessment = self._closed()
        assessment.sudo().name = "<script>alert(1)</script>"
        html = assessment.env["ir.actions.report"]._render_qweb_html(
            REPORT, assessment.ids
        )[0]
        self.assertNotIn("<script", html.decode() if isinstance(html, bytes) else html)

    def test_it_goes_out_with_a_subscription(self):
        assessment = self._closed()
        self.analyst.email = "analyst@example.com"
        for kind, start in (("summary", b"%PDF"), ("assessment", b"PK")):
            subscription = self.env["onetoone.report.subscription"].create(
                {
                    "kind": kind,
                    "company_id": self.company.id,
                    "user_ids": [(6, 0, self.analyst.ids)],
                }
            )
            subscription = subscription.with_context(force_report_rendering=True)
            self.assertFalse(subscription._try_send(self.analyst))
            mail = self.env["mail.mail"].search([], order="id desc", limit=1)
            self.assertIn(assessment.name, mail.attachment_ids.name)
            self.assertTrue(mail.attachment_ids.raw.startswith(start), kind)

    # ------------------------------------------------------------
    # MISTAKES AND RIGHTS
    # ------------------------------------------------------------

    def test_a_round_that_is_open_has_none(self):
        assessment = self.ask({"staff": 6}, "ladder")
        with self.assertRaisesRegex(UserError, "is not closed yet"):
            self._pdf(assessment.with_user(self.analyst))

    def test_without_the_program_it_says_what_to_install(self):
        assessment = self._closed()
        with (
            patch.object(
                type(assessment.env["ir.actions.report"]),
                "get_wkhtmltopdf_state",
                lambda self: "install",
            ),
            self.assertRaisesRegex(UserError, "Install wkhtmltopdf"),
        ):
            self._pdf(assessment)

    def test_a_salesperson_gets_none(self):
        assessment = self._closed()
        seller = self._new_user("summary_seller", "odoo_onetoone.group_onetoone_user")
        with self.assertRaises(AccessError):
            self._pdf(assessment.with_user(seller))
