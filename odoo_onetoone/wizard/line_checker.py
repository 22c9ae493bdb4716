"""What can be wrong in one line of a file of participants, and what to do."""

from typing import NamedTuple

from odoo.tools import email_normalize

FREE_COLUMNS = ("name", "place", "product_line", "department")


class Problem(NamedTuple):
    """Something wrong in a file: where (0: the file as a whole), what, what to do."""

    number: int
    problem: str
    remedy: str


class LineChecker:
    """Checks the lines of a file one after the other and gathers the problems."""

    def __init__(self, wizard):
        self.env = wizard.env
        self.assessment = wizard.assessment_id
        self.problems = []
        self.lines_by_email = {}
        self.group_names = ", ".join(wizard._groups().mapped("code"))
        self.groups = self._keys_of_groups(wizard._groups())
        self.languages = self._keys_of_languages()
        self.participants = {
            one.email_normalized: one for one in self.assessment.participant_ids
        }

    def check(self, number, cells):
        """Return the values of the participant of a line, noting what is wrong."""
        return {
            "assessment_id": self.assessment.id,
            "group_id": self._group(number, cells["group"]),
            "email": self._email(number, cells["email"]),
            "lang": self._language(number, cells.get("lang")),
            **{name: cells.get(name) or False for name in FREE_COLUMNS},
        }

    def _complain(self, number, problem, remedy):
        self.problems.append(Problem(number, problem, remedy))

    def _email(self, number, text):
        email = email_normalize(text)
        if not text:
            self._complain(
                number,
                self.env._("The e-mail address is missing."),
                self.env._("Fill it in, or delete the line."),
            )
        elif not email:
            self._complain(
                number,
                self.env._("“%(text)s” is not one e-mail address.", text=text),
                self.env._("Correct it, for example: name@example.com"),
            )
        elif email in self.lines_by_email:
            self._complain(
                number,
                self.env._(
                    "%(email)s stands in line %(line)s already.",
                    email=email,
                    line=self.lines_by_email[email],
                ),
                self.env._(
                    "Keep one of the lines: one e-mail address is in one group."
                ),
            )
        elif found := self.participants.get(email):
            self._complain(
                number,
                self.env._(
                    "%(email)s takes part in the group “%(group)s” already.",
                    email=email,
                    group=found.group_id.name,
                ),
                self.env._("Delete the line."),
            )
        if email:
            self.lines_by_email.setdefault(email, number)
        return email

    def _group(self, number, text):
        group = self.groups.get(simplify(text))
        if not text:
            problem = self.env._("The group is missing.")
        else:
            problem = self.env._(
                "There is no group “%(text)s” in this round.", text=text
            )
        if not group:
            self._complain(
                number,
                problem,
                self.env._("Write one of: %(names)s.", names=self.group_names),
            )
        return group

    def _language(self, number, text):
        code = self.languages.get(simplify(text or ""), False)
        if text and not code:
            installed = [key for key, _name in self.env["res.lang"].get_installed()]
            self._complain(
                number,
                self.env._("The language “%(text)s” is not installed.", text=text),
                self.env._(
                    "Write one of: %(codes)s; or leave it empty.",
                    codes=", ".join(installed),
                ),
            )
        return code

    def _keys_of_groups(self, groups):
        return {
            simplify(key): group.id
            for group in groups
            for key in (
                group.with_context(lang="en_US").name,
                group.name,
                group.code,
            )
        }

    def _keys_of_languages(self):
        return {
            simplify(key): lang.code
            for lang in self.env["res.lang"].search([("active", "=", True)])
            for key in (
                *lang.name.split("/"),
                lang.name,
                lang.iso_code,
                lang.url_code,
                lang.code,
            )
        }


def simplify(text):
    """Return a text without case, blanks and punctuation, to compare names."""
    return "".join(char for char in text.casefold() if char.isalnum())
