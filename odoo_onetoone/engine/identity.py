"""Who is who: what makes two customer records look like one (C-I04, C-I05).

A key is what is left of an address or number when its spelling is taken away. Two
separate customers with the same key share it; a customer's contacts and branches are
part of his house and share nothing with it.
"""

import re
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from typing import NamedTuple

from .public_mail import PUBLIC_DOMAINS

MINIMUM_PHONE_DIGITS = 7
# what people put between the characters of a tax number
VAT_SEPARATORS = " .,-/_"
# what people put between the words of a street or the digits of a postcode
PLACE_SEPARATORS = " .,-/"
EMAIL, PHONE, VAT, DOMAIN = "email", "phone", "vat", "domain"
DUPLICATE_KINDS = (EMAIL, PHONE, VAT)
SPLIT_KINDS = (VAT, DOMAIN)

Key = tuple[str, str]


class Address(NamedTuple):
    """Where a customer, one of his contacts or one of his branches is found."""

    country: int | str | None = None
    postcode: str | None = None
    city: str | None = None
    street: str | None = None


class Identity(NamedTuple):
    """What is known of one customer; ``house`` is the top of his branches."""

    house: int
    keys: frozenset[Key] = frozenset()


def email_key(email: str | None) -> str | None:
    """Return the address without name and capitals; None if it is not one."""
    address = parseaddr(email or "")[1].strip().lower()
    local, _at, domain = address.partition("@")
    return address if local and domain and "@" not in domain else None


def domain_key(email: str | None) -> str | None:
    """Return the domain of an address, unless everybody may have one there."""
    address = email_key(email)
    domain = address.partition("@")[2] if address else None
    return None if domain in PUBLIC_DOMAINS else domain


def phone_key(phone: str | None) -> str | None:
    """Return the digits of a number without leading zeros; None if there are few.

    ``+49 30 1234567`` and ``0049 (30) 123-4567`` are the same number.
    """
    digits = re.sub(r"[^0-9]", "", phone or "").lstrip("0")
    return digits if len(digits) >= MINIMUM_PHONE_DIGITS else None


def vat_key(vat: str | None) -> str | None:
    """Return the tax number in capitals without separators; None if there is none."""
    return _without(vat, VAT_SEPARATORS).upper() or None


def duplicates(customers: Mapping[int, Identity]) -> set[int]:
    """Return the ids of those who share an e-mail, phone or tax number (C-I04)."""
    return {
        customer
        for members in _shared(customers, DUPLICATE_KINDS)
        for customer in members
    }


def split_sites(customers: Mapping[int, Identity]) -> set[int]:
    """Return the lowest id of each group of separate customers (C-I05).

    A group are customers that share a tax number or an e-mail domain of their own,
    directly or through others.
    """
    group_of: dict[int, int] = {}

    def find(house):
        while group_of.setdefault(house, house) != house:
            house = group_of[house]
        return house

    shared = list(_shared(customers, SPLIT_KINDS))
    for members in shared:
        first, *others = sorted({customers[member].house for member in members})
        for other in others:
            group_of[find(other)] = find(first)
    lowest: dict[int, int] = {}
    for customer in sorted({member for members in shared for member in members}):
        lowest.setdefault(find(customers[customer].house), customer)
    return set(lowest.values())


def has_linked_sites(addresses: Iterable[Address]) -> bool:
    """Return whether the addresses lie in at least two places.

    A place is a country with a postcode (else a city); two known streets in it are
    two places. An address without postcode and city says nothing.
    """
    localities = set()
    streets = set()
    for address in addresses:
        town = _plain(address.postcode) or _plain(address.city)
        if not town:
            continue
        localities.add((address.country or None, town))
        if _plain(address.street):
            streets.add((address.country or None, town, _plain(address.street)))
    return len(localities) > 1 or len(streets) > 1


def _shared(customers, kinds):
    """Yield the customers of each key that at least two houses share."""
    members: dict[Key, set[int]] = {}
    for customer, identity in customers.items():
        for key in identity.keys:
            if key[0] in kinds:
                members.setdefault(key, set()).add(customer)
    for sharing in members.values():
        if len({customers[customer].house for customer in sharing}) > 1:
            yield sharing


def _plain(text):
    return _without(text, PLACE_SEPARATORS).lower()


def _without(text, separators):
    return (text or "").translate({ord(one): None for one in separators})
