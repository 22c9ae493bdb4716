"""Interactions: one row per communication with one customer.

A personal contact is a message, call or meeting between a customer and one of our
users. Each channel has a module; all return the columns of ``EMPTY``.
"""

from .activities import select_activities
from .chats import select_chats
from .common import EMPTY
from .mailings import select_mailings
from .mapped import select_mapped, select_tickets
from .meetings import select_meetings
from .messages import select_messages
from .phonecalls import select_phonecalls
from .registrations import select_registrations

# sources that need no field mapping; the documents of all others are contacts
READERS = {
    "mail.message": select_messages,
    "mail.activity": select_activities,
    "calendar.event": select_meetings,
    "crm.phonecall": select_phonecalls,
    "im_livechat.channel.member.history": select_chats,
    "mailing.trace": select_mailings,
    "event.registration": select_registrations,
}
# readers of documents that know more than the field mapping says
MAPPED_READERS = {"helpdesk.ticket": select_tickets}


def select_interactions(source, portfolio):
    """Return the SELECT of the interactions of one source.

    :param portfolio: SQL relation of the ids of the company's customers, who get
        the contacts that name no company
    """
    known = READERS.get(source.model) or MAPPED_READERS.get(source.model)
    return (known or select_mapped)(source, portfolio)
