"""The whole answer for one company."""

from functools import cached_property

import pandas as pd

from . import (
    complaints,
    contacts,
    identity,
    indicators,
    own_records,
    purchases,
    value,
)
from .raw import Dump

LEADS = """
    SELECT lead.partner_id AS contact,
           COALESCE(lead.company_id, team.company_id, seller.company_id) AS company,
           lead.active AND stage.is_won IS NOT TRUE AS is_open,
           COALESCE(seller.active, FALSE) AS is_led
      FROM crm_lead lead
      LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
      LEFT JOIN crm_team team ON team.id = lead.team_id
      LEFT JOIN res_users seller ON seller.id = lead.user_id
"""


class Company:
    """Profiles and readings of one company, worked out from Odoo's tables."""

    def __init__(self, cursor, code):
        self.dump = Dump(cursor, code)

    @cached_property
    def purchases(self):
        return self.dump.of_customers(purchases.read_purchases(self.dump))

    @cached_property
    def values(self):
        return purchases.summarize(self.purchases)

    @cached_property
    def portfolio(self):
        return set(self.values[self.values.is_customer].index)

    @cached_property
    def contacts(self):
        return contacts.read_contacts(self.dump, self.portfolio)

    @cached_property
    def complaints(self):
        return complaints.read_complaints(self.dump)

    @cached_property
    def leads(self):
        leads = self.dump.of_customers(self.dump.read(LEADS))
        return self.dump.of_company(leads, self.portfolio)

    @cached_property
    def profiles(self):
        """One row per customer with a purchase, lead, complaint or contact, by id."""
        spoken = contacts.summarize(self.contacts, self.dump.since)
        complained = complaints.summarize(self.complaints)
        customers = sorted(
            {*self.values.index, *spoken.index, *complained.index}
            | set(self.leads.customer)
        )
        found = identity.describe(self.dump, customers, self._led())
        ranks = purchases.rank(self.values)
        ranked = ["r_score", "f_score", "m_score", "abc", "tier"]
        for part in (self.values, ranks[ranked], spoken, complained):
            found = found.join(part)
        duplicates, sites = identity.share_something(self.dump, self.portfolio)
        found["is_duplicate"] = found.index.isin(duplicates)
        found["is_split_site"] = found.index.isin(sites)
        return value.add_value(self.dump, _fill(found), self.contacts)

    def _led(self):
        """Customers with a purchase or an open lead of a user who is still there."""
        active = set(self.dump.read("SELECT id FROM res_users WHERE active").id)
        sold = self.purchases.seller.isin(active) & ~self.purchases.is_refund
        bought = self.purchases[sold].customer
        led = self.leads[self.leads.is_open & self.leads.is_led].customer
        return {*bought, *led}

    @cached_property
    def readings(self):
        found = indicators.read_indicators(
            self.dump, self.profiles, self.complaints, self.contacts
        )
        depth = indicators.history_depth(self.purchases)
        return {**found, "history_depth": (None, None, depth)}

    @cached_property
    def own_readings(self):
        """What is read of the records that only our people make."""
        return own_records.read_own_records(self.dump, self.profiles, self.contacts)


def _fill(found):
    """Nothing on record is none, no and zero."""
    for name in ("is_customer", "is_active", "was_active", "is_loyal", "is_drop"):
        found[name] = found[name].eq(other=True)
    for name in ("is_growing", "is_two_way"):
        found[name] = found[name].eq(other=True)
    for name in (
        "frequency",
        "monetary",
        "lifetime_orders",
        "lifetime_amount",
        "recent_amount",
        "previous_amount",
        "contact_count_window",
        "channel_count",
        "complaint_count",
        "open_complaint_count",
    ):
        found[name] = pd.to_numeric(found[name]).fillna(0).astype(int)
    return found
