"""Planted cases; data/README.md says what must come out of each.

Planted customers meet no dice: every fact they have is written here.
"""

from . import channel, choice, contact, identity, relation, service, value
from .kit import Planted

__all__ = ["add_planted"]


def add_planted(sample):
    planted = Planted(sample)
    for concern in (
        value.drops,
        value.only_looks_so,
        value.lost,
        service.complainers,
        identity.duplicates,
        identity.moved,
        identity.generic,
        value.refunds,
        contact.not_a_contact,
        contact.contacts,
        contact.message_companies,
        identity.names,
        identity.shared,
        value.dates,
        identity.reach,
        value.odd_purchases,
        value.ties,
        service.tickets,
        value.leads,
        choice.counter,
        choice.chosen,
        choice.terms,
        choice.loyal,
        choice.growing,
        identity.sites,
        identity.completeness,
        channel.mails,
        channel.chats,
        channel.activities,
        channel.mailings,
        channel.events,
        service.more_tickets,
        service.claims,
        service.tasks,
        relation.wishes,
        relation.outflows,
        relation.wallets,
        relation.below_zero,
        relation.choices,
        relation.relationships,
        relation.segments,
    ):
        concern(planted)
