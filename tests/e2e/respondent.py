"""Somebody who answers a round as a browser does, without one."""

import re

from lxml import html

from data.opinion import load

ADDRESS = re.compile(r"/survey/([\w-]{36})/([\w-]{36})")
NEXT = "//a[contains(@class, 'o_onetoone_next')]/@href"


class Respondent:
    """Follows one link; ``case`` is the HttpCase whose requests these are."""

    def __init__(self, case, link, language):
        self.case = case
        self.language = language
        case.authenticate(None, None)
        self.open(link)

    def open(self, url):
        """Follow a link to a page; nothing is left to answer if it is no survey."""
        self.page = self.case.url_open(url)
        self.case.assertEqual(self.page.status_code, 200)
        found = ADDRESS.search(self.page.url)
        self.address = "/".join(found.groups()) if found else None

    @property
    def survey(self):
        token = self.address.split("/")[0]
        surveys = self.case.env["survey.survey"].sudo()
        return surveys.search([("access_token", "=", token)])

    def begin(self):
        return self._call("begin", lang_code=self.language)

    def submit(self, page, answers):
        """Submit one page; {question: its row of the file} of what is answered."""
        is_section = page.is_page
        questions = page.question_ids if is_section else page
        return self._call(
            "submit",
            **{"page_id" if is_section else "question_id": page.id},
            **{
                str(question.id): load.page_value(question, row)
                for question in questions
                if (row := answers.get(question.onetoone_code))
            },
        )

    def answer(self, answers, stops=False):
        """Answer one survey page by page; return the last page's text.

        Who stops leaves after the last page with an answer, without submitting.
        """
        survey = self.survey
        text = self.begin()
        for page in pages_of(survey):
            codes = (page.question_ids or page).mapped("onetoone_code")
            if stops and not set(codes) & set(answers):
                break
            text = self.submit(page, answers)
        return text

    def go_on(self, text):
        """Open the next questionnaire; return whether there is one."""
        found = html.fromstring(text).xpath(NEXT)
        if found:
            self.open(found[0])
        return bool(found)

    def _call(self, route, **parameters):
        _correct, shown = self.case.make_jsonrpc_request(
            f"/survey/{route}/{self.address}", parameters
        )
        self.case.assertNotIn("error", shown)
        return shown["survey_content"]


def pages_of(survey):
    if survey.questions_layout == "page_per_section":
        return survey.page_ids
    return survey.question_ids
