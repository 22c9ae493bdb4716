from odoo import fields, models
from odoo.tools import SQL

from ...optional_fields import OptionalFloat
from ...readers.indicators.cases import EMPTY
from ...readers.tables import without_compiling


class OnetooneCase(models.Model):
    """What one reading counted, where no domain on documents can tell it.

    The reading stands in the context: its reader makes the same rows again.
    """

    _name = "onetoone.case"
    _description = "Counted Case"
    _auto = False
    _log_access = False
    _order = "date desc, id desc"
    _rec_name = "date"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Our User", readonly=True)
    date = fields.Datetime(readonly=True)
    ended = fields.Datetime(string="Ended On", readonly=True)
    hours = OptionalFloat(readonly=True)
    weight = fields.Float(
        readonly=True, aggregator="sum", help="How much the case counts."
    )
    is_counted = fields.Boolean(string="Counted", readonly=True)
    res_model = fields.Char(string="Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True, aggregator=None
    )

    @property
    def _table_query(self):
        reading_id = self.env.context.get("onetoone_reading_id")
        reading = self.env["onetoone.reading"].sudo().browse(reading_id).exists()
        return SQL("(%s)", reading._select_cases() if reading else EMPTY)

    def _search(self, domain, *args, **kwargs):
        without_compiling(self.env)
        return super()._search(domain, *args, **kwargs)

    def action_open_document(self):
        """Open the document behind the case, with the reader's own rights."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
