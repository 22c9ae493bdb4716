"""Wrong combinations are refused when they are made, with the reason."""

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .source_mapping import READING_FIELDS


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    @api.constrains(*READING_FIELDS)
    def _check_mapping(self):
        for source in self:
            if source.addon and (self.env.su or source._missing_problem()):
                # a built-in source waits for its addon, or for somebody to correct it
                continue
            if problem := source._model_problem() or source._mapping_problem():
                raise ValidationError(problem)

    def _model_problem(self):
        """Return why the model cannot be a source for this administrator, or None."""
        said = {"model": self.model}
        if self.model not in self.env:
            return self.env._("There is no model %(model)s.", **said)
        model = self.env[self.model]
        if model._abstract or model._transient or not model._auto:
            return self.env._(
                "%(model)s keeps no documents: it is a part of other models, a wizard "
                "or a report.",
                **said,
            )
        if model._name.startswith("onetoone."):
            return self.env._(
                "%(model)s is made from sources and cannot be one itself.", **said
            )
        if not model.has_access("read"):
            return self.env._("You may not read %(model)s.", **said)
        return None

    @api.constrains("is_used", "is_additional", "company_id", *READING_FIELDS)
    def _check_counted_once(self):
        for source in self:
            if not source.is_used or source.state != "ready":
                continue
            if other := source._counts_twice():
                raise ValidationError(
                    self.env._(
                        "%(name)s and %(other)s would count the same documents of "
                        "%(model)s twice. Use one of them only, or give them domains "
                        "that exclude each other.",
                        name=source.name,
                        other=other.name,
                        model=source.model,
                    )
                )

    def _counts_twice(self):
        """Return another used source that reads documents of this one, if any."""
        return next(
            filter(self._shares_documents_with, self._sources_of_same_documents()),
            self.browse(),
        )

    def _sources_of_same_documents(self):
        others = self.search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("kind", "=", self.kind)
            & Domain("model", "=", self.model)
            & Domain("is_used", "=", True)
            & Domain("id", "!=", self.id)
        )
        return others.filtered(lambda other: other.state == "ready")

    def _shares_documents_with(self, other):
        domains = [Domain(source._document_domain()) for source in (self, other)]
        if domains[0] == domains[1] or any(domain.is_true() for domain in domains):
            return True
        return bool(self._document_model().search(Domain.AND(domains), limit=1))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_built_in(self):
        if built_in := self.filtered("addon"):
            raise UserError(
                self.env._(
                    "%(names)s come with One-to-One and cannot be deleted. "
                    "Stop using them instead.",
                    names=", ".join(built_in.mapped("name")),
                )
            )
