from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common_odoo import OdooCase


@tagged("post_install", "-at_install")
class TestActionTemplates(OdooCase):
    def template(self, **values):
        return self.env["onetoone.action.template"].create(
            {"code": "t", "name": "Ask more", "remedy": "process", **values}
        )

    def test_questions_are_named_by_their_codes(self):
        template = self.template(question_codes=" gap_05  gap_06 ")
        self.assertEqual(template._question_codes(), ["gap_05", "gap_06"])
        self.assertEqual(self.template(code="u")._question_codes(), [])

    def test_a_question_that_does_not_exist_is_refused_by_name(self):
        template = self.template()
        for codes, named in (
            ("gap_05 gap_99", r"do not exist: gap_99\."),
            ("gap_05,gap_06", r"do not exist: gap_05,gap_06\."),
            ("nowhere gap_98", r"do not exist: nowhere, gap_98\."),
        ):
            with self.subTest(codes), self.assertRaisesRegex(ValidationError, named):
                template.question_codes = codes

    @mute_logger("odoo.sql_db")
    def test_a_code_names_one_template(self):
        self.template()
        with self.assertRaisesRegex(IntegrityError, "code_unique"):
            self.template(name="Another")

    def test_analysts_read_and_managers_edit(self):
        template = self.template()
        analyst = new_test_user(
            self.env, "t_analyst", "odoo_onetoone.group_onetoone_analyst"
        )
        manager = new_test_user(
            self.env, "t_manager", "odoo_onetoone.group_onetoone_manager"
        )
        seller = new_test_user(
            self.env, "t_seller", "odoo_onetoone.group_onetoone_user"
        )
        self.assertEqual(template.with_user(analyst).name, "Ask more")
        with self.assertRaises(AccessError):
            template.with_user(analyst).name = "Ask less"
        template.with_user(manager).name = "Ask better"
        self.assertEqual(template.name, "Ask better")
        # who edits templates need not be allowed to read questionnaires
        template.with_user(manager).question_codes = "gap_01"
        with self.assertRaises(AccessError):
            template.with_user(seller).read(["name"])
