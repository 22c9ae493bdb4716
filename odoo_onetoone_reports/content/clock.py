"""Moments and dates as the reader is used to see them."""

import pytz

from odoo.tools.misc import babel_locale_parse, get_lang, posix_to_ldml


def timezone_of(env, company):
    """Return the pytz zone of the reader, else of the company."""
    if env.context.get("tz") or env.user.tz:
        return env.tz
    return pytz.timezone(company._onetoone_timezone())


def local_moment(moment, zone):
    """Return a naive UTC datetime as the naive time on the clocks of ``zone``."""
    return pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None)


def reading_habits(env):
    """Return the values of a ``Report`` that follow from the reader's language."""
    lang = get_lang(env)
    return {
        "date_format": posix_to_ldml(lang.date_format, babel_locale_parse(lang.code)),
        "is_right_to_left": lang.direction == "rtl",
    }
