from odoo import fields, models

from ...optional_fields import OptionalFloat, OptionalInteger
from ...readers.working_hours import with_durations


class OnetooneComplaint(models.Model):
    _name = "onetoone.complaint"
    _inherit = ["onetoone.fact"]
    _description = "Complaint"
    _auto = False
    _order = "opened desc, id desc"
    _rec_name = "opened"

    opened = fields.Datetime(readonly=True)
    first_response = fields.Datetime(
        readonly=True, help="First personal answer to the customer."
    )
    closed = fields.Datetime(
        string="Closed On", readonly=True, help="The final closing."
    )
    is_closed = fields.Boolean(string="Closed", readonly=True)
    reopen_count = OptionalInteger(
        string="Reopened", readonly=True, help="Empty where no history was kept."
    )
    first_contact = fields.Boolean(
        string="Solved at First Contact",
        readonly=True,
        help="Closed, never reopened, with at most one answer and nothing after it.",
    )
    importance = fields.Integer(
        readonly=True, aggregator=None, help="Priority, doubled for class A customers."
    )
    hours = OptionalFloat(readonly=True, help="From opening to the final closing.")
    working_hours = OptionalFloat(
        readonly=True,
        help="From opening to the final closing, in hours of the company's calendar.",
    )

    @property
    def _table_query(self):
        return with_durations(self.env["onetoone.source"]._complaints())
