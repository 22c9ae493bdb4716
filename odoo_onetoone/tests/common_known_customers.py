from datetime import date, datetime

from odoo import Command

from .common import OnetooneCase

FELL = {"recent": 900, "previous": 1800, "days": 182, "is_year_ago": False}


class KnownCustomersCase(OnetooneCase):
    """Customers that two companies know differently, and leads of them.

    ======== ======== ===== ============ ============ ==================
    company  tier     class relationship segments     alerts
    ======== ======== ===== ============ ============ ==================
    Acme     mvc      A     trust        Key, Region  drop 900, silent 500
    Beta     mgc      B     connection   Region
    Gamma    bz       C     contact      Key          growing 100
    Delta    standard B                               (is archived)
    Prospect
    ======== ======== ===== ============ ============ ==================

    Gamma is the other seller's, all others are the seller's; nothing is known of
    Stranger. Jo is a person of Acme. The other company knows Acme as a standard
    customer of class C, in its own segment and with its own alert.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        all_leads = cls.env.ref("sales_team.group_sale_salesman_all_leads")
        cls.analyst.group_ids = [Command.link(all_leads.id)]
        cls.elsewhere = cls.new_company("Elsewhere")
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id)
        cls.beta = cls.customer("Beta")
        cls.gamma = cls.customer("Gamma")
        cls.delta = cls.customer("Delta", active=False)
        cls.prospect = cls.customer("Prospect")
        cls.stranger = cls.customer("Stranger")
        cls.contacts = (
            cls.acme
            | cls.jo
            | cls.beta
            | cls.gamma
            | cls.delta
            | cls.prospect
            | cls.stranger
        )
        cls.know(
            cls.acme,
            tier="mvc",
            abc="a",
            relationship="trust",
            rfm="555",
            monetary=1200,
            last_contact=datetime(2026, 2, 10, 12),
            open_complaint_count=2,
        )
        cls.know(
            cls.beta,
            tier="mgc",
            abc="b",
            relationship="connection",
            last_contact=datetime(2026, 1, 5, 12),
        )
        cls.know(
            cls.gamma,
            cls.other_seller,
            tier="bz",
            abc="c",
            relationship="contact",
            last_contact=datetime(2026, 2, 20, 12),
        )
        cls.know(cls.delta, tier="standard", abc="b")
        cls.know(cls.prospect, is_customer=False)
        cls.know(
            cls.acme,
            company=cls.elsewhere,
            tier="standard",
            abc="c",
            relationship="contact",
        )
        cls._divide()
        cls._alert()
        cls.leads = cls.env["crm.lead"].create(
            [
                cls._lead("Acme again", cls.acme, 100),
                cls._lead("Jo calls", cls.jo, 20),
                cls._lead("Beta", cls.beta, 3),
                cls._lead("Gamma", cls.gamma, 4000),
                cls._lead("Delta", cls.delta, 50000),
                cls._lead("Prospect", cls.prospect, 600000),
                cls._lead("Nobody", cls.env["res.partner"], 7000000),
            ]
        )
        cls.env.flush_all()

    @classmethod
    def know(cls, partner, user=None, company=None, **values):
        """Give the customer a profile, the seller's unless another is given."""
        return cls.env["onetoone.profile"].create(
            {
                "partner_id": partner.id,
                "company_id": (company or cls.company).id,
                "user_id": (user or cls.seller).id,
                "is_customer": True,
                **values,
            }
        )

    @classmethod
    def _divide(cls):
        segments = cls.env["onetoone.segment"]
        cls.key, cls.region, cls.gone, cls.foreign = segments.create(
            [
                {"name": "Key", "company_id": cls.company.id, "sequence": 1},
                {"name": "Region", "company_id": cls.company.id, "sequence": 2},
                {"name": "Gone", "company_id": cls.company.id, "active": False},
                {"name": "Foreign", "company_id": cls.elsewhere.id},
            ]
        )
        for segment, partners in (
            (cls.key, cls.acme | cls.gamma),
            (cls.region, cls.acme | cls.beta),
            (cls.gone, cls.beta),
            (cls.foreign, cls.acme),
        ):
            for partner in partners:
                cls.join(segment, partner)
        cls.join(cls.key, cls.beta, date_to=date(2026, 2, 1))

    @classmethod
    def join(cls, segment, partner, **values):
        return cls.env["onetoone.segment.member"].create(
            {
                "segment_id": segment.id,
                "partner_id": partner.id,
                "company_id": segment.company_id.id,
                "date_from": date(2026, 1, 1),
                **values,
            }
        )

    @classmethod
    def _alert(cls):
        alerts = cls.env["onetoone.alert"]
        cls.drop, cls.silent, cls.growing, cls.abroad, __, __ = alerts.create(
            [
                cls._alert_values(cls.acme, "purchase_drop", 900, details=FELL),
                cls._alert_values(cls.acme, "contact_overdue", 500),
                cls._alert_values(
                    cls.gamma, "growing", 100, user_id=cls.other_seller.id
                ),
                cls._alert_values(cls.acme, "growing", 1, company_id=cls.elsewhere.id),
                cls._alert_values(cls.beta, "growing", 7, state="done"),
                cls._alert_values(cls.env["res.partner"], "complaint_surge", 0),
            ]
        )

    @classmethod
    def _alert_values(cls, partner, kind, amount, **values):
        return {
            "partner_id": partner.id,
            "company_id": cls.company.id,
            "user_id": cls.seller.id,
            "kind": kind,
            "amount_at_stake": amount,
            **values,
        }

    @classmethod
    def _lead(cls, name, partner, revenue):
        return {
            "name": name,
            "type": "opportunity",
            "partner_id": partner.id,
            "company_id": cls.company.id,
            "team_id": False,
            "user_id": False,
            "expected_revenue": revenue,
        }

    @classmethod
    def both_companies(cls, user):
        """Let the user work for the other company too, in the first one now."""
        user.company_ids = [Command.link(cls.elsewhere.id)]
        return user
