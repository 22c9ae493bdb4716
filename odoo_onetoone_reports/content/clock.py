"""Moments as the reader's clock shows them."""

import pytz


def timezone_of(env, company):
    """Return the pytz zone of the reader, else of the company."""
    if env.context.get("tz") or env.user.tz:
        return env.tz
    return pytz.timezone(company._onetoone_timezone())


def local_moment(moment, zone):
    """Return a naive UTC datetime as the naive time on the clocks of ``zone``."""
    return pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None)
