from datetime import timedelta

from odoo.fields import Domain
from odoo.tests import tagged

from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestLearningsInForce(LearningCase):
    """What is known of somebody is the same wherever it is shown, asked or counted.

    Each customer is asked one thing; what is known of him then is worked out by hand.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # where the user is, it is never the same day as where the company is
        cls.company.resource_calendar_id.tz = "Pacific/Kiritimati"
        cls.env.user.tz = "Pacific/Pago_Pago"
        cls.as_of = cls.company._onetoone_as_of()
        cls.other = cls.new_company("Other company")
        cls.asked = cls.topic("Asked", "text")

    def told(self, about, days_ago, value, expires_in=None, **values):
        """Record an answer; ``expires_in`` days from today on it does not count."""
        today = self.as_of - timedelta(days=1)
        return self.learn(
            about,
            self.asked,
            value,
            date=today - timedelta(days=days_ago),
            date_expiry=expires_in is not None and today + timedelta(days=expires_in),
            **values,
        )

    def make_cases(self):
        """Return {name of a customer: (the customer, what is known or None)}."""
        cases = {}

        def case(name, known, *tellings):
            customer = self.customer(name, is_company=True)
            self.buy(customer, self.as_of - timedelta(days=30), 10)
            for telling in tellings:
                telling(customer)
            cases[name] = customer, known

        def tells(*told, **values):
            return lambda customer: self.told(customer, *told, **values)

        def his_contact_tells(*told):
            return lambda customer: self.told(
                self.customer("Person", parent_id=customer.id), *told
            )

        def becomes_a_contact_who_said(*told):
            def join(customer):
                person = self.customer("Came along")
                self.told(person, *told)
                person.parent_id = customer

            return join

        case("never asked", None)
        case("asked in vain", None, tells(5, False))
        case("told today", "A", tells(0, "A"))
        case("tells tomorrow", None, tells(-1, "A"))
        case("expires today", None, tells(5, "A", 0))
        case("expires tomorrow", "A", tells(5, "A", 1))
        case("told anew", "B", tells(5, "A"), tells(4, "B"))
        case("entered late", "B", tells(4, "B"), tells(5, "A"))
        case("twice on one day", "B", tells(4, "A"), tells(4, "B"))
        case("asked again in vain", "A", tells(5, "A"), tells(4, False))
        case("tells anew tomorrow", "A", tells(5, "A"), tells(-1, "B"))
        case("told anew, but that expired", None, tells(5, "A"), tells(4, "B", 0))
        case("expired, but told anew", "B", tells(5, "A", 0), tells(4, "B"))
        case("his contact told", "A", his_contact_tells(5, "A"))
        case(
            "two contacts told, the second something else",
            "B",
            his_contact_tells(5, "A"),
            his_contact_tells(4, "B"),
        )
        case("a contact came along", "A", becomes_a_contact_who_said(5, "A"))
        case(
            "told another company",
            None,
            tells(5, "A", company_id=self.other.id),
        )
        case(
            "told another company later",
            "A",
            tells(5, "A"),
            tells(4, "B", company_id=self.other.id),
        )
        return cases

    def test_all_agree_on_customers(self):
        cases = self.make_cases()
        self.refresh(self.as_of)
        customers = {customer: name for name, (customer, _known) in cases.items()}
        expected = {name: known for name, (_customer, known) in cases.items() if known}
        ours = Domain("company_id", "=", self.company.id)
        learnings = self.env["onetoone.learning"].search(
            ours & Domain("topic_id", "=", self.asked.id)
        )
        profiles = self.env["onetoone.profile"].search(
            ours & Domain("partner_id", "in", [one.id for one in customers])
        )
        self.assertEqual(len(profiles), len(cases))

        def named(values):
            return {customers[partner]: value for partner, value in values}

        in_force = learnings.filtered("is_in_force")
        self.assertEqual(
            named((one.partner_id, one.value) for one in in_force), expected
        )
        self.assertEqual(len(in_force), len(expected))
        self.assertEqual(
            named(
                (one.partner_id, one.learning_ids.value)
                for one in profiles
                if one.learning_ids
            ),
            expected,
        )
        self.assertEqual(
            named(
                (one.partner_id, one.learning_count)
                for one in profiles
                if one.learning_count
            ),
            dict.fromkeys(expected, 1),
        )
        self.assertEqual(
            named(
                (one, answer["answer"])
                for one in customers
                for answer in one.with_env(self.env).onetoone_answers or ()
                if answer["is_in_force"]
            ),
            expected,
        )
        for value in ("A", "B"):
            with_value = {name for name, known in expected.items() if known == value}
            found = profiles.search(
                Domain("id", "in", profiles.ids)
                & Domain("learning_ids.value", "=", value)
            )
            self.assertEqual(
                {customers[one.partner_id] for one in found}, with_value, value
            )
            self.assertEqual(
                self.members(("learning_ids.value", "=", value)),
                {name for name in with_value},
            )
        self.assertEqual(
            self.members(("learning_ids", "=", False)), set(cases) - set(expected)
        )

    def members(self, condition):
        """The names of the members of a segment with a rule."""
        segment = self.env["onetoone.segment"].create(
            {
                "name": str(condition),
                "domain": str([condition]),
                "company_id": self.company.id,
            }
        )
        segment._refresh_members(self.company, self.as_of)
        members = self.env["onetoone.segment.member"].search(
            [("segment_id", "=", segment.id), ("date_to", "=", False)]
        )
        return set(members.partner_id.mapped("name"))

    def test_all_agree_on_leads(self):
        for name, known, tellings in (
            ("told today", "A", [(0, "A")]),
            ("expires today", None, [(5, "A", 0)]),
            ("expires tomorrow", "A", [(5, "A", 1)]),
            ("told anew", "B", [(5, "A"), (4, "B")]),
            ("asked again in vain", "A", [(5, "A"), (4, False)]),
            ("tells anew tomorrow", "A", [(5, "A"), (-1, "B")]),
            ("told anew, but that expired", None, [(5, "A"), (4, "B", 0)]),
        ):
            with self.subTest(name):
                lead = self.lead(name)
                learnings = self.env["onetoone.learning"].union(
                    *(self.told(lead, *telling) for telling in tellings)
                )
                self.assertFalse(learnings.partner_id)
                expected = [known] if known else []
                in_force = learnings.filtered("is_in_force")
                self.assertEqual(in_force.mapped("value"), expected)
                shown = [
                    answer["answer"]
                    for answer in lead.with_env(self.env).onetoone_answers or ()
                    if answer["is_in_force"]
                ]
                self.assertEqual(shown, expected)

    def test_a_lead_brings_its_customer_what_it_told(self):
        customer = self.customer("Ada", is_company=True)
        self.buy(customer, self.as_of - timedelta(days=30), 10)
        self.told(customer, 5, "A")
        lead = self.lead("Lead")
        later = self.told(lead, 4, "B")
        self.refresh(self.as_of)
        self.assertEqual(self.profile(customer).learning_ids.value, "A")
        lead.partner_id = self.customer("Person", parent_id=customer.id)
        self.refresh(self.as_of)
        profile = self.profile(customer)
        profile.invalidate_recordset()
        self.assertEqual(profile.learning_ids, later)
        self.assertEqual(profile.learning_count, 1)
        self.assertTrue(later.is_in_force)
