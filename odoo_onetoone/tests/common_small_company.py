"""A company that has a little of everything the app shows."""

from datetime import timedelta

from .common_alerts import AlertCase
from .common_learning import LearningCase
from .common_rounds import RoundCase

LEVELS = {"executive": (4, 4, 4), "staff": (2, 1, 2)}


class SmallCompanyCase(AlertCase, LearningCase, RoundCase):
    """Customers of two salespeople, an alert, a segment, a closed round, an action."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.as_of = cls.today + timedelta(days=1)
        cls.key = cls.env["res.partner.category"].create({"name": "Key account"})
        cls.fallen, cls.steady, cls.other = (
            cls.customer(name, is_company=True, city="Berlin", category_id=cls.key.ids)
            for name in ("Fallen Ltd", "Steady Ltd", "Other Ltd")
        )
        for customer, months, user in (
            (cls.fallen, (12, 13, 14), cls.seller),
            (cls.steady, (1, 2, 3, 12), cls.seller),
            (cls.other, (1, 6), cls.other_seller),
        ):
            customer.user_id = user
            for month in months:
                cls.buy(customer, cls.months_ago(month), 500, user=user)
        cls.lead("New", user_id=cls.seller.id, partner_id=cls.steady.id)

    @classmethod
    def months_ago(cls, months):
        return cls.today - timedelta(days=30 * months)

    def setUp(self):
        super().setUp()
        self.write_to(self.steady, self.months_ago(1))
        self.hear_from(self.steady, self.months_ago(1))
        self.complain(self.other, self.months_ago(1))
        self.learn(self.steady, self.needs, "Speed", user=self.seller)
        self.estimate()
        self.detect(self.as_of)
        self.work_out_segments()
        self.env["onetoone.indicator"]._measure(self.company, self.as_of)
        self.round = self.hold_round()
        self.plan()
        self.env.flush_all()
        self.env.invalidate_all()

    def estimate(self):
        self.env["onetoone.wallet"].create(
            {
                "partner_id": self.steady.id,
                "company_id": self.company.id,
                "amount": 4000,
            }
        )

    def work_out_segments(self):
        division = self.env["onetoone.segment.division"].create(
            {"name": "By size", "company_id": self.company.id}
        )
        segments = self.env["onetoone.segment"]
        segments.create(
            {
                "name": "Key accounts",
                "company_id": self.company.id,
                "division_id": division.id,
                "manager_id": self.seller.id,
                "domain": str([("partner_id.category_id", "in", self.key.ids)]),
            }
        )
        segments._refresh_members(self.company, self.as_of)
        segments._refresh_results(self.company, self.as_of)

    def hold_round(self):
        """Hold a round: the management is content, the staff is not."""
        assessment = self.open_round(dict.fromkeys(LEVELS, 5))
        for code, levels in LEVELS.items():
            for participant in self.people(assessment, code):
                self.answer(participant, levels, advice="Call back")
        assessment.action_close()
        return assessment

    def plan(self):
        proposals = self.env["onetoone.action.template"]._proposals(self.round)
        self.env["onetoone.action"]._accept(
            self.round, proposals[:1], self.manager, self.as_of + timedelta(days=30)
        )
