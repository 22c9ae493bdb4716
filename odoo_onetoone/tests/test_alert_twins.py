import json
import random
from datetime import datetime, timedelta

import pytz

from odoo.tests import tagged
from odoo.tools import SQL

from ..engine import change, contact_rules
from ..engine.alerts import drop, outflow, pace
from ..engine.contacts import Contact
from ..readers.alerts import contacts, customers, outflows
from ..readers.alerts.scene import CONTACTS, PURCHASES, Scene
from ..readers.horizon import Horizon
from ..readers.tables import create_temporary
from .common import AS_OF, OnetooneCase

BERLIN = pytz.timezone("Europe/Berlin")
CHANNELS = ("email", "phone", "meeting")


@tagged("post_install", "-at_install")
class TestAlertTwins(OnetooneCase):
    """The SQL and the engine say the same of 1,000 random customers."""

    COUNT = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = BERLIN.zone
        chance = cls.chance = random.Random(20260228)
        cls.wishes = [
            {
                "name": f"Customer {number}",
                "onetoone_preferred_interval_days": chance.choice((False, 1, 5, 30)),
                "onetoone_permission": chance.choice(
                    (False, False, "granted", "preferred", "refused")
                ),
                "onetoone_preferred_channel": chance.choice((False, *CHANNELS)),
            }
            for number in range(cls.COUNT)
        ]
        cls.partners = cls.env["res.partner"].create(cls.wishes)
        cls.ids = cls.partners.ids
        cls.scene = Scene(
            company=cls.company,
            horizon=Horizon.of(cls.company, AS_OF),
            table=SQL("onetoone_profile"),
            people=(),
            default=None,
            fallback=None,
        )
        cls.profiles = [cls._random_profile(chance) for _partner in cls.ids]
        cls.env["onetoone.profile"].create(
            [
                {"partner_id": partner_id, "company_id": cls.company.id, **values}
                for partner_id, values in zip(cls.ids, cls.profiles, strict=True)
            ]
        )

    @classmethod
    def _random_profile(cls, chance):
        # round amounts, so that limits are met exactly
        previous = chance.choice((-50, 0, 100, 100, 250, 1000, 1000.5, 40_000))
        recent = round(
            previous * chance.choice((-1, 0, 0.5, 0.6, 0.61, 0.75, 0.76, 1.4, 2)), 2
        )
        orders = chance.randrange(5) if previous else 0
        is_customer = bool(orders) or chance.random() < 0.8
        last = chance.choice((None, *range(60)))
        return {
            "is_customer": is_customer,
            "is_active": is_customer and chance.random() < 0.7,
            "monetary": chance.choice((-10, 0, 99.99, 100, 250)),
            "recent_amount": recent,
            "previous_amount": previous,
            "previous_orders": orders,
            "is_drop": change.is_drop(recent, previous),
            "first_purchase": AS_OF - timedelta(days=chance.randrange(1, 900))
            if is_customer
            else False,
            "last_contact": False
            if last is None
            else datetime(2026, 2, 28, 22, 30)
            - timedelta(days=last, hours=chance.randrange(24)),
        }

    # ------------------------------------------------------------
    # Tools
    # ------------------------------------------------------------

    def rows(self, select, *names):
        """Return {partner id: values} of a select of causes or the like."""
        columns = SQL(", ").join(map(SQL.identifier, ("partner_id", *names)))
        rows = self.env.execute_query(SQL("SELECT %s FROM (%s) found", columns, select))
        self.assertEqual(len(rows), len({row[0] for row in rows}))
        return {partner_id: tuple(values) for partner_id, *values in rows}

    def random_moment(self, days):
        return datetime(2026, 2, 28, 23, 30) - timedelta(
            minutes=self.chance.randrange(days * 24 * 60)
        )

    def keep(self, table, columns, rows):
        """Fill a table of the transaction.

        :param columns: names with their types
        """
        names = [column.split()[0] for column in columns]
        values = [dict(zip(names, row, strict=True)) for row in rows]
        create_temporary(
            self.env,
            table,
            SQL(
                "SELECT * FROM json_to_recordset(%s::json) AS one (%s)",
                json.dumps(values, default=str),
                SQL(", ").join(map(SQL, columns)),
            ),
        )

    # ------------------------------------------------------------
    # Tests
    # ------------------------------------------------------------

    def test_drops(self):
        buyers = {
            partner_id: drop.Buyer(
                values["recent_amount"],
                values["previous_amount"],
                values["previous_orders"],
            )
            for partner_id, values in zip(self.ids, self.profiles, strict=True)
            if values["is_customer"]
        }
        limits = drop.previous_limits(list(buyers.values()), 10)
        found = customers.find_previous_limits(self.scene)
        self.assertEqual(float(found.abc.a), limits.abc.a)
        self.assertEqual(float(found.mvc.limit), limits.mvc.limit)
        minimum = drop.minimum_loss(
            None,
            [one["monetary"] for one in self.profiles if one["is_active"]],
        )
        self.assertEqual(customers.find_minimum_loss(self.scene), float(minimum))
        # with an alert for each, all that last are found, and which of them start
        self.env["onetoone.alert"].create(
            [
                {
                    "kind": "purchase_drop",
                    "partner_id": partner_id,
                    "company_id": self.company.id,
                }
                for partner_id in buyers
            ]
        )
        self.env.flush_all()
        expected = {
            partner_id: (drop.starts(buyer, limits, minimum),)
            for partner_id, buyer in buyers.items()
            if drop.lasts(buyer)
        }
        select = customers.select_drops(self.scene, found, minimum)
        self.assertEqual(self.rows(select, "starts"), expected)
        self.assertGreater(len(expected), 100)
        self.assertGreater(sum(starts for [starts] in expected.values()), 20)

    def guide(self):
        """Put the customers into segments; return {partner id: guidelines, first day}.

        Memberships that are over or have not begun say nothing.
        """
        chance = self.chance
        guided = {partner_id: ([], []) for partner_id in self.ids}
        for number in range(4):
            guidelines = [
                contact_rules.Guideline(
                    channel,
                    chance.choice((None, 3, 10)),
                    chance.choice((None, 10, 40)),
                    chance.random() < 0.3,
                )
                for channel in CHANNELS
            ]
            segment = self.env["onetoone.segment"].create(
                {
                    "name": f"Segment {number}",
                    "company_id": self.company.id,
                    "guideline_ids": [(0, 0, {**one._asdict()}) for one in guidelines],
                }
            )
            members = []
            for partner_id in chance.sample(self.ids, 300):
                start = AS_OF - timedelta(days=chance.randrange(-2, 30))
                end = chance.choice((None, None, AS_OF - timedelta(days=1), AS_OF))
                if end and end <= start:
                    end = None
                members.append(
                    {
                        "segment_id": segment.id,
                        "partner_id": partner_id,
                        "company_id": self.company.id,
                        "date_from": start,
                        "date_to": end,
                    }
                )
                if start < AS_OF and end in (None, AS_OF):
                    guided[partner_id][0].extend(guidelines)
                    guided[partner_id][1].append(start)
            self.env["onetoone.segment.member"].create(members)
        self.env.flush_all()
        return guided

    def local(self, moment):
        return pytz.utc.localize(moment).astimezone(BERLIN).replace(tzinfo=None)

    def test_contacts_that_are_due(self):
        guided = self.guide()
        expected = {}
        for partner_id, wishes, values in zip(
            self.ids, self.wishes, self.profiles, strict=True
        ):
            guidelines, starts = guided[partner_id]
            interval = pace.longest_interval(
                wishes["onetoone_preferred_interval_days"],
                guidelines,
                wishes["onetoone_permission"] or None,
            )
            if interval:
                last = values["last_contact"]
                due = pace.due_day(
                    interval,
                    self.local(last).date() if last else None,
                    values["first_purchase"] or None,
                    min(starts, default=None),
                )
                expected[partner_id] = (interval, due)
        contacts.keep_dues(self.scene)
        found = self.rows(SQL("SELECT * FROM %s d", contacts.DUES), "days", "due")
        self.assertEqual(found, expected)
        overdue = self.rows(contacts.select_overdue(self.scene), "date_due")
        self.assertEqual(
            overdue,
            {
                partner_id: (due,)
                for partner_id, (_interval, due) in expected.items()
                if pace.is_overdue(due, AS_OF)
            },
        )
        self.assertGreater(len(expected) - len(overdue), 100)
        self.assertGreater(len(overdue), 100)

    def test_contacts_that_are_too_many(self):
        guided = self.guide()
        known = {partner_id: [] for partner_id in self.ids}
        rows = []
        for partner_id in self.ids:
            for _contact in range(self.chance.randrange(6)):
                moment = self.random_moment(45)
                channel = self.chance.choice(CHANNELS)
                direction = self.chance.choice(("out", "out", "in", "both"))
                rows.append((len(rows), partner_id, moment, channel, direction))
                known[partner_id].append(
                    Contact(self.local(moment), channel, direction)
                )
        self.keep(
            CONTACTS,
            (
                "id bigint",
                "partner_id integer",
                "date timestamp",
                "channel varchar",
                "direction varchar",
            ),
            rows,
        )
        expected = {}
        for partner_id, wishes in zip(self.ids, self.wishes, strict=True):
            permission = wishes["onetoone_permission"] or None
            unwanted = pace.against_permission(
                known[partner_id],
                permission,
                wishes["onetoone_preferred_channel"] or None,
                AS_OF,
            )
            often = pace.too_often(
                known[partner_id],
                pace.shortest_intervals(
                    wishes["onetoone_preferred_interval_days"], guided[partner_id][0]
                ),
                AS_OF,
            )
            if unwanted:
                why = "refused" if permission == contact_rules.REFUSED else "channel"
                until = unwanted + timedelta(days=pace.PERMISSION_DAYS)
                expected[partner_id] = (why, str(unwanted), until)
            elif often:
                expected[partner_id] = ("interval", str(often.latest), often.until)
        contacts.keep_paces(self.scene)
        found = {
            partner_id: (details["why"], details["latest"], until)
            for partner_id, (details, until) in self.rows(
                contacts.select_over_contacted(self.scene), "details", "date_due"
            ).items()
        }
        self.assertEqual(found, expected)
        reasons = [why for why, _latest, _until in expected.values()]
        for why in ("refused", "channel", "interval"):
            self.assertGreater(reasons.count(why), 30, why)

    def test_outflows(self):
        rows = []
        bought = {partner_id: [] for partner_id in self.ids}
        for number, partner_id in enumerate(self.ids):
            for _purchase in range(self.chance.randrange(7)):
                day = AS_OF - timedelta(days=self.chance.randrange(1, 60))
                amount = self.chance.choice((0, 10, 10.1, 10.2, 25, 99.99))
                bought[partner_id].append((day, amount))
                rows.append((partner_id, day, amount, False, 0))
            day = AS_OF - timedelta(days=self.chance.randrange(1, 40))
            amount = self.chance.choice((30, 30.3, 30.45, 30.6, 75))
            rows.append((partner_id, day, -amount, True, number))
        self.keep(
            PURCHASES,
            (
                "partner_id integer",
                "date date",
                "amount numeric",
                "is_refund boolean",
                "res_id integer",
                "res_model varchar",
            ),
            [(*row, "crm.lead") for row in rows],
        )
        expected = set()
        portfolio = {
            partner_id
            for partner_id, values in zip(self.ids, self.profiles, strict=True)
            if values["is_customer"]
        }
        for partner_id, day, amount, is_refund, number in rows:
            earlier = [
                value
                for date_, value in bought[partner_id]
                if date_ < day and value > 0
            ]
            if (
                is_refund
                and partner_id in portfolio
                and (AS_OF - day).days <= outflow.OUTFLOW_DAYS
                and outflow.is_unusual(-amount, earlier)
            ):
                expected.add((partner_id, number))
        select = outflows.select_outflows(self.scene, outflows.NONE_CANCELLED)
        found = self.rows(select, "res_id")
        self.assertEqual({(one, *number) for one, number in found.items()}, expected)
        self.assertGreater(len(expected), 50)
