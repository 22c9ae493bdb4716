import base64
import io
from unittest.mock import patch

from openpyxl import Workbook, load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..wizard import participant_file
from .common_participants import ParticipantCase


@tagged("post_install", "-at_install")
class TestParticipantsImport(ParticipantCase):
    def wizard(self, content, encoding="utf-8"):
        if isinstance(content, str):
            content = content.encode(encoding)
        return (
            self.env["onetoone.participant.import"]
            .with_user(self.manager)
            .create(
                {
                    "assessment_id": self.round.id,
                    "file": base64.b64encode(content),
                    "filename": "people.csv",
                }
            )
        )

    def excel(self, *rows):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def imported(self, content, encoding="utf-8"):
        """Check and import a file that must be right; return its participants."""
        wizard = self.wizard(content, encoding)
        wizard.action_check()
        self.assertFalse(self.round.participant_ids, "checking imports nothing")
        self.assertEqual(wizard.state, "ready", wizard.problem_ids.mapped("problem"))
        wizard.action_import()
        return self.round.participant_ids

    def problems(self, content, encoding="utf-8"):
        """Import a file that must be wrong; return what is said of which line."""
        wizard = self.wizard(content, encoding)
        wizard.action_import()
        self.assertEqual(wizard.state, "wrong")
        self.assertIn("Nothing was imported", wizard.summary)
        self.assertTrue(all(wizard.problem_ids.mapped("remedy")))
        return [(one.number, one.problem) for one in wizard.problem_ids]

    # ------------------------------------------------------------
    # Files that are right
    # ------------------------------------------------------------

    def test_all_columns_are_read(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.imported(
            "Name,E-Mail,GROUP,language,Place,Product line,Department\n"
            "Anna,Anna@Example.com,staff,German,Oslo,Bikes,Sales\n"
            "\n"
            ",bert@example.com,Customers,,,,\n"
        )
        anna, bert = self.round.participant_ids.sorted("email")
        self.assertEqual(anna.email, "anna@example.com")
        self.assertEqual(anna.group_id, self.staff)
        self.assertEqual(
            (anna.name, anna.lang, anna.place, anna.product_line, anna.department),
            ("Anna", "de_DE", "Oslo", "Bikes", "Sales"),
        )
        self.assertEqual(bert.group_id, self.customers)
        self.assertFalse(bert.name or bert.lang or bert.place)

    def test_the_delimiter_is_found(self):
        for delimiter in ",;\t":
            with self.subTest(delimiter=delimiter):
                self.round.participant_ids.unlink()
                content = 'email,group,name\na@example.com,staff,"Doe, Ann; A"\n'
                lines = [["email", "group", "name"]]
                lines.append(["a@example.com", "staff", '"Doe, Ann; A"'])
                content = "\r\n".join(delimiter.join(line) for line in lines)
                self.assertEqual(self.imported(content).name, "Doe, Ann; A")

    def test_the_encoding_is_found(self):
        content = "name;email;group\nZoë;zoe@example.com;staff\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
            with self.subTest(encoding=encoding):
                self.round.participant_ids.unlink()
                self.assertEqual(self.imported(content, encoding).name, "Zoë")

    def test_a_guessed_encoding_is_announced(self):
        wizard = self.wizard("email;group;name\na@example.com;staff;Zoë", "cp1252")
        wizard.action_check()
        self.assertIn("Windows-1252", wizard.summary)

    def test_an_excel_file_is_read(self):
        people = self.imported(
            self.excel(
                ("Name", "Email", "Group", "Department"),
                ("Anna", "anna@example.com", "staff", 12.0),
                (None, None, None, None),
                (" Bert ", "bert@example.com", "customer", None),
            )
        ).sorted("email")
        self.assertEqual(people.mapped("name"), ["Anna", "Bert"])
        self.assertEqual(people.mapped("department"), ["12", False])

    def test_groups_and_columns_may_be_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env = self.env(context={**self.env.context, "lang": "zh_CN"})
        self.staff.with_context(lang="zh_CN").name = "员工"
        model = type(self.env["onetoone.participant.import"])
        names = {"name": "姓名", "email": "电子邮件", "group": "组"}

        def in_chinese(wizard):
            is_chinese = wizard.env.lang == "zh_CN"
            return names if is_chinese else {name: name for name in names}

        with patch.object(model, "_column_names", in_chinese):
            people = self.imported("name,电子邮件,组\nAnna,anna@example.com,员工\n")
        self.assertEqual(people.group_id, self.staff)
        self.assertEqual(people.name, "Anna")

    def test_what_looks_like_a_formula_is_text(self):
        people = self.imported(
            "email,group,name,place,department\n"
            "a@example.com,staff,=1+1,+49,-sum(a1)\n"
            "b@example.com,staff,@home,,\n"
        ).sorted("email")
        self.assertEqual(people.mapped("name"), ["=1+1", "@home"])
        self.assertEqual(people[0].place, "+49")
        self.assertEqual(people[0].department, "-sum(a1)")

    # ------------------------------------------------------------
    # Files that are wrong
    # ------------------------------------------------------------

    def test_every_wrong_line_is_reported_and_nothing_imported(self):
        self.join(self.round, "there@example.com", group=self.customers)
        before = self.round.participant_ids
        problems = self.problems(
            "name,email,group,language\n"
            "Right,right@example.com,staff,\n"
            "No address,,staff,\n"
            "Two,a@example.com b@example.com,staff,\n"
            "Unknown,c@example.com,pilots,\n"
            "No group,d@example.com,,\n"
            "Again,RIGHT@example.com,staff,\n"
            "There,there@example.com,staff,\n"
            "Tongue,e@example.com,staff,tlh\n"
            "All,,pilots,tlh\n"
        )
        self.assertEqual(
            problems,
            [
                (3, "The e-mail address is missing."),
                (4, "“a@example.com b@example.com” is not one e-mail address."),
                (5, "There is no group “pilots” in this round."),
                (6, "The group is missing."),
                (7, "right@example.com stands in line 2 already."),
                (
                    8,
                    "there@example.com takes part in the group “Customers” already.",
                ),
                (9, "The language “tlh” is not installed."),
                (10, "There is no group “pilots” in this round."),
                (10, "The e-mail address is missing."),
                (10, "The language “tlh” is not installed."),
            ],
        )
        self.assertEqual(self.round.participant_ids, before)

    def test_lines_are_numbered_as_in_the_file(self):
        content = 'email,group,name\n\n"a@example.com",staff,"two\nlines"\nbad,staff,\n'
        self.assertEqual(
            self.problems(content), [(5, "“bad” is not one e-mail address.")]
        )
        rows = (("email", "group"), (None, None), ("bad", "staff"))
        self.assertEqual(
            self.problems(self.excel(*rows)), [(3, "“bad” is not one e-mail address.")]
        )

    def test_the_remedy_names_what_is_possible(self):
        wizard = self.wizard(
            "email,group,lang\na@example.com,x,tlh\n".replace("lang", "language")
        )
        wizard.action_check()
        group, language = wizard.problem_ids
        self.assertIn("staff", group.remedy)
        self.assertIn("en_US", language.remedy)

    def test_wrong_columns_are_reported(self):
        self.assertEqual(
            self.problems("email,departement,Name,name\na@example.com,Sales,A,A\n"),
            [
                (1, "The column “departement” is not known."),
                (1, "The column “name” is there twice."),
                (1, "The column “Group” is missing."),
            ],
        )

    def test_files_that_cannot_be_read_are_reported(self):
        empty, unreadable = "The file has no participants.", "cannot be read as"
        for content, expected in (
            (b" \n", empty),
            (b"email,group\n", empty),
            (b'email,group\n"a@example.com,staff\n', f"{unreadable} CSV text"),
            (b"\x00\x01\x02 no text", f"{unreadable} CSV text"),
            (b"email,group\n\x81\x8d", f"{unreadable} CSV text"),
            (b"PK\x03\x04 no archive", f"{unreadable} an Excel file"),
            (b"\xd0\xcf\x11\xe0 old", "an old Excel file"),
        ):
            with self.subTest(content=content):
                [(number, problem)] = self.problems(content)
                self.assertEqual(number, 0)
                self.assertIn(expected, problem)

    def test_files_that_are_too_long_are_refused(self):
        lines = [f"p{number}@example.com,staff" for number in range(5001)]
        content = "\n".join(["email,group", *lines])
        self.assertEqual(
            self.problems(content), [(0, "The file has more than 5000 lines.")]
        )
        padding = b" " * participant_file.MAX_BYTES
        [(_number, problem)] = self.problems(b"email,group\n" + padding + b"x")
        self.assertIn("larger than 5 MB", problem)

    def test_a_group_that_the_open_round_does_not_ask_is_unknown(self):
        self.round.group_ids.filtered(
            lambda line: line.group_id == self.customers
        ).unlink()
        self.round.action_open()
        self.assertEqual(
            self.problems("email,group\na@example.com,customer\n"),
            [(2, "There is no group “customer” in this round.")],
        )

    def test_a_file_is_needed(self):
        wizard = self.wizard("x")
        wizard.file = False
        with self.assertRaisesRegex(UserError, "Choose a file"):
            wizard.action_check()

    def test_a_closed_round_takes_nobody(self):
        self.round.action_open()
        self.round.action_close()
        with self.assertRaisesRegex(UserError, "is closed"):
            self.wizard("email,group\na@example.com,staff\n").action_import()

    def test_another_file_must_be_checked_anew(self):
        wizard = self.wizard("email,group\na@example.com,staff\n")
        wizard.action_check()
        self.assertEqual(wizard.state, "ready")
        wizard.file = base64.b64encode(b"email,group\nbad,staff\n")
        self.assertEqual(wizard.state, "new")
        wizard.action_import()
        self.assertEqual(wizard.state, "wrong")
        self.assertFalse(self.round.participant_ids)

    # ------------------------------------------------------------
    # Template and rights
    # ------------------------------------------------------------

    def test_the_template_can_be_filled_and_imported(self):
        wizard = self.wizard("x")
        self.assertIn("template_file", wizard.action_template()["url"])
        content = base64.b64decode(wizard.template_file)
        book = load_workbook(io.BytesIO(content))
        sheet, notes = book.worksheets
        self.assertIn(("staff", self.staff.name), list(notes.values))
        sheet.append(("Anna", "anna@example.com", "staff"))
        stream = io.BytesIO()
        book.save(stream)
        self.assertEqual(self.imported(stream.getvalue()).name, "Anna")

    def test_only_managers_import(self):
        with self.assertRaises(AccessError):
            self.env["onetoone.participant.import"].with_user(self.analyst).create(
                {"assessment_id": self.round.id}
            )
