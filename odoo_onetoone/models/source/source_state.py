"""Whether a source can be read, and why not."""

from odoo import api, models
from odoo.fields import Domain

from ...readers import interactions
from ...readers.paths import field_of, path_to_sql, split_paths
from .source_mapping import MAPPING, READING_FIELDS, Slot


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    @api.depends_context("uid")
    @api.depends(*READING_FIELDS)
    def _compute_state(self):
        for source in self:
            source.state, source.state_reason = source._find_state()

    def _find_state(self):
        """Return the state and, where it is not ready, the reason."""
        self.ensure_one()
        if problem := self._missing_problem():
            return "missing", problem
        if problem := self._mapping_problem():
            return "broken", problem
        return "ready", False

    def _is_failing(self):
        """Return whether somebody must see to the source.

        A built-in source whose addon was never installed lacks nothing.
        """
        self.ensure_one()
        return self.state == "broken" or (self.state == "missing" and not self.addon)

    def _missing_problem(self):
        """Return why the model of the source is not there, or None."""
        addons = split_paths(self.addon)
        installed = self.env["ir.module.module"]._installed()
        if addons and not any(addon in installed for addon in addons):
            return self.env._(
                "None of the addons that provide it is installed: %(addons)s.",
                addons=", ".join(addons),
            )
        if not self.model or self.model not in self.env:
            return self.env._(
                "The addon that provides %(model)s is not installed.", model=self.model
            )
        return None

    def _mapping_problem(self):
        """Return what keeps an installed model from being read, or None."""
        model = self.env[self.model].sudo()
        for name in ("domain", "refund_domain"):
            if problem := self._domain_problem(name, model):
                return problem
        if self.kind == "interaction" and self.model in interactions.READERS:
            return None
        for name, slot in MAPPING.get(self.kind, {}).items():
            if problem := self._slot_problem(name, slot, model):
                return problem
        return self._stages_problem(model) if self.kind == "complaint" else None

    # ------------------------------------------------------------
    # Parts of the mapping
    # ------------------------------------------------------------

    def _domain_problem(self, name, model):
        try:
            domain = Domain(self._parse_domain(name))
            domain.validate(model)
            domain.optimize_full(model)
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            return self.env._(
                "The domain %(domain)s cannot be used on %(model)s: %(error)s",
                domain=self[name],
                model=model._name,
                error=error,
            )
        return None

    def _slot_problem(self, name, slot, model):
        paths = split_paths(self[name]) if slot.is_list else [self[name]]
        if not any(paths):
            return slot.is_required and self.env._(
                "%(label)s is not set: a source cannot do without it.",
                label=self._label(name),
            )
        if name == "margin_field" and self.addon and not field_of(model, self[name]):
            # it comes with an optional addon
            return None
        problems = (self._path_problem(name, slot, model, path) for path in paths)
        return next(filter(None, problems), None)

    def _path_problem(self, name, slot, model, path):
        """Return why a field path cannot fill a slot of the mapping, or None."""
        field = field_of(model, path)
        said = {"label": self._label(name), "field": path, "model": model._name}
        if field is None:
            return self.env._(
                "%(label)s: the field %(field)s does not exist on %(model)s. "
                "Correct the field mapping or stop using the source.",
                **said,
            )
        if field.type not in slot.types:
            return self.env._(
                "%(label)s: the field %(field)s of %(model)s is of type %(type)s, "
                "but must be one of %(types)s.",
                type=field.type,
                types=", ".join(slot.types),
                **said,
            )
        if slot.comodel and field.comodel_name != slot.comodel:
            return self.env._(
                "%(label)s: the field %(field)s of %(model)s leads to %(comodel)s, "
                "but must lead to %(wanted)s.",
                comodel=field.comodel_name,
                wanted=slot.comodel,
                **said,
            )
        if not _is_stored(model, path):
            return self.env._(
                "%(label)s: the field %(field)s of %(model)s is computed each time and "
                "not stored, so it cannot be read for many documents.",
                **said,
            )
        return None

    def _stages_problem(self, model):
        """Return why it cannot be told which complaints are closed, or None."""
        if not self.stage_field:
            return not self.closed_field and self.env._(
                "Neither a stage nor a closing date is set: "
                "nothing would tell which complaints are closed."
            )
        field = model._fields.get(self.stage_field)
        if field is None:
            return self.env._(
                "%(label)s: it must be a field of %(model)s itself.",
                label=self._label("stage_field"),
                model=model._name,
            )
        if field.type == "selection":
            return self._values_problem(field)
        stages = self.env[field.comodel_name]
        if self.closed_stage_field:
            problem = self._path_problem(
                "closed_stage_field",
                Slot(("boolean",)),
                stages,
                self.closed_stage_field,
            )
            if problem:
                return problem
        if problem := self._domain_problem("closed_stage_domain", stages):
            return problem
        if self._closed_stages_domain(stages).is_false():
            return self.env._(
                "No closing stage of %(model)s is known. Give a field, a condition or "
                "external ids of stages that exist.",
                model=stages._name,
            )
        return None

    def _values_problem(self, field):
        closing = split_paths(self.closed_stages)
        unknown = set(closing) - set(field.get_values(self.env))
        if closing and not unknown:
            return None
        return self.env._(
            "%(label)s: %(values)s. They must be values of %(field)s: %(known)s.",
            label=self._label("closed_stages"),
            values=", ".join(sorted(unknown)) or self.env._("none are given"),
            field=self.stage_field,
            known=", ".join(field.get_values(self.env)),
        )

    def _closed_stages_domain(self, stages):
        """Return the domain of the closing stages, given in up to three ways."""
        ways = []
        if self.closed_stage_field:
            ways.append(Domain(self.closed_stage_field, "=", True))
        if self.closed_stage_domain:
            ways.append(Domain(self._parse_domain("closed_stage_domain")))
        references = (
            self.env.ref(name, raise_if_not_found=False)
            for name in split_paths(self.closed_stages)
        )
        ids = [one.id for one in references if one and one._name == stages._name]
        if ids:
            ways.append(Domain("id", "in", ids))
        return Domain.OR(ways)

    def _label(self, name):
        return self._fields[name]._description_string(self.env)


def _is_stored(model, path):
    """Return whether SQL can read what a field path leads to."""
    try:
        path_to_sql(model, model._search([], bypass_access=True), path)
    except ValueError:
        return False
    return True
