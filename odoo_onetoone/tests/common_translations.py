import io
import re
from pathlib import Path

import polib

from odoo.tests import TransactionCase
from odoo.tools.translate import trans_export

LANGUAGES = ("zh_CN", "ms")
# what a translation must keep: values put in, and marks of what an indicator measured
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\$[a-z]+")


class TranslationsCase(TransactionCase):
    """Every term of an addon in every language, with what it puts into it."""

    addon = None

    def terms(self):
        """Return the terms of the addon as Odoo finds them now."""
        buffer = io.BytesIO()
        trans_export(None, [self.addon], buffer, "po", self.env)
        return {entry.msgid for entry in polib.pofile(buffer.getvalue().decode())}

    def files(self):
        import odoo.addons

        folder = Path(getattr(odoo.addons, self.addon).__path__[0]) / "i18n"
        return {one: polib.pofile(str(folder / f"{one}.po")) for one in LANGUAGES}

    def check_all_are_translated(self):
        terms = self.terms()
        self.assertGreater(len(terms), 50)
        for language, entries in self.files().items():
            translated = {one.msgid for one in entries.translated_entries()}
            with self.subTest(language=language):
                self.assertFalse(
                    sorted(terms - translated),
                    "untranslated: run make translations, then fill in",
                )

    def check_placeholders_are_kept(self):
        for language, entries in self.files().items():
            for entry in entries.translated_entries():
                with self.subTest(language=language, term=entry.msgid):
                    self.assertEqual(
                        sorted(PLACEHOLDER.findall(entry.msgid)),
                        sorted(PLACEHOLDER.findall(entry.msgstr)),
                    )
