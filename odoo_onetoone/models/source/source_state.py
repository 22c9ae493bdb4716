"""Whether a source can be read, and why not."""

from odoo import api, models
from odoo.fields import Domain

from ...readers import interactions
from ...readers.paths import field_of

# fields a source of each kind cannot do without; the others may stay empty
REQUIRED_FIELDS = {
    "purchase": (
        "partner_field",
        "company_field",
        "date_field",
        "amount_field",
        "user_field",
    ),
    "complaint": (
        "partner_field",
        "company_field",
        "opened_field",
        "closed_field",
        "stage_field",
        "closed_stage_field",
        "priority_field",
        "user_field",
    ),
    "interaction": ("partner_field", "date_field"),
}


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    @api.depends_context("uid")
    @api.depends("model", "domain", "refund_domain", *sum(REQUIRED_FIELDS.values(), ()))
    def _compute_state(self):
        for source in self:
            source.state, source.state_reason = source._find_state()

    def _find_state(self):
        """Return the state and, where it is not ready, the reason."""
        self.ensure_one()
        if not self.model or self.model not in self.env:
            return "missing", self.env._(
                "The addon that provides %(model)s is not installed.", model=self.model
            )
        for name in ("domain", "refund_domain"):
            if problem := self._domain_problem(name):
                return "broken", problem
        if self.kind == "interaction" and self.model in interactions.READERS:
            return "ready", False
        if path := self._missing_path():
            return "broken", self.env._(
                "The field %(field)s does not exist on %(model)s. "
                "Correct the field mapping or stop using the source.",
                field=path,
                model=self.model,
            )
        return "ready", False

    def _domain_problem(self, name):
        try:
            Domain(self._parse_domain(name)).validate(self.env[self.model])
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            return self.env._(
                "The domain %(domain)s cannot be used on %(model)s: %(error)s",
                domain=self[name],
                model=self.model,
                error=error,
            )
        return None

    def _missing_path(self):
        """Return the first mapped field path that leads nowhere, or None."""
        model = self.env[self.model]
        for name in REQUIRED_FIELDS[self.kind]:
            if name == "closed_stage_field":
                paths = [f"{self.stage_field}.{self[name]}"]
            else:
                paths = (self[name] or "").split(",")
            for path in paths:
                if field_of(model, path.strip()) is None:
                    return path.strip() or self._fields[name].string
        return None
