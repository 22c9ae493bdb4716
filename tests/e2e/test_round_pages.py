"""The planned round, answered by its 150 people through the pages they get."""

import re

from respondent import Respondent
from round_case import RoundAgainstOracle

from odoo.tests import HttpCase, tagged

from data.opinion import load, rows

LINK = re.compile(r'href="[^"]*(/onetoone/answer/[\w-]+)"')
# of the wordings that people read in each language
DONE = {
    "en_US": "Your view helps this company",
    "zh_CN": "谢谢",
    "ms_MY": "Terima kasih",
}


@tagged("post_install", "-at_install")
class TestRoundByItsPages(RoundAgainstOracle, HttpCase):
    def test_round(self):
        assessment = load.start(self.env)
        people = load.invite(assessment)
        assessment.action_open()
        # as the job does it
        people_records = assessment.participant_ids
        people_records._send_invitations()
        links = self.links_of(people_records)
        self.assertEqual(len(links), len(rows("participants")))
        self.answer_all(people, links)
        load.withdraw(people)
        self.assertEqual(
            self.env["onetoone.answer"]
            .sudo()
            .search_count([("assessment_id", "=", assessment.id)]),
            0,
        )
        assessment._seal()
        assessment.action_close()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assert_round(assessment)
        self.assertEqual(len(assessment.advice_ids), 7)
        for link in links.values():
            self.assertNotIn("/survey/", self.url_open(link).url)

    def links_of(self, participants):
        """{participant: the link in the mail that waits for it}."""
        invitations = self.env["onetoone.invitation"].sudo()
        found = invitations.search([("participant_id", "in", participants.ids)])
        links = {}
        for one in found:
            self.assertEqual(one.mail_id.state, "outgoing")
            self.assertEqual(one.mail_id.email_to, one.participant_id.email_normalized)
            [link] = LINK.findall(one.mail_id.body_html)
            links[one.participant_id] = link
        return links

    def answer_all(self, people, links):
        given = load.answers_by_person()
        spoken = set()
        for row in rows("participants"):
            answers = given.get(row["ref"])
            if answers:
                with self.subTest(person=row["ref"]):
                    link = links[people[row["ref"]]]
                    self.answer_one(row, link, answers)
                spoken.add(row["language"])
        self.assertEqual(spoken, set(DONE))

    def answer_one(self, row, link, answers):
        respondent = Respondent(self, link, row["language"])
        self.assertIn("o_onetoone_promise", respondent.page.text)
        first = respondent.survey.onetoone_code
        text = respondent.answer(answers[first], stops=row["ends"] == "half")
        if row["ends"] == "half":
            respondent.open(link)
            self.assertTrue(respondent.address, "one can go on later")
            return
        self.assertIn(DONE[row["language"]], text)
        if row["ends"] == "first":
            return
        while respondent.go_on(text):
            text = respondent.answer(answers[respondent.survey.onetoone_code])
        respondent.open(link)
        self.assertFalse(respondent.address, "everything is answered")
        self.assertIn("o_onetoone_ended", respondent.page.text)
