"""Fill a database with the sample company, through Odoo's own models."""

import time

from .loader import (
    channels,
    company,
    counter,
    leads,
    meetings,
    messages,
    partners,
    products,
    sales,
    service,
    users,
)
from .loader.common import Loading, reset_environment
from .loader.settings import configure
from .loader.verify import verify

__all__ = ["configure", "load"]

STAGES = (
    ("companies, calendars, rates", company.load),
    ("products", products.load),
    ("users and teams", users.load),
    ("partners", partners.load),
    ("orders", sales.load_orders),
    ("invoices", sales.load_invoices),
    ("leads", leads.load),
    ("tickets", service.load_tickets),
    ("claims", service.load_claims),
    ("tasks", service.load_tasks),
    ("ratings", service.load_ratings),
    ("receipts", counter.load_receipts),
    ("loyalty cards", counter.load_cards),
    ("phone calls", meetings.load_phonecalls),
    ("meetings", meetings.load_meetings),
    ("activities", channels.load_activities),
    ("live chats", channels.load_chats),
    ("mailings", channels.load_mailings),
    ("events", channels.load_events),
    ("messages", messages.load),
    ("no mail left to send", messages.discard_queues),
    ("compared with the CSV", verify),
)


def load(env, log=print):
    """Fill the database of ``env``, which holds no data yet; commits per stage."""
    loading = Loading(env)
    began = time.monotonic()
    for title, stage in STAGES:
        start = time.monotonic()
        count = stage(loading)
        loading.save()
        log(f"sample company: {title}: {count} in {time.monotonic() - start:.1f} s")
        reset_environment(env)
    log(f"sample company: loaded in {time.monotonic() - began:.0f} s")
