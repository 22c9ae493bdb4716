from odoo.tests import HttpCase, tagged

from .common_rounds import RoundCase

STAFF = ("Anna", "Boris", "Clara", "Diego", "Elena")
CUSTOMERS = ("Xaver", "Yvonne", "Zoe")


@tagged("post_install", "-at_install")
class TestAssessmentTour(RoundCase, HttpCase):
    """Five of the staff and three customers are asked; numbers need five answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in STAFF:
            user = cls._new_user(f"round_{name.lower()}", "base.group_user")
            user.write({"name": name, "email": f"{name}@staff.example.com"})
        for name in CUSTOMERS:
            cls.env["res.partner"].create(
                {"name": name, "email": f"{name}@customer.example.com"}
            )

    def play(self, part):
        self.start_tour(
            "/odoo",
            f"onetoone_assessment_{part}",
            login=self.manager.login,
            timeout=180,  # many steps, perhaps on a busy machine
        )
        self.env.invalidate_all()

    @property
    def rounds(self):
        return self.env["onetoone.assessment"].search(
            [("company_id", "=", self.company.id)], order="id"
        )

    def test_round(self):
        self.play("begins")
        self.assert_invited()
        for participant in self.rounds.participant_ids:
            self.answer_second_levels(participant)
        self.rounds._seal()
        self.play("ends")
        self.assert_closed(self.rounds[0])
        self.assert_prepared(self.rounds[1])

    def assert_invited(self):
        assessment = self.rounds
        self.assertEqual((assessment.state, assessment.min_answers), ("open", 5))
        self.assertEqual(
            [
                (line.group_id.code, line.participant_count)
                for line in assessment.group_ids
            ],
            [("staff", 5), ("customer", 3)],
        )
        target = assessment.target_ids
        self.assertEqual((target.dimension_id.code, target.target), ("identify", 60))
        self.assertEqual(
            {one.partner_id.name for one in assessment.participant_ids},
            {*STAFF, *CUSTOMERS},
        )
        assessment.participant_ids._send_invitations()
        self.assertEqual(len(assessment.participant_ids._invitations()), 8)

    def answer_second_levels(self, participant):
        """Answer every question with the second lowest level, and give advice."""
        for user_input in participant._inputs_to_answer():
            user_input._mark_in_progress()
            for question in user_input.survey_id.question_ids:
                options = question.suggested_answer_ids.sorted("onetoone_level")
                said = str(options[1].id) if options else "Call back the same day"
                user_input._save_lines(question, said)
            user_input._mark_done()

    def assert_closed(self, assessment):
        self.assertEqual(assessment.state, "closed")
        # the second of four levels, and of the six of the ladder
        self.assertAlmostEqual(self.score(assessment, "gap_01").opinion, 100 / 3)
        self.assertEqual(self.score(assessment, "ladder_identify").opinion, 20)
        self.assertEqual(self.score(assessment, "gap_01").answer_count, 5)
        self.assertEqual(self.score(assessment, "identify").target, 60)

    def assert_prepared(self, following):
        self.assertEqual(
            (following.state, following.previous_id), ("draft", self.rounds[0])
        )
        self.assertEqual(
            following.group_ids.group_id.mapped("code"), ["staff", "customer"]
        )
