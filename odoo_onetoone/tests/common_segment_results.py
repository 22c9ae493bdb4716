from datetime import date

from .common import OnetooneCase


class SegmentCase(OnetooneCase):
    """A company with purchases that may know a margin, and segments with members."""

    AS_OF = date(2026, 5, 16)
    START = date(2025, 1, 1)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # won leads know no margin and no refunds: let others of their amounts tell
        cls.source("purchase", "crm.lead").write(
            {
                "refund_domain": "[('expected_revenue', '<', 0)]",
                "margin_field": "recurring_revenue",
            }
        )
        cls.env["onetoone.channel.cost"].search(
            [("company_id", "=", cls.company.id)]
        ).unlink()

    @classmethod
    def deal(cls, partner, day, amount, margin=None, company=None):
        """Let a partner buy with a margin, unknown by default."""
        lead = cls.buy(partner, day, amount, company)
        cls.env.cr.execute(
            "UPDATE crm_lead SET recurring_revenue = %s WHERE id = %s",
            [margin, lead.id],
        )
        lead.invalidate_recordset(["recurring_revenue"])
        return lead

    @classmethod
    def division(cls, name, **values):
        return cls.env["onetoone.segment.division"].create(
            {"name": name, "company_id": cls.company.id, **values}
        )

    @classmethod
    def segment(cls, name, *members, division=None, since=None, **values):
        """Create a segment whose members have been in it since a day."""
        segment = cls.env["onetoone.segment"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "division_id": division and division.id,
                **values,
            }
        )
        for partner in members:
            cls.join(segment, partner, since or cls.START)
        return segment

    @classmethod
    def join(cls, segment, partner, date_from, date_to=False):
        return cls.env["onetoone.segment.member"].create(
            {
                "segment_id": segment.id,
                "partner_id": partner.id,
                "company_id": segment.company_id.id,
                "date_from": date_from,
                "date_to": date_to,
            }
        )

    def results(self, as_of=None, company=None):
        self.env["onetoone.segment"]._refresh_results(
            company or self.company, as_of or self.AS_OF
        )
