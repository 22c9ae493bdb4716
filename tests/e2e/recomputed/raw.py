"""Rows of Odoo's tables as data frames."""

from datetime import datetime, time
from functools import cached_property

import numpy as np
import pandas as pd
import pytz

from .settings import AS_OF, GENERIC, WINDOW_START


class Dump:
    """What the tables say about one company with its branches.

    :param cursor: database cursor
    :param code: reference of the company (C1, C2)
    """

    def __init__(self, cursor, code):
        self.cursor = cursor
        self.code = code
        self.company = self.reference(code)
        self.branches = tuple(
            self.read(
                "SELECT id FROM res_company WHERE id = %s OR parent_id = %s",
                self.company,
                self.company,
            ).id
        )
        self.generic = {self.reference(name) for name in GENERIC[code]}

    def read(self, query, *parameters):
        """Rows of a query; ids that may be missing become floats."""
        self.cursor.execute(query, parameters or None)
        names = [column.name for column in self.cursor.description]
        return pd.DataFrame(self.cursor.fetchall(), columns=names)

    def reference(self, name):
        found = self.read(
            "SELECT res_id FROM ir_model_data"
            " WHERE module = 'onetoone_sample' AND name = %s",
            name,
        )
        return int(found.res_id[0])

    @cached_property
    def zone(self):
        found = self.read(
            "SELECT tz FROM resource_calendar WHERE id ="
            " (SELECT resource_calendar_id FROM res_company WHERE id = %s)",
            self.company,
        )
        return pytz.timezone(found.tz[0])

    def midnight(self, day):
        """Start of a local day, in UTC."""
        start = self.zone.localize(datetime.combine(day, time()))
        return pd.Timestamp(start.astimezone(pytz.utc).replace(tzinfo=None))

    @cached_property
    def until(self):
        return self.midnight(AS_OF)

    @cached_property
    def since(self):
        return self.midnight(WINDOW_START)

    def local_days(self, moments):
        """Days of UTC moments where the company is."""
        local = pd.to_datetime(moments).dt.tz_localize("UTC").dt.tz_convert(self.zone)
        return local.dt.date

    @cached_property
    def partners(self):
        """Partners with their customer and whether they are ours, by id."""
        partners = self.read(
            "SELECT p.*, p.commercial_partner_id AS customer,"
            " (EXISTS (SELECT FROM res_users u"
            "           WHERE u.partner_id = p.id AND NOT u.share)"
            "  OR EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)"
            "  OR EXISTS (SELECT FROM res_users u"
            "              JOIN ir_model_data d ON d.res_id = u.id"
            "               AND d.model = 'res.users' AND d.name = 'public_user'"
            "             WHERE u.partner_id = p.id)) AS is_ours"
            " FROM res_partner p"
        )
        return partners.set_index("id", drop=False)

    @cached_property
    def users(self):
        """Internal users but the robot: partner and company by user id."""
        return self.read(
            "SELECT id, partner_id, company_id FROM res_users"
            " WHERE NOT share AND id != 1"
        ).set_index("id")

    def of_customers(self, facts):
        """Facts of a contact who belongs to a customer; adds ``customer``.

        Our own people, our companies and generic partners are no customers.
        """
        facts = facts.dropna(subset=["contact"]).copy()
        facts["contact"] = facts["contact"].astype(int)
        partners = self.partners
        facts["customer"] = partners.customer.reindex(facts.contact).to_numpy()
        is_ours = partners.is_ours.reindex(facts.contact).to_numpy(bool)
        is_ours = is_ours | partners.is_ours.reindex(facts.customer).to_numpy(bool)
        is_generic = facts.customer.isin(self.generic).to_numpy()
        return facts[~(is_ours | is_generic)].astype({"customer": int})

    def of_company(self, facts, portfolio=frozenset()):
        """Facts of the company; those of none belong to who has the customer.

        :param facts: with the columns company (an id or missing) and customer
        """
        is_nobodys = facts.company.isna() & facts.customer.isin(portfolio)
        return facts[self.is_ours(facts) | is_nobodys]

    def is_ours(self, facts):
        """Which facts name the company or a branch of it."""
        return np.isin(facts["company"].to_numpy(float), self.branches)
