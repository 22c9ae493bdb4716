from odoo import fields, models

CHANNELS = [
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("meeting", "Meeting"),
    ("sms", "SMS"),
    ("letter", "Letter"),
    ("chat", "Chat"),
    ("form", "Form"),
    ("other", "Other"),
]


class OnetooneInteraction(models.Model):
    _name = "onetoone.interaction"
    _inherit = ["onetoone.fact"]
    _description = "Interaction"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "date"

    contact_id = fields.Many2one("res.partner", readonly=True)
    date = fields.Datetime(readonly=True)
    channel = fields.Selection(
        CHANNELS,
        readonly=True,
    )
    direction = fields.Selection(
        [("in", "Inbound"), ("out", "Outbound"), ("both", "Both Ways")],
        readonly=True,
    )
    is_mass = fields.Boolean(string="Mass", readonly=True)
    is_automatic = fields.Boolean(string="Automatic", readonly=True)

    @property
    def _table_query(self):
        return self.env["onetoone.source"]._interactions()
