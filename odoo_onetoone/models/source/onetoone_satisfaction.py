from odoo import fields, models


class OnetooneSatisfaction(models.Model):
    _name = "onetoone.satisfaction"
    _inherit = ["onetoone.fact"]
    _description = "Satisfaction"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Datetime(readonly=True)
    rating = fields.Float(readonly=True, aggregator="avg", help="From 0 to 5.")

    @property
    def _table_query(self):
        return self.env["onetoone.source"]._satisfactions()
