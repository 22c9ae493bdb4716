"""Rounds of the stage ladder with readings, small enough to be worked out by hand."""

from odoo import Command

from .common_rounds import RoundCase

# Answers to the ladder, which has six levels for identify and five for the others
LOWEST, HIGHEST = (1, 3, 3, 3), (6, 3, 3, 3)


class ChangesCase(RoundCase):
    """Two indicators measure two of the four stages: evidence counts half."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ladder = cls.env["survey.survey"]._onetoone_masters(["ladder"])
        indicators = cls.env["onetoone.indicator"]
        cls.reachable = indicators.search([("code", "=", "reachable")])
        cls.contacts = indicators.search([("code", "=", "contact_history")])
        cls.reachable.write({"anchors": "20 40 60 80 95", "weight": 1})
        cls.contacts.write({"anchors": "10 30 50 75 95", "weight": 1})
        stages = cls.env["onetoone.dimension"].search([("kind", "=", "stage")])
        stages.write({"weight": 1, "evidence_share": 0.5})

    def record(self, as_of, **values):
        """Record a reading of the indicators named, as a refresh does."""
        return self.env["onetoone.reading"].create(
            [
                {
                    "company_id": self.company.id,
                    "as_of": as_of,
                    "indicator_id": getattr(self, name).id,
                    "anchors": getattr(self, name).anchors,
                    "denominator": 100,
                    "value": value,
                }
                for name, value in values.items()
            ]
        )

    def closed_round(self, as_of, executives, staff, **values):
        """Close a round in which five people of each group answer as told."""
        assessment = self.open_round(
            {"executive": 5, "staff": 5},
            as_of=as_of,
            survey_ids=[Command.set(self.ladder.ids)],
            **values,
        )
        for code, levels in (("executive", executives), ("staff", staff)):
            for participant in self.people(assessment, code):
                self.answer(participant, levels)
        assessment.action_close()
        return assessment

    def first_round(self):
        """Identify: executives (weight 1) 0, staff (0.8) 100; the other stages 50.

        Opinion: (80 / 1.8 + 150) / 4 = 48.6111. Both readings stand at 25, evidence is
        25, half of the stages are measured: readiness (48.6111 + 25) / 2 = 36.8056.
        """
        self.record("2026-01-01", reachable=40, contacts=30)
        return self.closed_round("2026-01-01", LOWEST, HIGHEST)

    def second_round(self, first):
        """Executives, too, place identify at 100: opinion (100 + 150) / 4 = 62.5.

        60 % reachable stand at 75 on anchors that are easier now; evidence is (75 + 25)
        / 2 = 50: readiness 56.25.
        """
        self.reachable.anchors = "0 20 40 60 80"
        self.record("2026-02-01", reachable=60, contacts=30)
        return self.closed_round("2026-02-01", HIGHEST, HIGHEST, previous_id=first.id)
