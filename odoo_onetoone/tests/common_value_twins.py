import random
from datetime import date, datetime, timedelta

from odoo.fields import Command

from ..engine import (
    change,
    contacts,
    contribution,
    purchases,
    tiers,
    validity,
)
from .common import AS_OF, OnetooneCase

UNIT_COST = 0.05
WINDOW_START = datetime(2025, 3, 1)
UNTIL = datetime(2026, 3, 1)
# wallets, choices and learnings lie before, on and after the date
DAYS = [AS_OF + timedelta(days=days) for days in (-90, -30, -2, -1, 0, 1, 20)]


class ValueTwinCase(OnetooneCase):
    """1,000 random customers, and what the engine makes of them."""

    COUNT = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(20260302)
        cls.company.onetoone_unit_contact_cost = UNIT_COST
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": f"Customer {number}", "email": f"c{number}@example.com"}
                for number in range(cls.COUNT)
            ]
        )
        cls.purchases = cls.make_purchases()
        cls.contacts = cls.make_contacts()
        cls.wallets = cls.make_wallets()
        cls.choices = cls.make_choices()
        cls.learnings = cls.make_learnings()
        cls.referrers = cls.make_referrals()
        cls.retentions = cls.make_memberships()
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)
        cls.profiles = {
            profile.partner_id.id: profile
            for profile in cls.env["onetoone.profile"].search(
                [
                    ("company_id", "=", cls.company.id),
                    ("partner_id", "in", cls.partners.ids),
                ]
            )
        }

    @classmethod
    def make_purchases(cls):
        """Won opportunities, some without a margin; return {partner: summary}."""
        values, days, margins = [], [], []
        for partner in cls.partners:
            for _purchase in range(cls.chance.choice((0, 1, 1, 2, 3, 12))):
                amount = cls.chance.choice((10, 25, 100, 1999.99))
                days.append(AS_OF - timedelta(days=cls.chance.randrange(-20, 1100)))
                margins.append(
                    None if cls.chance.random() < 0.02 else round(amount * 0.4, 2)
                )
                values.append(cls.deal_values(partner, amount))
        cls.deals = cls.env["crm.lead"].create(values)
        cls.deals.flush_recordset()
        cls.env.cr.execute(
            """UPDATE crm_lead SET date_closed = made.moment, create_date = made.moment,
                      recurring_revenue = made.margin
                 FROM unnest(%s, %s::timestamp[], %s::numeric[])
                      AS made (id, moment, margin)
                WHERE crm_lead.id = made.id""",
            [
                cls.deals.ids,
                [datetime.combine(day, datetime.min.time()) for day in days],
                margins,
            ],
        )
        cls.deals.invalidate_recordset()
        cls.source("purchase", "crm.lead").margin_field = "recurring_revenue"
        facts = {partner.id: [] for partner in cls.partners}
        for deal, day, margin in zip(cls.deals, days, margins, strict=True):
            facts[deal.partner_id.id].append(
                purchases.Purchase(day, deal.expected_revenue, False, margin)
            )
        cls.facts = facts
        return {
            partner_id: purchases.summarize(found, AS_OF, 12, 182)
            for partner_id, found in facts.items()
        }

    @classmethod
    def make_contacts(cls):
        """Done activities of two kinds, and letters to us; {partner: contacts}."""
        made = {partner.id: [] for partner in cls.partners}
        values, moments = [], []
        lead_of = {}
        leads = cls.env["crm.lead"].create(
            [
                {"name": "Lead", "partner_id": one.id, "company_id": cls.company.id}
                for one in cls.partners
            ]
        )
        for lead in leads:
            lead_of[lead.partner_id.id] = lead.id
        for partner in cls.partners:
            for _contact in range(cls.chance.choice((0, 0, 1, 3))):
                moment = UNTIL - timedelta(minutes=cls.chance.randrange(-9999, 900000))
                is_inbound = cls.chance.random() < 0.4
                values.append(
                    {
                        "model": "crm.lead",
                        "res_id": lead_of[partner.id],
                        "body": "Good day",
                        "message_type": "email" if is_inbound else "comment",
                        "subtype_id": cls.env.ref("mail.mt_comment").id,
                        "author_id": (
                            partner.id if is_inbound else cls.seller.partner_id.id
                        ),
                        "notification_ids": []
                        if is_inbound
                        else [
                            Command.create(
                                {
                                    "res_partner_id": partner.id,
                                    "notification_type": "email",
                                    "notification_status": "sent",
                                }
                            )
                        ],
                    }
                )
                moments.append(moment)
                made[partner.id].append(
                    contacts.Contact(moment, "email", "in" if is_inbound else "out")
                )
        messages = cls.env["mail.message"].with_user(cls.seller).sudo().create(values)
        messages.flush_recordset()
        cls.env.cr.execute(
            """UPDATE mail_message SET date = made.moment
                 FROM unnest(%s, %s::timestamp[]) AS made (id, moment)
                WHERE mail_message.id = made.id""",
            [messages.ids, moments],
        )
        messages.invalidate_recordset()
        # these leads are open from before the date on
        cls.env.cr.execute(
            "UPDATE crm_lead SET create_date = %s, type = 'opportunity'"
            " WHERE id = ANY(%s)",
            [datetime(2025, 1, 1), leads[::3].ids],
        )
        cls.env.cr.execute(
            "UPDATE crm_lead SET create_date = %s, type = 'lead' WHERE id = ANY(%s)",
            [datetime(2025, 1, 1), (leads - leads[::3]).ids],
        )
        leads.invalidate_recordset()
        cls.pipeline = set(leads[::3].partner_id.ids)
        return made

    @classmethod
    def make_wallets(cls):
        """{partner: (day, amount) in the order they were entered}."""
        made = {partner.id: [] for partner in cls.partners}
        values = []
        for partner in cls.partners:
            for _wallet in range(cls.chance.choice((0, 1, 2))):
                amount = cls.chance.choice((40, 80, 200, 5000, 5000, 9000.5))
                day = cls.chance.choice(DAYS)
                made[partner.id].append((day, amount))
                values.append({"partner_id": partner.id, "amount": amount, "date": day})
        cls.enter("onetoone.wallet", values)
        return made

    @classmethod
    def make_choices(cls):
        """{(partner, subject): (start, expiry, value) in the order of entering}."""
        made = {}
        values = []
        customers = [
            partner for partner in cls.partners if cls.purchases[partner.id].is_customer
        ]
        for partner in cls.chance.sample(customers, 300):
            subject, value = cls.chance.choice(
                (
                    ("tier", "mvc"),
                    ("tier", "bz"),
                    ("tier", "standard"),
                    ("relationship", "trust"),
                    ("relationship", "contact"),
                )
            )
            start = cls.chance.choice(DAYS)
            expiry = cls.chance.choice([None, *(day for day in DAYS if day > start)])
            made.setdefault((partner.id, subject), []).append((start, expiry, value))
            values.append(
                {
                    "partner_id": partner.id,
                    "subject": subject,
                    subject: value,
                    "reason": "Chance",
                    "date": start,
                    "date_expiry": expiry,
                }
            )
        cls.enter("onetoone.override", values)
        return made

    @classmethod
    def make_learnings(cls):
        """{partner: {topic: (day, expiry, value) in the order of entering}}."""
        topics = cls.env["onetoone.topic"].create(
            [{"name": f"Topic {n}", "question": "?", "kind": "text"} for n in range(5)]
        )
        made = {partner.id: {} for partner in cls.partners}
        values = []
        for partner in cls.partners:
            for _learning in range(cls.chance.choice((0, 3, 6, 9))):
                topic = cls.chance.choice(topics)
                day = cls.chance.choice(DAYS)
                expiry = cls.chance.choice(
                    [None, None, *(later for later in DAYS if later > day)]
                )
                value = cls.chance.choice(("That", "That", False))
                made[partner.id].setdefault(topic.id, []).append((day, expiry, value))
                values.append(
                    {
                        "partner_id": partner.id,
                        "topic_id": topic.id,
                        "date": day,
                        "date_expiry": expiry,
                        "value": value,
                    }
                )
        cls.enter("onetoone.learning", values)
        return made

    @classmethod
    def make_referrals(cls):
        referrers = cls.chance.sample(list(cls.partners), 200)
        friends = cls.env["res.partner"].create(
            [
                {"name": "Friend", "onetoone_referrer_id": referrer.id}
                for referrer in referrers
            ]
        )
        friends.flush_recordset()
        cls.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = ANY(%s)",
            [datetime(2026, 2, 28, 23, 59), friends.ids],
        )
        friends.invalidate_recordset()
        return {referrer.id for referrer in referrers}

    @classmethod
    def make_memberships(cls):
        """{partner: retention of his segment, in percent}."""
        segment = cls.env["onetoone.segment"].create(
            {"name": "Segment", "company_id": cls.company.id, "retention": 37.5}
        )
        members = cls.chance.sample(list(cls.partners), 200)
        cls.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment.id,
                    "partner_id": member.id,
                    "company_id": cls.company.id,
                    "date_from": date(2026, 1, 1),
                }
                for member in members
            ]
        )
        return {member.id: 37.5 for member in members}

    @classmethod
    def enter(cls, model, values):
        cls.env[model].create([{**one, "company_id": cls.company.id} for one in values])

    # ------------------------------------------------------------
    # The engine's answers
    # ------------------------------------------------------------

    @classmethod
    def known_wallet(cls, partner_id):
        known = [one for one in cls.wallets[partner_id] if one[0] < AS_OF]
        # the latest; of those on one day the one entered last
        known.sort(key=lambda one: one[0])
        return known[-1][1] if known else None

    @classmethod
    def chosen(cls, partner_id, subject):
        in_force = [
            (start, value)
            for start, expiry, value in cls.choices.get((partner_id, subject), ())
            if validity.is_in_force(start, expiry, AS_OF)
        ]
        in_force.sort(key=lambda one: one[0])
        return in_force[-1][1] if in_force else None

    @classmethod
    def learning_count(cls, partner_id):
        count = 0
        for learnt in cls.learnings[partner_id].values():
            told = [one for one in learnt if one[2] and one[0] < AS_OF]
            told.sort(key=lambda one: one[0])
            if told:
                start, expiry, _value = told[-1]
                count += validity.is_in_force(start, expiry, AS_OF)
        return count

    @classmethod
    def in_window(cls, partner_id):
        return [
            contact
            for contact in cls.contacts[partner_id]
            if WINDOW_START <= contact.date < UNTIL
        ]

    @classmethod
    def valued(cls, partner_id):
        """The customer as the engine takes him for his tier."""
        summary = cls.purchases[partner_id]
        effort = contribution.contact_effort(
            (contact.channel for contact in cls.in_window(partner_id)),
            contribution.STARTING_RATIOS,
        )
        cost = contribution.contact_cost(effort, UNIT_COST)
        wallet = cls.known_wallet(partner_id)
        return tiers.Customer(
            is_active=summary.is_active,
            monetary=summary.monetary,
            margin=summary.margin,
            net_contribution=contribution.net_contribution(summary.margin, cost),
            wallet=wallet,
            share=tiers.share_of_customer(summary.monetary, wallet, 12),
            is_growing=change.is_growing(
                summary.recent_amount,
                summary.previous_amount,
                summary.recent_count,
                summary.previous_count,
            ),
            has_open_opportunity=partner_id in cls.pipeline,
            chosen=cls.chosen(partner_id, "tier"),
        )
