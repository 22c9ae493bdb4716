from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..hooks import uninstall_hook
from ..readers import optional_indexes
from .common import OnetooneCase


@tagged("post_install", "-at_install")
class TestOptionalIndexes(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._new_user("admin", "base.group_system")
        cls.indexes = cls.env["onetoone.optional.index"].with_user(cls.administrator)

    def created(self):
        self.env.cr.execute(
            "SELECT indexname FROM pg_indexes WHERE indexname LIKE %s",
            [f"{optional_indexes.PREFIX}%"],
        )
        return {name for [name] in self.env.cr.fetchall()}

    def test_nothing_is_created_without_being_asked_for(self):
        self.run_job("indexes")
        self.assertFalse(self.created())

    def test_only_administrators_may_ask(self):
        for user in (self.manager, self.analyst):
            with self.assertRaisesRegex(AccessError, "Only administrators"):
                self.indexes.with_user(user)._want(True)

    def test_indexes_are_created_when_wanted_and_dropped_again(self):
        expected = {state.name for state in optional_indexes.find_states(self.env)}
        self.assertIn("onetoone_cover_messages", expected)
        self.assertIn("about", self.indexes._summary())
        self.indexes._want(True)
        self.assertFalse(self.created(), "left to the scheduled job")
        self.run_job("indexes")
        self.assertEqual(self.created(), expected)
        self.run_job("indexes")
        self.assertNotIn("Creating", self.indexes._summary())
        self.indexes._want(False)
        self.assertFalse(self.created())
        self.run_job("indexes")
        self.assertFalse(self.created())

    def test_uninstalling_takes_them_back(self):
        self.indexes._want(True)
        self.run_job("indexes")
        self.assertTrue(self.created())
        uninstall_hook(self.env)
        self.assertFalse(self.created())

    def test_the_settings_page_shows_them(self):
        settings = (
            self.env["res.config.settings"].with_user(self.administrator).create({})
        )
        self.assertFalse(settings.onetoone_indexes_wanted)
        settings.action_onetoone_create_indexes()
        settings.invalidate_recordset()
        self.assertTrue(settings.onetoone_indexes_wanted)
        self.assertIn("mail_notification", settings.onetoone_index_statements)
