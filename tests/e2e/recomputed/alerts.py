"""Who must be called, and what is at stake, as the design says it of the alerts."""

import statistics
from datetime import timedelta

import pandas as pd

from . import purchases
from .settings import AS_OF

LEADS = """
    SELECT lead.partner_id AS contact, seller.active AS is_there,
           COALESCE(lead.company_id, team.company_id, seller.company_id) AS company
      FROM crm_lead lead
      JOIN res_users seller ON seller.id = lead.user_id
      LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
      LEFT JOIN crm_team team ON team.id = lead.team_id
     WHERE lead.active AND stage.is_won IS NOT TRUE AND lead.create_date < %s
"""
CANCELLED = """
    SELECT id, partner_id AS contact, company_id AS company, date_order AS moment,
           amount_untaxed AS amount, currency_rate AS rate
      FROM sale_order WHERE state = 'cancel' AND company_id IN %s
"""
REFUNDS = """
    SELECT id, partner_id AS contact, company_id AS company, invoice_date AS day,
           -amount_untaxed_signed AS amount
      FROM account_move
     WHERE state = 'posted' AND move_type = 'out_refund' AND company_id IN %s
"""


class Alerts:
    """The alerts of one company; each as {customer: cents at stake}."""

    def __init__(self, company):
        self.company = company
        self.dump = company.dump
        profiles = company.profiles
        is_there = self.dump.partners.active.reindex(profiles.index)
        self.profiles = profiles[is_there.to_numpy(bool)]
        self.customers = self.profiles[self.profiles.is_customer]

    def purchase_drops(self):
        """Class A or most valuable then, three purchases, a loss above the median."""
        portfolio = self.company.profiles[self.company.profiles.is_customer]
        then = portfolio.previous_amount
        valuable = set(then[purchases.classify(then) == "a"].index) | set(
            purchases.most_valuable(then[portfolio.previous_orders > 0])
        )
        active = portfolio.monetary[portfolio.is_active]
        loss = self.customers.previous_amount - self.customers.recent_amount
        return loss[
            self.customers.is_drop
            & self.customers.index.isin(valuable)
            & (self.customers.previous_orders >= 3)
            & (loss >= statistics.median(active))
        ].to_dict()

    def growing(self):
        """As the profile says; the gain is at stake."""
        grown = self.customers[self.customers.is_growing]
        return (grown.recent_amount - grown.previous_amount).to_dict()

    def valuable_complaints(self):
        """Class A or most valuable, and open."""
        valuable = (self.customers.tier == "mvc") | (self.customers.abc == "a")
        waits = self.customers.open_complaint_count > 0
        return self.customers.monetary[valuable & waits].to_dict()

    def lost(self):
        """Gone for one to three years, and worth a most valuable customer then."""
        limit = self.company.profiles.monetary[
            self.company.profiles.tier == "mvc"
        ].min()
        last = self.customers.last_purchase
        gone = last[
            (last >= AS_OF.replace(year=AS_OF.year - 3))
            & (last < AS_OF.replace(year=AS_OF.year - 1))
        ]
        bought = self.company.purchases.join(gone.rename("last"), on="customer")
        bought = bought.dropna(subset=["last"])
        year = bought[
            [
                (last - pd.DateOffset(years=1)).date() < day <= last
                for day, last in zip(bought.day, bought["last"], strict=True)
            ]
        ]
        values = year.groupby("customer").cents.sum()
        return values[values >= limit].to_dict()

    def orphans(self):
        """Customers of archived users, and prospects whose open lead is one's."""
        users = self.dump.read("SELECT id, active FROM res_users").set_index("id")
        owner = self.dump.partners.user_id.reindex(self.profiles.index)
        is_gone = owner.map(users.active).eq(other=False)
        leads = self.dump.of_customers(self.dump.read(LEADS, self.dump.until))
        leads = self.dump.of_company(leads, self.company.portfolio)
        led = set(leads[leads.is_there].customer)
        left = set(leads[~leads.is_there].customer)
        index = self.profiles.index
        is_prospect = ~self.profiles.is_customer
        nobody = is_gone | (owner.isna() & ~index.isin(led))
        found = self.profiles[
            (self.profiles.is_customer & is_gone)
            | (is_prospect & index.isin(left) & nobody)
        ]
        return found.monetary.to_dict()

    def outflows(self):
        """Credit notes and cancelled orders of three usual purchases, by document.

        :return: {(model, id): cents}
        """
        start = AS_OF - timedelta(days=30)
        parts = []
        orders = self.dump.read(CANCELLED, self.dump.branches)
        if len(orders):
            orders["day"] = self.dump.local_days(orders.moment)
            orders["cents"] = (100 * orders.amount / orders.rate).round().astype(int)
            parts.append(orders.assign(model="sale.order"))
        if self.dump.code == "C2":  # where invoices are the purchases
            refunds = self.dump.read(REFUNDS, self.dump.branches)
            refunds["cents"] = (100 * refunds.amount).round().astype(int)
            parts.append(refunds.assign(model="account.move"))
        found = {}
        for part in parts:
            recent = part[(part.day >= start) & (part.day < AS_OF)]
            for row in self.dump.of_customers(recent).itertuples():
                known = self.company.purchases
                usual = known[
                    (known.customer == row.customer)
                    & (known.day < row.day)
                    & ~known.is_refund
                    & (known.cents > 0)
                ].cents
                is_listed = row.customer in self.customers.index
                if is_listed and len(usual) >= 3 and row.cents >= 3 * usual.median():
                    found[row.model, row.id] = row.cents
        return found

    def is_surge(self):
        """Ten complaints, and two deviations above the mean of twelve spans."""
        opened = self.company.complaints.opened
        starts = [
            self.dump.midnight(AS_OF - timedelta(days=30 * spans))
            for spans in range(14)
        ]
        recent, *earlier = (
            int(((opened >= start) & (opened < end)).sum())
            for end, start in zip(starts, starts[1:], strict=False)
        )
        limit = statistics.mean(earlier) + 2 * statistics.stdev(earlier)
        return recent >= 10 and recent >= limit and recent > statistics.mean(earlier)

    def overdue(self, intervals):
        """Customers whose contact was due, with the day.

        :param intervals: {customer: days}
        """
        days = self.dump.local_days(self.profiles.last_contact)
        last = pd.Series(days.to_numpy(), self.profiles.index)
        found = {}
        for customer, interval in intervals.items():
            since = last[customer]
            if pd.isna(since):
                since = self.profiles.first_purchase[customer]
            if pd.isna(since):
                continue
            due = since + timedelta(days=interval)
            if due < AS_OF:
                found[customer] = due
        return found

    def too_often(self, customers, days, channel=None):
        """Those contacted twice within some days, with the end of the pause."""
        known = self.company.contacts
        known = known[known.customer.isin(customers)].sort_values("moment")
        found = {}
        for customer, contacts in known.groupby("customer"):
            sent = contacts[contacts.direction != "in"]
            if channel:
                sent = sent[sent.channel == channel]
            if len(sent) < 2:
                continue
            before, latest = sent.moment.iloc[-2:]
            first, second = self.dump.local_days(sent.moment.iloc[-2:])
            heard = contacts[contacts.direction != "out"].moment
            is_dialogue = ((heard > before) & (heard < latest)).any()
            until = second + timedelta(days=days)
            if (second - first).days < days and until > AS_OF and not is_dialogue:
                found[customer] = until
        return found

    def contacted_lately(self, customers, but_by=None):
        """Those whom we contacted within 30 days, with the end of these days."""
        known = self.company.contacts
        start = self.dump.midnight(AS_OF - timedelta(days=30))
        known = known[
            known.customer.isin(customers)
            & (known.direction != "in")
            & (known.moment >= start)
            & (known.channel != but_by)
        ]
        latest = known.groupby("customer").moment.max()
        days = self.dump.local_days(latest)
        return {customer: day + timedelta(days=30) for customer, day in days.items()}
