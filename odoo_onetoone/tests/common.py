from datetime import date, datetime, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user

from .common_addons import OptionalAddonsCase
from .common_odoo import OdooCase

AS_OF = date(2026, 3, 1)
NOON = datetime(2026, 2, 10, 12, 0)


class OnetooneCase(OptionalAddonsCase, OdooCase):
    """A company with its people; customers and facts are made by the tests.

    Purchases are won opportunities: they are there in every database.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, tracking_disable=True, no_reset_password=True)
        )
        cls.company = cls.new_company("Meridian Test")
        cls.seller = cls._new_user("seller", "sales_team.group_sale_salesman")
        cls.other_seller = cls._new_user("other", "sales_team.group_sale_salesman")
        cls.analyst = cls._new_user("analyst", "odoo_onetoone.group_onetoone_analyst")
        cls.manager = cls._new_user("boss", "odoo_onetoone.group_onetoone_manager")
        cls.won_stage = cls.env["crm.stage"].search([("is_won", "=", True)], limit=1)

    # ------------------------------------------------------------
    # People and documents
    # ------------------------------------------------------------

    @classmethod
    def _new_user(cls, name, group, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            f"onetoone-{name}",
            groups=f"base.group_user,{group}",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    @classmethod
    def use_purchase_source(cls, model, company=None):
        cls.source("purchase", model, company).is_used = True

    @classmethod
    def source(cls, kind, model, company=None):
        return cls.env["onetoone.source"].search(
            [
                ("company_id", "=", (company or cls.company).id),
                ("kind", "=", kind),
                ("model", "=", model),
            ]
        )

    @classmethod
    def customer(cls, name, **values):
        return cls.env["res.partner"].create({"name": name, **values})

    @classmethod
    def new_company(cls, name):
        company = cls.env["res.company"].create({"name": name})
        company.resource_calendar_id.tz = "UTC"
        cls.use_purchase_source("crm.lead", company)
        return company

    @classmethod
    def buy(cls, partner, day, amount, company=None, user=None):
        """Let the partner buy for an amount on a day."""
        lead = cls.env["crm.lead"].create(
            {
                **cls.deal_values(partner, amount),
                "company_id": (company or cls.company).id,
                "user_id": user.id if user else False,
            }
        )
        lead.flush_recordset()
        moment = datetime.combine(day, datetime.min.time()) + timedelta(hours=12)
        cls.date_record(lead, date_closed=moment, create_date=moment)
        return lead

    @classmethod
    def deal_values(cls, partner, amount):
        """Return the values of a won opportunity: a purchase, not dated yet."""
        return {
            "name": "Deal",
            "type": "opportunity",
            "partner_id": partner.id,
            "company_id": cls.company.id,
            "team_id": False,
            "user_id": False,
            "stage_id": cls.won_stage.id,
            "probability": 100,
            "expected_revenue": amount,
        }

    @classmethod
    def date_record(cls, record, **moments):
        """Set fields that Odoo sets by its own clock."""
        for name, moment in moments.items():
            record.env.cr.execute(
                f'UPDATE "{record._table}" SET "{name}" = %s WHERE id = %s',
                [moment, record.id],
            )
        record.invalidate_recordset(list(moments))

    def say(self, user, record, to, moment=NOON, **values):
        """Let one of our users write to partners; return the message."""
        message = (
            record.with_user(user)
            .sudo()
            .with_context(mail_notify_force_send=False)
            .message_post(
                body="Hello",
                partner_ids=to.ids,
                subtype_xmlid=values.pop("subtype", "mail.mt_comment"),
                **{"message_type": "comment", **values},
            )
        )
        self.date_record(message.sudo(), date=moment)
        return message.sudo()

    def hear(self, contact, record, moment=NOON, **values):
        """Let a customer write to us by e-mail; return the message."""
        message = record.message_post(
            body="Good day",
            message_type="email",
            author_id=contact.id,
            subtype_xmlid="mail.mt_comment",
            **values,
        )
        self.date_record(message, date=moment)
        return message

    def meet(self, guests, start=NOON, **values):
        """Let the seller meet partners for an hour; return the meeting."""
        return self.env["calendar.event"].create(
            {
                "name": "Meeting",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": self.seller.id,
                "partner_ids": [Command.set(guests.ids)],
                **values,
            }
        )

    # ------------------------------------------------------------
    # What the product makes of it
    # ------------------------------------------------------------

    def refresh(self, as_of=AS_OF, company=None, **values):
        self.env["onetoone.profile"]._refresh(company or self.company, as_of, **values)

    def profile(self, partner, company=None):
        return self.env["onetoone.profile"].search(
            [
                ("partner_id", "=", partner.id),
                ("company_id", "=", (company or self.company).id),
            ]
        )

    def interactions(self, partner, company=None):
        return self.facts(
            "onetoone.interaction",
            ("partner_id", "=", partner.id),
            ("company_id", "=", (company or self.company).id),
        )

    def facts(self, model, *domain):
        """Return facts as a new request would read them."""
        self.env[model].invalidate_model()
        return self.env[model].search(domain)
