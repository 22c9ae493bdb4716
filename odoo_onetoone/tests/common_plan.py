"""A small company in numbers that are worked out by hand, for the tests of its plan.

Five of twenty people answer, all of them the same. So the interval is that of the
width of a step: half of it is t(4) × √(¾ × (100 ÷ (levels − 1))² ÷ 12 ÷ 5), with
t = 2.77645: 10.34716 for the questions of the gap tool (4 levels), 6.20830 for the
ladder of identify (6 levels) and 7.76037 for the other ladders (5 levels). Where the
opinion is 0 or 100 half of the interval is cut off.
"""

from datetime import date

from odoo import Command

from .common_rounds import RoundCase

# {code of a question: level}; all other questions of the gap tool have level 2
LEVELS = {
    "ladder_identify": 3,  # 40
    "ladder_differentiate": 3,  # 50
    "ladder_interact": 2,  # 25
    "ladder_customize": 1,  # 0
    "gap_05": 1,  # 0
    "gap_06": 4,  # 100
}
# {code of an indicator: (anchors, weight)}
PLAIN = "0 25 50 75 100"
INDICATORS = {
    "reachable": ("20 40 60 80 95", 1),
    "completeness": ("20 40 60 75 90", 1),
    "value_known": (PLAIN, 1),
    "contact_history": (PLAIN, 3),
    "two_way": (PLAIN, 1),
    "satisfaction": (PLAIN, 0),
    "choices_recorded": (PLAIN, 1),
    "contact_persons": (PLAIN, 1),
}
# {code of an indicator: (value, position)}, or why there is none
READINGS = {
    "reachable": (46, 32.5),  # 25 + 25 × (46 − 40) ÷ 20
    "completeness": (80, 250 / 3),  # 75 + 25 × (80 − 75) ÷ 15
    "value_known": (40, 40),
    "contact_history": (50, 50),
    "two_way": (20, 20),
    "satisfaction": (10, 10),
    "choices_recorded": "no_records",
    "contact_persons": "not_applicable",
}
FIRST, SECOND = date(2026, 1, 1), date(2026, 7, 1)


class PlanCase(RoundCase):
    """One closed round, without targets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        templates = cls.env["onetoone.action.template"]
        templates.search([]).active = False
        cls.indicators = {
            indicator.code: indicator
            for indicator in cls.env["onetoone.indicator"].search(
                [("code", "in", list(INDICATORS))]
            )
        }
        for code, (anchors, weight) in INDICATORS.items():
            cls.indicators[code].write({"anchors": anchors, "weight": weight})
        cls.stages = {
            one.code: one
            for one in cls.env["onetoone.dimension"].search([("kind", "=", "stage")])
        }
        cls.seller = cls._new_user("plan_seller", "odoo_onetoone.group_onetoone_user")
        cls.first = cls.hold_round("First", FIRST)

    @classmethod
    def template(cls, code, stage, *moves, **values):
        """Return a template that moves indicators and questions, by their codes."""
        indicators = [cls.indicators[one].id for one in moves if one in INDICATORS]
        questions = [one for one in moves if one not in INDICATORS]
        return cls.env["onetoone.action.template"].create(
            {
                "code": code,
                "name": f"Do {code}",
                "description": f"How to do {code}",
                "dimension_id": stage and cls.stages[stage].id,
                "remedy": "process",
                "indicator_ids": [Command.set(indicators)],
                "question_codes": " ".join(questions),
                **values,
            }
        )

    @classmethod
    def hold_round(cls, name, as_of, levels=(), readings=(), **values):
        """Return a closed round in which five of twenty people answered alike.

        :param levels: {code: level} of the questions that differ from `LEVELS`
        :param readings: {code: (value, position)} that differ from `READINGS`
        """
        masters = cls.env["survey.survey"]._onetoone_masters(["gap", "ladder"])
        assessment = cls.env["onetoone.assessment"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "as_of": as_of,
                "survey_ids": [Command.set(masters.ids)],
                "group_ids": [
                    Command.create(
                        {"group_id": cls.groups["staff"].id, "eligible_count": 20}
                    )
                ],
                **values,
            }
        )
        cls.env["onetoone.participant"].create(
            [
                {
                    "assessment_id": assessment.id,
                    "group_id": cls.groups["staff"].id,
                    "email": f"staff{number}@plan.example.com",
                }
                for number in range(5)
            ]
        )
        assessment.action_open()
        assessment.participant_ids._send_invitations()
        for participant in assessment.participant_ids:
            cls._answer_by_code(participant, {**LEVELS, **dict(levels)})
        cls._record_readings(as_of, {**READINGS, **dict(readings)})
        assessment.action_close()
        return assessment

    @classmethod
    def _answer_by_code(cls, participant, levels):
        for user_input in participant._inputs_to_answer():
            user_input._mark_in_progress()
            for question in user_input.survey_id.question_ids.filtered(
                "onetoone_dimension_id"
            ):
                level = levels.get(question.onetoone_code, 2)
                option = question.suggested_answer_ids.filtered(
                    lambda one, level=level: one.onetoone_level == level
                )
                user_input._save_lines(question, str(option.id))
            user_input._mark_done()

    @classmethod
    def _record_readings(cls, as_of, readings):
        cls.env["onetoone.reading"].create(
            [
                {
                    "indicator_id": cls.indicators[code].id,
                    "company_id": cls.company.id,
                    "as_of": as_of,
                    **cls._measured(given),
                }
                for code, given in readings.items()
            ]
        )

    @staticmethod
    def _measured(given):
        if isinstance(given, str):
            return {"missing_reason": given}
        value, position = given
        return {"denominator": 100, "value": value, "position": position}

    def proposals(self, assessment=None, user=None):
        templates = self.env["onetoone.action.template"].with_user(user or self.manager)
        return templates._proposals((assessment or self.first).with_env(templates.env))

    def accept(self, *codes, user=None, deadline=date(2026, 3, 1)):
        """Return the actions made of what the first round proposes, by template."""
        proposals = [
            one
            for one in self.proposals()
            if self.env["onetoone.action.template"].browse(one["template_id"]).code
            in codes
        ]
        return (
            self.env["onetoone.action"]
            .with_user(self.manager)
            ._accept(self.first, proposals, user or self.seller, deadline)
        )
