from odoo import models
from odoo.tools import format_amount


class OnetooneDashboard(models.AbstractModel):
    """The portfolio and its classes, as the last refresh counted them."""

    _inherit = "onetoone.dashboard"

    def _customers_data(self, company, refresh):
        # {class: [customers, value]}
        classes = refresh.class_totals or {}
        total = sum(value for _count, value in classes.values() if value > 0)
        return {
            "portfolio": refresh.customer_count,
            "active": refresh.active_count,
            "value": self._amount(
                company, sum(value for _count, value in classes.values())
            ),
            "classes": [
                {
                    "abc": abc,
                    "count": count,
                    "share": 100 * value / total if total and value > 0 else 0,
                }
                for abc, (count, value) in sorted(classes.items())
            ],
        }

    def _amount(self, company, amount):
        return format_amount(
            self.env, round(amount), company.currency_id, trailing_zeroes=False
        )
