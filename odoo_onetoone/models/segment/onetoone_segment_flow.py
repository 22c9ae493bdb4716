from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.date_utils import parse_date

from ...readers.segment_flow import select_flow
from ...readers.tables import without_compiling


class OnetooneSegmentFlow(models.Model):
    """Customers who moved between the segments of a division in a month (C-D27)."""

    _name = "onetoone.segment.flow"
    _description = "Flow between Segments"
    _auto = False
    _log_access = False
    _order = "month desc, division_id, customer_count desc, id"
    _rec_name = "month"

    company_id = fields.Many2one("res.company", readonly=True)
    division_id = fields.Many2one("onetoone.segment.division", readonly=True)
    month = fields.Date(readonly=True, help="First day of the month of the move.")
    from_segment_id = fields.Many2one(
        "onetoone.segment",
        string="From",
        readonly=True,
        help="Empty: from no segment of the division.",
    )
    to_segment_id = fields.Many2one(
        "onetoone.segment",
        string="To",
        readonly=True,
        help="Empty: to no segment of the division any more.",
    )
    customer_count = fields.Integer(
        string="Customers",
        readonly=True,
        help="Who moves twice in a month counts twice.",
    )

    def _search(self, domain, *args, **kwargs):
        without_compiling(self.env)
        # only the periods of the months that are asked for are read
        since = self._find_first_month(Domain(domain))
        narrowed = self.with_context(onetoone_since=since)
        return super(OnetooneSegmentFlow, narrowed)._search(domain, *args, **kwargs)

    def _find_first_month(self, domain):
        """Return the day from which on every record of a domain is, or None."""
        is_and = getattr(domain, "OPERATOR", None) == "&"
        for condition in domain.children if is_and else [domain]:
            if getattr(condition, "field_expr", None) != "month":
                continue
            if condition.operator in (">=", ">", "="):
                value = condition.value
                if isinstance(value, str):
                    value = parse_date(value, self.env)  # such as: today =1d -12m
                return fields.Date.to_date(value) or None
        return None

    @property
    def _table_query(self):
        return select_flow(
            self.env,
            self.env.companies.root_id.ids,
            self.env.context.get("onetoone_since"),
        )
