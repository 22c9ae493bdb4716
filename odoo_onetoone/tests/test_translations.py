from odoo.tests import tagged

from .common_translations import TranslationsCase


@tagged("post_install", "-at_install")
class TestTranslations(TranslationsCase):
    addon = "odoo_onetoone"

    def test_all_are_translated(self):
        self.check_all_are_translated()

    def test_placeholders_are_kept(self):
        self.check_placeholders_are_kept()
