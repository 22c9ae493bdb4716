from odoo.tests import tagged

from odoo.addons.odoo_onetoone.tests.common_translations import TranslationsCase


@tagged("post_install", "-at_install")
class TestTranslations(TranslationsCase):
    addon = "odoo_onetoone_reports"

    def test_all_are_translated(self):
        self.check_all_are_translated()

    def test_placeholders_are_kept(self):
        self.check_placeholders_are_kept()
