from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.suggested_levels import Level, parse_rules


class OnetooneLevel(models.Model):
    _name = "onetoone.level"
    _description = "One-to-One Level"
    _order = "dimension_id, rank"

    dimension_id = fields.Many2one(
        "onetoone.dimension", required=True, index=True, ondelete="cascade"
    )
    rank = fields.Integer(required=True, help="1 is the lowest step of the ladder.")
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    is_business_only = fields.Boolean(
        string="Business Customers Only",
        help="Applies to companies that sell to other companies. "
        "Leaving it out keeps the numbers of the other levels.",
    )
    evidence_rules = fields.Char(
        help="What the records must show for this level: indicators compared with "
        "numbers, by commas, such as “reachable >= 50, completeness >= 40”. Empty: "
        "the records cannot tell. A proposal of this app: set your own.",
    )

    _rank_unique = models.Constraint(
        "UNIQUE(dimension_id, rank)",
        "The ladder of this dimension has a level with this rank already.",
    )
    _rank_positive = models.Constraint("CHECK(rank >= 1)", "Ranks start at 1.")

    @api.constrains("evidence_rules")
    def _check_evidence_rules(self):
        indicators = self.env["onetoone.indicator"].with_context(active_test=False)
        known = {
            indicator.code for indicator in indicators.search([("code", "!=", "")])
        }
        for level in self:
            try:
                rules = parse_rules(level.evidence_rules)
            except ValueError as error:
                raise level._unusable_rules(error) from error
            for rule in rules:
                if rule.code not in known:
                    raise level._unusable_rules(
                        self.env._("There is no indicator “%(code)s”.", code=rule.code)
                    )

    def _unusable_rules(self, problem):
        return ValidationError(
            self.env._(
                "The rules of “%(level)s” cannot be used. %(problem)s",
                level=self.display_name,
                problem=problem,
            )
        )

    @api.depends("rank", "name")
    def _compute_display_name(self):
        for level in self:
            level.display_name = f"{level.rank}. {level.name}"

    def _as_ladder(self, company, not_applicable):
        """Return the :class:`Level` of each that applies to a company.

        :param not_applicable: codes of indicators whose rules are left out
        """
        return [
            Level(
                level.rank,
                tuple(
                    rule
                    for rule in parse_rules(level.evidence_rules)
                    if rule.code not in not_applicable
                ),
            )
            for level in self
            if company.onetoone_sells_to_businesses or not level.is_business_only
        ]
