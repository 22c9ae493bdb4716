"""Rounds whose answers and readings are chosen, so that all numbers are known."""

from odoo import Command

from .common_rounds import RoundCase

AS_OF = "2026-03-02"
# {stage: the level everybody chooses}; the ladders have 6, 5, 5 and 5 levels
LEVELS = {"identify": 2, "differentiate": 4, "interact": 3, "customize": 1}
# {stage: [(indicator, weight, position or None)]}
READINGS = {
    "identify": [("reachable", 1, 42)],
    "differentiate": [("value_known", 7, 55), ("segment_review", 13, None)],
    "interact": [("two_way", 1, 76)],
    "customize": [("gold_terms", 1, 40)],
}


class JudgedRoundCase(RoundCase):
    """By hand, of what is chosen above:

    - identify: opinion (2 − 1)/5 = 20, evidence 42: (20 + 42)/2 = 31.
    - differentiate: opinion 75, evidence 55 of 7/20 = 35 % of the weight: its share is
      0.5 × 0.35/0.5 = 0.35; 0.65 × 75 + 0.35 × 55 = 68.
    - interact: opinion 50, evidence 76: 63. customize: 0 and 40: 20.

    Everybody who could answer did, so that no opinion is uncertain.
    """

    @classmethod
    def masters(cls, *codes):
        return cls.env["survey.survey"]._onetoone_masters(list(codes))

    @classmethod
    def indicator(cls, code):
        return cls.env.ref(f"odoo_onetoone.indicator_{code}")

    def give_readings(self, readings=None):
        """Create the readings of the round's date, so that nothing is measured."""
        for measured in (READINGS if readings is None else readings).values():
            for code, weight, position in measured:
                self.give_reading(code, position, weight)

    def give_reading(self, code, position, weight=0, value=None):
        """Create a reading; without a value, on anchors that are the positions."""
        indicator = self.indicator(code)
        indicator.weight = weight
        if value is None:
            indicator.anchors = "0 25 50 75 100"
            value = position
        self.env["onetoone.reading"].create(
            {
                "indicator_id": indicator.id,
                "company_id": self.company.id,
                "as_of": AS_OF,
                "numerator": 10,
                "denominator": 100,
                "value": value,
                "position": position,
                "missing_reason": "not_recorded" if position is None else False,
            }
        )

    def suggest(self, rank, code="identify", as_of=AS_OF, **values):
        dimension = self.env.ref(f"odoo_onetoone.dimension_{code}")
        level = dimension.level_ids.filtered(lambda one: one.rank == rank)
        return self.env["onetoone.level.suggestion"].create(
            {
                "dimension_id": dimension.id,
                "company_id": self.company.id,
                "as_of": as_of,
                "level_id": level.id,
                **values,
            }
        )

    def ask(self, counts, *codes, **values):
        """Open a round of these questionnaires."""
        return self.open_round(
            counts,
            as_of=AS_OF,
            survey_ids=[Command.set(self.masters(*codes).ids)],
            **values,
        )

    def answer_levels(self, assessment, levels):
        """Let everybody choose one level for all questions of a dimension.

        :param levels: {dimension code: level}; other questions are skipped
        """
        for participant in assessment.participant_ids:
            for user_input in participant._inputs_to_answer():
                user_input._mark_in_progress()
                for question in user_input.survey_id.question_ids:
                    level = levels.get(question.onetoone_dimension_id.code)
                    option = question.suggested_answer_ids.filtered(
                        lambda one, level=level: level and one.onetoone_level == level
                    )
                    if option:
                        user_input._save_lines(question, str(option.id))
                user_input._mark_done()

    def judge(self, levels=None, readings=None):
        """Return a closed round in which six people of the staff climb the ladders."""
        self.give_readings(readings)
        assessment = self.ask({"staff": 6}, "ladder")
        self.answer_levels(assessment, levels or LEVELS)
        assessment.action_close()
        return assessment
