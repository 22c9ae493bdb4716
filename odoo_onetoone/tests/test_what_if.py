from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common_changes import ChangesCase


class WhatIfCase(ChangesCase):
    """The first round: opinion 48.6111, evidence 25, readiness 36.8056."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.opinion = (80 / 1.8 + 150) / 4

    def setUp(self):
        super().setUp()
        self.round = self.first_round()
        self.env.flush_all()

    def ask(self, user=None, **changes):
        self.env.invalidate_all()
        return self.round.with_user(user or self.analyst).what_if(changes)

    def stage(self, outcome, code):
        [found] = [one for one in outcome["stages"] if one["code"] == code]
        return found


@tagged("post_install", "-at_install")
class TestWhatIf(WhatIfCase):
    def test_nothing_changed_is_exactly_what_is_stored(self):
        outcome = self.ask()
        for name in (
            "readiness",
            "readiness_low",
            "readiness_high",
            "development_stage",
        ):
            self.assertEqual(outcome[name], self.round[name], name)
        self.assertEqual(
            [one["code"] for one in outcome["stages"]],
            ["identify", "differentiate", "interact", "customize"],
        )
        for one in outcome["stages"]:
            score = self.score(self.round, one["code"])
            for name in ("opinion", "evidence", "combined"):
                self.assertEqual(one[name], score[name], name)
                self.assertIs(one[name] is False, score[name] is False)

    def test_an_indicator_moves(self):
        """95 % reachable stand at 100: evidence (100 + 25) / 2 = 62.5."""
        outcome = self.ask(indicators={self.reachable.id: 95})
        self.assertAlmostEqual(outcome["readiness"], (self.opinion + 62.5) / 2)
        identify = self.stage(outcome, "identify")
        self.assertEqual(identify["evidence"], 100)
        self.assertAlmostEqual(identify["combined"], (80 / 1.8 + 100) / 2)
        self.assertEqual(self.stage(outcome, "interact")["evidence"], 25)
        # as the browser sends it
        self.assertEqual(self.ask(indicators={str(self.reachable.id): 95}), outcome)

    def test_frozen_anchors_count(self):
        self.reachable.anchors = "0 1 2 3 4"
        outcome = self.ask(indicators={self.reachable.id: 80})
        self.assertEqual(self.stage(outcome, "identify")["evidence"], 75)

    def test_a_group_counts_nothing(self):
        """Staff alone place identify at 100: opinion 62.5."""
        outcome = self.ask(weights={"executive": 0})
        self.assertAlmostEqual(outcome["readiness"], (62.5 + 25) / 2)
        self.assertAlmostEqual(self.stage(outcome, "identify")["opinion"], 100)
        self.assertAlmostEqual(self.stage(outcome, "customize")["opinion"], 50)

    def test_evidence_counts_less(self):
        outcome = self.ask(evidence_share=0.2)
        self.assertAlmostEqual(outcome["readiness"], 0.8 * self.opinion + 0.2 * 25)

    def test_what_cannot_be_is_refused_in_one_sentence(self):
        for changes, sentence in (
            ({"opinions": {}}, "no “opinions” that could be changed"),
            ({"weights": {"customer": 1}}, "These can: executive, staff"),
            ({"weights": {"staff": -1}}, "from 0 on"),
            ({"weights": {"staff": "much"}}, "from 0 on"),
            ({"weights": {"staff": float("inf")}}, "from 0 on"),
            ({"weights": ["staff"]}, "no such list"),
            ({"indicators": {-5: 1}}, "no “-5” that could be changed"),
            ({"indicators": ["reachable"]}, "no such list"),
            ({"indicators": {self.reachable.id: "95"}}, "must be a number"),
            ({"indicators": {self.reachable.id: float("nan")}}, "must be a number"),
            ({"evidence_share": 1.2}, "from 0 to 1"),
            ({"evidence_share": True}, "from 0 to 1"),
        ):
            with self.subTest(changes), self.assertRaisesRegex(UserError, sentence):
                self.ask(**changes)

    def test_only_closed_rounds_are_asked(self):
        draft = self.new_round({"staff": 1})
        with self.assertRaisesRegex(UserError, "is not closed"):
            draft.what_if()
        with self.assertRaisesRegex(UserError, "is not closed"):
            draft.get_what_if()

    def test_rights(self):
        seller = self._new_user("what_if_seller", "odoo_onetoone.group_onetoone_user")
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "what_if_stranger", "odoo_onetoone.group_onetoone_analyst"
        )
        stranger.write(
            {
                "company_id": elsewhere.id,
                "company_ids": [Command.set(elsewhere.ids)],
            }
        )
        for user in (seller, stranger):
            self.env.invalidate_all()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.ask(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.round.with_user(user).get_what_if()

    def test_nothing_is_written(self):
        """The database itself refuses to write meanwhile."""
        savepoint = self.env.cr.savepoint()
        self.env.cr.execute("SET TRANSACTION READ ONLY")
        self.ask(
            indicators={self.reachable.id: 95},
            weights={"staff": 3},
            evidence_share=0.1,
        )
        self.round.with_user(self.analyst).get_what_if()
        self.env.flush_all()
        savepoint.close(rollback=True)

    def test_what_the_page_gets(self):
        data = self.round.with_user(self.analyst).get_what_if()
        self.assertEqual(data["outcome"], self.ask())
        self.assertEqual(data["evidence_share"], 0.5)
        self.assertEqual(data["fixed_count"], 0)
        self.assertEqual(
            [(one["key"], one["name"], one["weight"]) for one in data["blocks"]],
            [("executive", "Executives", 1.0), ("staff", "Other Staff", 0.8)],
        )
        self.assertEqual(
            data["stages"][0]["indicators"],
            [
                {
                    "id": self.reachable.id,
                    "name": self.reachable.name,
                    "unit": "%",
                    "anchors": [20, 40, 60, 80, 95],
                    "value": 40,
                    "position": 25,
                }
            ],
        )
        self.assertEqual(
            [len(one["indicators"]) for one in data["stages"]], [1, 0, 1, 0]
        )
        self.assertEqual(
            data["development_stages"]["customer_driven"], "Customer-driven"
        )


@tagged("post_install", "-at_install")
class TestWhatIfPage(WhatIfCase, HttpCase):
    def open_page(self):
        self.start_tour(
            f"/odoo/onetoone-assessments/{self.round.id}",
            "onetoone_what_if",
            login=self.analyst.login,
        )
        self.env.invalidate_all()
        self.assertAlmostEqual(self.round.readiness, self.opinion / 2 + 12.5)

    def test_on_a_desk(self):
        self.open_page()

    def test_on_a_phone(self):
        self.browser_size = "375x667"
        self.touch_enabled = True
        self.open_page()
