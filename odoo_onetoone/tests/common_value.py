from datetime import date

from .common import OnetooneCase


class ValueCase(OnetooneCase):
    """Customers whose margin is half of what they buy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source("purchase", "crm.lead").margin_field = "recurring_revenue"

    @classmethod
    def buy(cls, partner, day, amount, *args, **values):
        deal = super().buy(partner, day, amount, *args, **values)
        cls.date_record(deal, recurring_revenue=amount / 2)
        return deal

    def wallet(self, partner, amount, day=date(2026, 2, 1), **values):
        return self.env["onetoone.wallet"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "amount": amount,
                "date": day,
                **values,
            }
        )

    def choose(self, partner, **values):
        return self.env["onetoone.override"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "subject": "relationship" if "relationship" in values else "tier",
                "reason": "They open three branches",
                "date": date(2026, 1, 1),
                **values,
            }
        )

    def learn(self, partner, count=1, **values):
        topics = self.env["onetoone.topic"].create(
            [
                {"name": f"Topic {number}", "question": "What?", "kind": "text"}
                for number in range(count)
            ]
        )
        return self.env["onetoone.learning"].create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "topic_id": topic.id,
                    "value": "That",
                    "date": date(2026, 2, 1),
                    **values,
                }
                for topic in topics
            ]
        )

    def segment(self, *partners, days=(None, None), **values):
        segment = self.env["onetoone.segment"].create(
            {"name": "Segment", "company_id": self.company.id, **values}
        )
        since, until = days
        self.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment.id,
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "date_from": since or date(2026, 1, 1),
                    "date_to": until,
                }
                for partner in partners
            ]
        )
        return segment

    def limits(self):
        return self.env["onetoone.refresh"]._of(self.company).thresholds
