from datetime import date, timedelta

from odoo.tools import SQL

from .common import AS_OF, OnetooneCase


class SegmentCase(OnetooneCase):
    """Customers worth 100, 200, 300 … and segments made by the tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.segments = cls.env["onetoone.segment"]
        cls.members = cls.env["onetoone.segment.member"]

    @classmethod
    def customers_worth(cls, day=date(2026, 1, 15), **amounts):
        """Create a customer for each name, who bought for an amount; return them."""
        customers = {}
        for name, amount in amounts.items():
            customers[name] = cls.customer(name)
            cls.buy(customers[name], day, amount)
        return customers

    @classmethod
    def segment(cls, name, domain="[('is_customer', '=', True)]", **values):
        return cls.segments.create(
            {
                "name": name,
                "domain": str(domain),
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def division(cls, name="By value", **values):
        return cls.env["onetoone.segment.division"].create(
            {"name": name, "company_id": cls.company.id, **values}
        )

    def work_out(self, as_of=AS_OF, company=None):
        """Let the members be worked out; return the number of periods written."""
        changed = self.segments._refresh_members(company or self.company, as_of)
        self.env.invalidate_all()
        return changed

    def in_now(self, segment):
        """The names of the members."""
        members = self.members.search(
            [("segment_id", "=", segment.id), ("date_to", "=", False)]
        )
        return set(members.partner_id.mapped("name"))

    def periods(self, segment, partner=None):
        """The periods of a segment as (name, from, to), earliest first."""
        domain = [("segment_id", "=", segment.id)]
        if partner:
            domain.append(("partner_id", "=", partner.id))
        members = self.members.search(domain, order="date_from, partner_id")
        return [(one.partner_id.name, one.date_from, one.date_to) for one in members]

    def rows(self):
        """What the database keeps of memberships and segments, with row versions."""
        self.env.flush_all()
        rows = []
        for table in ("onetoone_segment_member", "onetoone_segment"):
            rows += self.env.execute_query(
                SQL(
                    "SELECT id, ctid::text, xmin::text FROM %s ORDER BY id",
                    SQL.identifier(table),
                )
            )
        return rows


def day_of(as_of):
    """The day on which a run for a date lets periods start or end."""
    return as_of - timedelta(days=1)
