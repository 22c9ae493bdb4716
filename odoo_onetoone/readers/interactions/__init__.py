"""Interactions: one row per communication with one customer.

A personal contact is a message, call or meeting between a customer and one of our
users. Each channel has a module; all return the columns of ``EMPTY``.
"""

from .common import EMPTY
from .meetings import select_meetings
from .messages import select_messages

# sources that read several models at once and need no field mapping
READERS = {
    "mail.message": select_messages,
    "calendar.event": select_meetings,
}
