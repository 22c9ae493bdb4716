from odoo import fields, models
from odoo.fields import Domain

from ...readers.fact_ids import source_of
from .onetoone_fact import asked_ids

# the contacts of more customers than these are read like those of all
CUSTOMER_LIMIT = 100

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

    def _search(self, domain, *args, **kwargs):
        # the contacts of one customer, or of some rows, are read from their own
        # documents: planning the query of all of them takes longer than running it
        domain = Domain(domain)
        customers = asked_ids(domain, "partner_id")
        rows = asked_ids(domain, "id")
        narrowed = self.with_context(
            onetoone_customers=customers
            if customers and len(customers) <= CUSTOMER_LIMIT
            else None,
            onetoone_sources=rows and tuple({source_of(row) for row in rows}),
        )
        return super(OnetooneInteraction, narrowed)._search(domain, *args, **kwargs)

    @property
    def _table_query(self):
        return self.env["onetoone.source"]._interactions(
            customers=self.env.context.get("onetoone_customers"),
            sources=self.env.context.get("onetoone_sources"),
        )
