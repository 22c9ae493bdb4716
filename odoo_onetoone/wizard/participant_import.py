import base64

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from .line_checker import LineChecker, Problem, simplify
from .participant_file import (
    MAX_BYTES,
    MAX_LINES,
    UnreadableFile,
    read_file,
    write_template,
)

REQUIRED_COLUMNS = ("email", "group")


class OnetooneParticipantImport(models.TransientModel):
    """Import participants from a file, all lines or none."""

    _name = "onetoone.participant.import"
    _description = "One-to-One: Import Participants"

    assessment_id = fields.Many2one(
        "onetoone.assessment", string="Round", required=True, ondelete="cascade"
    )
    file = fields.Binary(attachment=False)
    filename = fields.Char()
    template_file = fields.Binary(compute="_compute_template_file")
    state = fields.Selection(
        [("new", "New"), ("wrong", "Wrong"), ("ready", "Ready")],
        compute="_compute_state",
        store=True,
        readonly=False,
        precompute=True,
    )
    summary = fields.Char(readonly=True)
    problem_ids = fields.One2many(
        "onetoone.participant.import.problem",
        "import_id",
        string="Problems",
        readonly=True,
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("file")
    def _compute_state(self):
        self.state = "new"

    def _compute_template_file(self):
        for wizard in self:
            content = write_template(
                list(wizard._column_names().values()),
                [
                    *((group.code, group.name) for group in wizard._groups()),
                    (),
                    *self.env["res.lang"].get_installed(),
                ],
            )
            wizard.template_file = base64.b64encode(content)

    def _groups(self):
        return self.assessment_id._groups_to_join()

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_template(self):
        """Download a file with the columns, the groups and the languages."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/template_file"
            "/participants.xlsx?download=true",
            "target": "download",
        }

    def action_check(self):
        """Check every line and show what is wrong; import nothing."""
        self.ensure_one()
        self._review()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Participants"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_import(self):
        """Import the file if every line is right; else show what is wrong."""
        self.ensure_one()
        values = self._review()
        if not values:
            return self.action_check()
        self.env["onetoone.participant"].create(values)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "%(count)s participants were imported.", count=len(values)
                ),
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _review(self):
        """Note what is wrong in the file; return the values of its participants.

        There are values only if nothing at all is wrong.
        """
        self.assessment_id.check_access("write")
        self.assessment_id._check_takes_participants()
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        values, problems, notes = self._read()
        self.write(
            {
                "state": "wrong" if problems else "ready",
                "summary": self._summary(values, problems, notes),
                "problem_ids": [
                    Command.clear(),
                    *(Command.create(problem._asdict()) for problem in problems),
                ],
            }
        )
        return [] if problems else values

    def _summary(self, values, problems, notes):
        if problems:
            sentence = self.env._(
                "Nothing was imported: %(count)s problems.", count=len(problems)
            )
        else:
            sentence = self.env._(
                "%(count)s participants can be imported.", count=len(values)
            )
        return " ".join([sentence, *notes])

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def _read(self):
        """Return the values of participants, the problems and notes on the file."""
        try:
            content = read_file(base64.b64decode(self.file))
        except UnreadableFile as error:
            return [], [Problem(0, *self._why_unreadable(error.args[0]))], []
        notes = []
        if content.is_guessed:
            notes.append(
                self.env._(
                    "The file is not in UTF-8; it was read as Windows-1252: look "
                    "whether names with accents are right, or save it as UTF-8."
                )
            )
        columns, problems = self._find_columns(content.header)
        if not problems and not content.lines:
            problems = [Problem(0, *self._why_unreadable("empty"))]
        if problems:
            return [], problems, notes
        checker = LineChecker(self)
        values = [
            checker.check(
                line.number,
                {
                    name: line.cells[index] if index < len(line.cells) else ""
                    for name, index in columns.items()
                },
            )
            for line in content.lines
        ]
        return values, checker.problems, notes

    def _why_unreadable(self, reason):
        return {
            "empty": (
                self.env._("The file has no participants."),
                self.env._(
                    "Fill in one line per person below the names of the columns."
                ),
            ),
            "too_large": (
                self.env._(
                    "The file is larger than %(size)s MB.", size=MAX_BYTES // 10**6
                ),
                self.env._("Split it into several files."),
            ),
            "too_long": (
                self.env._("The file has more than %(limit)s lines.", limit=MAX_LINES),
                self.env._("Split it into several files."),
            ),
            "old_excel": (
                self.env._("The file is an old Excel file (.xls)."),
                self.env._("Save it as .xlsx or as CSV (UTF-8)."),
            ),
            "excel": (
                self.env._("The file cannot be read as an Excel file (.xlsx)."),
                self.env._("Open it and save it again as .xlsx or as CSV (UTF-8)."),
            ),
            "csv": (
                self.env._("The file cannot be read as CSV text."),
                self.env._(
                    "Look for a quotation mark that is not closed; save as UTF-8."
                ),
            ),
        }[reason]

    # ------------------------------------------------------------
    # COLUMNS
    # ------------------------------------------------------------

    def _column_names(self):
        return {
            "name": self.env._("Name"),
            "email": self.env._("E-mail"),
            "group": self.env._("Group"),
            "lang": self.env._("Language"),
            "place": self.env._("Place"),
            "product_line": self.env._("Product line"),
            "department": self.env._("Department"),
        }

    def _find_columns(self, header):
        """Return {field: position} of a header, and what is wrong with it."""
        names = {}
        for wizard in (self.with_context(lang="en_US"), self):
            for field_name, name in wizard._column_names().items():
                names[simplify(name)] = field_name
        columns, problems = {}, []
        for index, title in enumerate(header):
            field_name = names.get(simplify(title))
            if not title:
                continue
            if not field_name:
                problems.append(self._unknown_column(title))
            elif field_name in columns:
                problems.append(
                    Problem(
                        1,
                        self.env._("The column “%(name)s” is there twice.", name=title),
                        self.env._("Keep one of them."),
                    )
                )
            else:
                columns[field_name] = index
        problems += [
            self._missing_column(name)
            for name in REQUIRED_COLUMNS
            if name not in columns
        ]
        return columns, problems

    def _unknown_column(self, title):
        return Problem(
            1,
            self.env._("The column “%(name)s” is not known.", name=title),
            self.env._(
                "Delete it, or name it one of: %(names)s.",
                names=", ".join(self._column_names().values()),
            ),
        )

    def _missing_column(self, field_name):
        name = self._column_names()[field_name]
        return Problem(
            1,
            self.env._("The column “%(name)s” is missing.", name=name),
            self.env._(
                "Write the names of the columns into the first line; the template "
                "shows them."
            ),
        )


class OnetooneParticipantImportProblem(models.TransientModel):
    """One thing that is wrong in a file, and what to do."""

    _name = "onetoone.participant.import.problem"
    _description = "One-to-One: Problem of an Import"
    _order = "number, id"

    import_id = fields.Many2one(
        "onetoone.participant.import", required=True, ondelete="cascade"
    )
    number = fields.Integer(string="Line", aggregator=None)
    problem = fields.Char(string="What Is Wrong")
    remedy = fields.Char(string="What to Do")
