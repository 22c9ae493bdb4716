from datetime import date, datetime, timedelta

from .common import AS_OF, NOON, OnetooneCase

# the last day that counts, and a day in each of the two spans that are compared
TODAY = AS_OF - timedelta(days=1)
RECENT = date(2026, 1, 15)
YEAR_AGO = date(2025, 1, 15)
LONG_AGO = date(2024, 1, 15)


class AlertCase(OnetooneCase):
    """Customers for whom alerts are found; any drop is large enough for one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.onetoone_alert_minimum_loss = 0

    # ------------------------------------------------------------
    # What happens to customers
    # ------------------------------------------------------------

    @classmethod
    def dropped(cls, name, recent=0, previous=300, user=None, **values):
        """Return a customer who bought three times a year ago, and less lately."""
        customer = cls.customer(name, **values)
        cls.buy(customer, LONG_AGO, 1, user=user)
        for day in range(3):
            cls.buy(customer, YEAR_AGO + timedelta(days=day), previous / 3, user=user)
        if recent:
            cls.buy(customer, RECENT, recent, user=user)
        return customer

    def complain(self, partner, day, company=None):
        """Let the partner complain on a day: a lead that is tagged as a complaint."""
        company = company or self.company
        self.source("complaint", "crm.lead", company).is_used = True
        tags = self.env["crm.tag"]
        tag = tags.search([("name", "=", "Complaint")]) or tags.create(
            {"name": "Complaint"}
        )
        lead = self.env["crm.lead"].create(
            {
                "name": "It broke",
                "type": "opportunity",
                "partner_id": partner.id,
                "company_id": company.id,
                "team_id": False,
                "user_id": False,
                "tag_ids": [(4, tag.id)],
            }
        )
        lead.flush_recordset()
        self.date_record(lead, create_date=datetime.combine(day, NOON.time()))
        return lead

    def settle(self, lead, day):
        lead.action_set_lost()
        lead.flush_recordset()
        self.date_record(lead, date_closed=datetime.combine(day, NOON.time()))

    def write_to(self, partner, day, user=None):
        """Let one of our people write to the partner at noon."""
        moment = datetime.combine(day, NOON.time())
        return self.say(user or self.seller, partner, partner, moment)

    def hear_from(self, partner, day):
        record = partner.with_company(self.company)
        return self.hear(partner, record, datetime.combine(day, NOON.time()))

    def call(self, partner, day, user=None):
        """Let one of our people call the partner at noon."""
        activity = (
            self.env["mail.activity"]
            .with_context(mail_activity_quick_update=True)
            .create(
                {
                    "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "res_id": partner.id,
                    "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
                    "user_id": (user or self.seller).id,
                }
            )
        )
        activity.action_feedback()
        activity.flush_recordset()
        moment = datetime.combine(day, NOON.time())
        self.date_record(activity, date_done=moment.date(), write_date=moment)

    def guide(self, *partners, since=LONG_AGO, until=None, **guideline):
        """Put partners into a new segment with one guideline."""
        segment = self.env["onetoone.segment"].create(
            {
                "name": "Segment",
                "company_id": self.company.id,
                "guideline_ids": [(0, 0, {"channel": "email", **guideline})],
            }
        )
        self.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment.id,
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "date_from": since,
                    "date_to": until,
                }
                for partner in partners
            ]
        )
        return segment

    # ------------------------------------------------------------
    # What the product makes of it
    # ------------------------------------------------------------

    def detect(self, as_of=AS_OF, company=None):
        """Refresh, and find alerts; return the open ones."""
        self.refresh(as_of, company)
        return self.env["onetoone.alert"]._detect(company or self.company, as_of)

    def alerts(self, partner, kind=None):
        """Return all alerts about a partner, also those that are over."""
        domain = [("partner_id", "=", partner.id)]
        if kind:
            domain.append(("kind", "=", kind))
        return self.env["onetoone.alert"].search(domain, order="id")

    def kinds(self, partner):
        """Return the kinds of the open alerts about a partner."""
        return set(
            self.alerts(partner)
            .filtered(lambda one: one.state == "open")
            .mapped("kind")
        )
