import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from odoo.tests import tagged

from ..engine.profit_and_loss import Amounts, Line, Membership, profit_and_loss
from ..engine.quarters import first_day_of_quarter, last_quarters
from .common_segment_results import SegmentCase


@tagged("post_install", "-at_install")
class TestProfitAndLossTwin(SegmentCase):
    """The SQL and the engine say the same of 1,000 random customers."""

    COUNT = 1000

    def test_the_same_lines(self):
        chance = random.Random(20260516)
        partners = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(self.COUNT)]
        )
        amounts = self._buy_at_random(chance, partners)
        segments, divisions = self._segments()
        memberships = self._join_at_random(chance, partners, segments)
        self.results()
        expected = profit_and_loss(
            last_quarters(self.AS_OF),
            amounts,
            memberships,
            divisions,
            exclusive={segments[0].division_id.id},
        )
        found = {
            Line(
                line.quarter,
                line.division_id.id or None,
                line.kind,
                line.segment_id.id or None,
            ): Amounts(
                line.customers,
                *(
                    Decimal(str(line[name])).quantize(Decimal("0.01"))
                    for name in ("revenue", "margin", "revenue_without_margin")
                ),
            )
            for line in self.env["onetoone.segment.result"].search(
                [("company_id", "=", self.company.id)]
            )
        }
        zero = Amounts()
        expected = {
            line: amount
            for line, amount in expected.items()
            if line in found or amount != zero
        }
        self.assertEqual(found, expected)
        self.assertGreater(len(found), 80)
        overlaps = [one for line, one in found.items() if line.kind == "overlap"]
        self.assertGreater(sum(one.customers < -10 for one in overlaps), 6)

    def _buy_at_random(self, chance, partners):
        """Return {(customer, quarter): amounts} of what partners bought."""
        rows = [
            (
                partner,
                self.AS_OF - timedelta(days=chance.randrange(-20, 800)),
                Decimal(chance.randrange(-5000, 90000)) / 100,
                chance.choice((None, Decimal(chance.randrange(-900, 9000)) / 100)),
            )
            for partner in partners
            for _purchase in range(chance.choice((0, 1, 2, 6)))
        ]
        leads = self.env["crm.lead"].create(
            [
                self.deal_values(partner, float(amount))
                for partner, _day, amount, _margin in rows
            ]
        )
        leads.flush_recordset()
        self.env.cr.execute(
            """UPDATE crm_lead
                  SET date_closed = known.moment, recurring_revenue = known.margin
                 FROM unnest(%s, %s::timestamp[], %s::numeric[])
                      AS known (id, moment, margin)
                WHERE crm_lead.id = known.id""",
            [
                leads.ids,
                [datetime.combine(row[1], datetime.min.time()) for row in rows],
                [row[3] for row in rows],
            ],
        )
        leads.invalidate_recordset()
        amounts = defaultdict(Amounts)
        for partner, day, amount, margin in rows:
            if day < self.AS_OF:
                key = (partner.id, first_day_of_quarter(day))
                known = amounts[key]
                amounts[key] = known.plus(
                    Amounts(
                        int(amount >= 0 and not known.customers),
                        amount,
                        margin or Decimal(),
                        amount if margin is None else Decimal(),
                    )
                )
        return amounts

    def _segments(self):
        divisions = [
            self.division("One"),
            self.division("Two", is_exclusive=False),
            self.env["onetoone.segment.division"],
        ]
        segments = [
            self.segment(f"{division.name} {number}", division=division)
            for division in divisions
            for number in range(3)
        ]
        return segments, {
            segment.id: segment.division_id.id or None for segment in segments
        }

    def _join_at_random(self, chance, partners, segments):
        """Let partners join and leave; periods of one in a segment do not overlap."""
        values = []
        for segment in segments:
            first = date(2025, 1, 1) + timedelta(days=chance.randrange(400))
            for partner in partners:
                if chance.random() > 0.4:
                    continue
                joined = first + timedelta(days=chance.choice((0, 0, 60, 200)))
                left = chance.choice((None, joined + timedelta(days=90)))
                values.append((segment.id, partner.id, joined, left))
                if left and chance.random() < 0.3:
                    again = left + timedelta(days=chance.randrange(100))
                    values.append((segment.id, partner.id, again, None))
        self.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment,
                    "partner_id": partner,
                    "company_id": self.company.id,
                    "date_from": joined,
                    "date_to": left,
                }
                for segment, partner, joined, left in values
            ]
        )
        return [Membership(*one) for one in values]
