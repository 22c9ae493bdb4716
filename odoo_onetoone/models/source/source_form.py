"""Choosing the model of a source in the interface, and proposing its fields."""

from odoo import api, fields, models

from .source_mapping import MAPPING


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    model_id = fields.Many2one(
        "ir.model",
        string="Document",
        compute="_compute_model_id",
        inverse="_inverse_model_id",
        groups="base.group_system",
        domain=[("transient", "=", False), ("abstract", "=", False)],
        help="The kind of documents the facts are read from.",
    )
    stage_model = fields.Char(compute="_compute_stage_model")

    @api.depends("model")
    def _compute_model_id(self):
        for source in self:
            source.model_id = source.model and self.env["ir.model"]._get(source.model)

    def _inverse_model_id(self):
        for source in self:
            if source.model_id:
                source.model = source.model_id.sudo().model

    @api.depends("model", "stage_field")
    def _compute_stage_model(self):
        for source in self:
            model = self.env.get(source.model)
            field = model is not None and model._fields.get(source.stage_field)
            source.stage_model = field and field.comodel_name

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("model_id") and not vals.get("model"):
                model = self.env["ir.model"].browse(vals["model_id"])
                vals["model"] = model.sudo().model
        return super().create(vals_list)

    @api.onchange("kind", "model_id")
    def _onchange_model_id(self):
        """Propose the fields that such documents usually have."""
        self.model = self.model_id.sudo().model
        if not self.kind or not self.model or self.model not in self.env:
            return
        if not self.name:
            self.name = self.model_id.name
        model = self.env[self.model].sudo()
        for name, slot in MAPPING[self.kind].items():
            if not self[name] or self._slot_problem(name, slot, model):
                self[name] = self._propose(name, slot, model)

    def _propose(self, name, slot, model):
        """Return a field that may fill a slot: a usual one, else the only candidate."""
        fitting = [
            field
            for field in model._fields
            if not self._path_problem(name, slot, model, field)
        ]
        usual = [field for field in slot.usual if field in fitting]
        if usual:
            return usual[0]
        # of many numbers or dates, none is more likely than another
        return fitting[0] if slot.comodel and fitting and slot.is_required else False
