"""`make translations`: the terms of the addons, and what is translated of them."""

import json

from . import databases, odoo_command, settings
from .console import say

# of the files in the folders `i18n`; the sample's rounds are held in these, too
LANGUAGES = ("zh_CN", "ms")


def run(odoo) -> int:
    """Write the files anew; what was translated is kept, what is gone is dropped."""
    # with the optional addons: our records get fields of theirs
    name = databases.test_database(odoo)
    log = databases.log_of("translations")
    missing = json.loads(odoo_command.task(odoo, name, "export_terms", log))
    for path, count in missing.items():
        say(f"{path}: {count or 'no'} terms to translate")
    return 0


def folder_of(addon: str):
    return settings.ROOT / addon / "i18n"


def export(env) -> dict[str, int]:
    """Write the templates and bring the languages up to date, within Odoo.

    Return how many terms of each file have no translation yet.
    """
    return {
        f"{addon}/i18n/{language}.po": bring_up_to_date(addon, language)
        for addon in settings.present_addons()
        if write_template(env, addon)
        for language in LANGUAGES
    }


def write_template(env, addon: str) -> bool:
    from odoo.tools.translate import trans_export

    folder_of(addon).mkdir(exist_ok=True)
    with (folder_of(addon) / f"{addon}.pot").open("wb") as handle:
        return trans_export(None, [addon], handle, "po", env)


def bring_up_to_date(addon: str, language: str) -> int:
    import polib

    template = polib.pofile(str(folder_of(addon) / f"{addon}.pot"))
    path = folder_of(addon) / f"{language}.po"
    known = {
        entry.msgid: entry.msgstr
        for entry in (polib.pofile(str(path)) if path.exists() else ())
    }
    # whose dates would change a file that says the same
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        template.metadata.pop(name, None)
    template.save()
    template.metadata |= {"Language": language, "Plural-Forms": "nplurals=1; plural=0;"}
    for entry in template:
        entry.msgstr = known.get(entry.msgid, "")
    template.save(str(path))
    return len(template.untranslated_entries())
