"""Who a customer is, from the addresses on record."""

import pandas as pd

from .settings import PUBLIC_DOMAINS

FIELDS = ("name", "street", "city", "country_id", "email", "phone", "lang", "ref")


def describe(dump, customers, has_seller):
    """One row per customer.

    :param customers: ids
    :param has_seller: ids of customers for whom an active user of a purchase or of
        an open lead is responsible
    """
    partners = dump.partners
    own = partners.loc[list(customers)]
    known = [_is_filled(own[name]).astype(int) for name in FIELDS]
    is_led = own.user_id.notna() | own.index.isin(has_seller)
    family = partners[partners.customer.isin(own.index)]
    family = family[family.active | (family.id == family.customer)]
    addressed = family[_is_filled(family.email) | _is_filled(family.phone)]
    people = family[
        (family.id != family.customer) & ~family.is_company & (family.type == "contact")
    ]
    reached = people[_is_filled(people.email) | _is_filled(people.phone)]
    found = pd.DataFrame(index=own.index)
    found["is_company"] = own.is_company.fillna(value=False).astype(bool)
    found["is_reachable"] = _is_filled(own.name) & own.index.isin(addressed.customer)
    found["completeness"] = 100 * (sum(known) + is_led.astype(int)) / (len(FIELDS) + 1)
    found["contact_count"] = _count(people, own)
    found["reachable_contact_count"] = _count(reached, own)
    return found


def _is_filled(column):
    return column.notna() & (column.astype(str) != "")


def _count(people, own):
    return people.groupby("customer").size().reindex(own.index, fill_value=0)


def share_something(dump, portfolio):
    """Duplicates, and groups of separate sites, among the customers of a portfolio.

    :return: ids of duplicates; of each group of sites the lowest id
    """
    own = dump.partners.loc[list(portfolio)]
    email = own.email.where(_is_filled(own.email)).str.strip().str.lower()
    vat = own.vat.where(_is_filled(own.vat)).str.replace(r"\W", "", regex=True)
    vat = vat.str.upper()
    phone = own.phone.where(_is_filled(own.phone)).str.replace(r"\D", "", regex=True)
    shared = [_shared(key) for key in (email, phone, vat)]
    duplicates = set().union(*(group for groups in shared for group in groups))
    domain = email.str.split("@").str[-1]
    domain = domain[~domain.isin(PUBLIC_DOMAINS)]
    return duplicates, {min(group) for group in _joined(_shared(domain) + _shared(vat))}


def _shared(keys):
    groups = keys.dropna().groupby(keys).groups
    return [set(group) for group in groups.values() if len(group) > 1]


def _joined(groups):
    """Groups without those that overlap: these are one."""
    joined = []
    for group in groups:
        apart = [other for other in joined if not other & group]
        joined = [*apart, group.union(*(o for o in joined if o & group))]
    return joined
