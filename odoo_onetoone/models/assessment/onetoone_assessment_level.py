from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...optional_fields import OptionalInteger

# What is recorded with a choice, whoever writes.
RECORDED = {"user_id", "date", "suggestion"}


class OnetooneAssessmentLevel(models.Model):
    """The level of a stage in a round: the data suggests, a person confirms."""

    _name = "onetoone.assessment.level"
    _description = "Level of a Stage in an Assessment"
    _order = "assessment_id, dimension_id"
    _rec_name = "dimension_id"

    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        required=True,
        ondelete="restrict",
        domain="[('kind', '=', 'stage')]",
    )
    suggestion = fields.Json(
        readonly=True,
        copy=False,
        help="What the records suggested when the round was closed: {rank, as_of, "
        "is_minimum, held, obstacle}, as in the suggested levels.",
    )
    suggested_level = OptionalInteger(
        string="Suggested",
        compute="_compute_suggested_level",
        aggregator=None,
        help="The level that the company's own records suggest: the highest whose "
        "rules, and those of all levels below, held on the date of the round. Empty: "
        "the records were not measured yet.",
    )
    is_minimum = fields.Boolean(
        string="At Least",
        compute="_compute_suggested_level",
        help="Whether the next level is reached, too, is not known.",
    )
    suggestion_text = fields.Text(
        string="What the Records Show",
        compute="_compute_suggestion_text",
        help="The rules of the ladder that held, and the first that did not hold or "
        "is not known. The rules are proposals of this app, set with the levels.",
    )
    confirmed_level_id = fields.Many2one(
        "onetoone.level",
        string="Confirmed",
        ondelete="restrict",
        domain="[('dimension_id', '=', dimension_id)]",
        help="The level that somebody responsible vouches for. It is kept beside the "
        "suggested one and never replaces it.",
    )
    note = fields.Text(
        string="Evidence",
        help="What the confirmed level rests on: where it can be seen, who was asked. "
        "Needed where another level is confirmed than the records suggest.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Confirmed By",
        readonly=True,
        copy=False,
        help="Who chose the confirmed level.",
    )
    date = fields.Date(
        string="Confirmed On",
        readonly=True,
        copy=False,
        help="When the confirmed level was chosen.",
    )

    _dimension_unique = models.Constraint(
        "UNIQUE(assessment_id, dimension_id)",
        "The round has a line for this stage already.",
    )

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @api.constrains("confirmed_level_id", "dimension_id", "note")
    def _check_confirmed_level(self):
        for line in self.filtered("confirmed_level_id"):
            level = line.confirmed_level_id
            if level.dimension_id != line.dimension_id or not level._as_ladder(
                line.company_id, set()
            ):
                raise ValidationError(
                    self.env._(
                        "“%(level)s” is no level of %(stage)s for this company: choose "
                        "one of its own ladder.",
                        level=level.display_name,
                        stage=line.dimension_id.name,
                    )
                )
            if level.rank != line.suggested_level and not (line.note or "").strip():
                raise ValidationError(
                    self.env._(
                        "The records do not suggest “%(level)s” for %(stage)s: write "
                        "down as evidence what it rests on.",
                        level=level.display_name,
                        stage=line.dimension_id.name,
                    )
                )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("suggestion", "dimension_id", "assessment_id.as_of", "company_id")
    def _compute_suggested_level(self):
        for line in self:
            found = line._current_suggestion()
            line.suggested_level = found["rank"] if found else None
            line.is_minimum = bool(found) and found["is_minimum"]

    @api.depends("suggestion", "dimension_id", "assessment_id.as_of", "company_id")
    @api.depends_context("lang")
    def _compute_suggestion_text(self):
        indicators = self.env["onetoone.indicator"].with_context(active_test=False)
        by_code = {one.code: one for one in indicators.search([])}
        for line in self:
            line.suggestion_text = line._say_suggestion(by_code)

    def _current_suggestion(self):
        """Return what was frozen at closing, until then the latest suggestion.

        The shape is that of ``suggestion``; None where nothing was suggested.
        """
        self.ensure_one()
        assessment = self.assessment_id
        if self.suggestion or assessment.state == "closed" or not assessment.as_of:
            return self.suggestion or None
        return (
            self.env["onetoone.level.suggestion"]
            .search(
                [
                    ("dimension_id", "=", self.dimension_id._origin.id),
                    ("company_id", "=", assessment.company_id.id),
                    ("as_of", "<=", assessment.as_of),
                ],
                order="as_of desc",
                limit=1,
            )
            ._as_frozen()
        )

    def _say_suggestion(self, indicators):
        found = self._current_suggestion()
        if not found:
            return self.env._("The records were not measured yet.")
        say = self.env["onetoone.level.suggestion"]._rule_data
        lines = [f"✓ {say(rule, indicators)['text']}" for rule in found["held"] or []]
        if obstacle := found["obstacle"]:
            rule = say(obstacle, indicators)
            lines.append(
                self.env._(
                    "✗ for level %(rank)s: %(rule)s",
                    rank=rule["rank"],
                    rule=rule["text"],
                )
                if rule["is_known"]
                else self.env._(
                    "? for level %(rank)s: %(rule)s is not known",
                    rank=rule["rank"],
                    rule=rule["text"],
                )
            )
        return "\n".join(lines)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_recorded(vals)
            if vals.get("confirmed_level_id"):
                vals.update(self._signature())
        lines = super().create(vals_list)
        lines._check_not_closed()
        return lines

    def write(self, vals):
        self._check_not_recorded(vals)
        self._check_not_closed()
        if "confirmed_level_id" in vals:
            chosen = vals["confirmed_level_id"]
            vals = {**vals, **self._signature(bool(chosen))}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_until_closing(self):
        self._check_not_closed()

    def _signature(self, is_signed=True):
        return {
            "user_id": is_signed and self.env.uid,
            "date": is_signed and fields.Date.context_today(self),
        }

    def _check_not_recorded(self, vals):
        if set(vals) & RECORDED:
            raise UserError(
                self.env._(
                    "Who confirmed a level, when, and what the records suggested is "
                    "recorded by itself and cannot be written."
                )
            )

    def _check_not_closed(self):
        for assessment in self.assessment_id:
            if assessment.state == "closed":
                raise UserError(
                    self.env._(
                        "“%(round)s” is closed: its levels can no longer change. "
                        "Confirm others in the next round.",
                        round=assessment.name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS AND CLOSING
    # ------------------------------------------------------------

    def action_confirm_suggested(self):
        """Confirm what the records suggest."""
        for line in self:
            level = line.dimension_id.level_ids.filtered(
                lambda one, rank=line.suggested_level: one.rank == rank
            )
            if not level:
                raise UserError(
                    self.env._(
                        "The records suggest no level of %(stage)s yet: choose one "
                        "yourself, and write down what it rests on.",
                        stage=line.dimension_id.name,
                    )
                )
            line.confirmed_level_id = level

    def _freeze(self):
        """Keep what the records suggest on the date of the round."""
        for line in self:
            suggested = self.env["onetoone.level.suggestion"].search(
                [
                    *line.assessment_id._readings_domain(),
                    ("dimension_id", "=", line.dimension_id.id),
                ]
            )
            # past the checks of write()
            models.Model.write(line, {"suggestion": suggested._as_frozen()})
