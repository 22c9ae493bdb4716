from odoo import models


class OnetooneDashboard(models.AbstractModel):
    """The customers who need a human today."""

    _inherit = "onetoone.dashboard"

    def _alerts_data(self, company):
        """Return the open alerts by kind, the largest stake first."""
        alerts = self.env["onetoone.alert"]
        domain = [("company_id", "=", company.id), ("state", "=", "open")]
        groups = alerts._read_group(
            domain, ["kind"], ["__count", "amount_at_stake:sum"]
        )
        [(customers,)] = alerts._read_group(domain, [], ["partner_id:count_distinct"])
        names = dict(alerts._fields["kind"]._description_selection(self.env))
        return {
            # one customer may need somebody for several reasons
            "customers": customers,
            "count": sum(count for _kind, count, _stake in groups),
            "kinds": [
                {
                    "kind": kind,
                    "name": names[kind],
                    "count": count,
                    "stake": self._amount(company, stake),
                }
                for kind, count, stake in sorted(groups, key=lambda one: -one[2])
            ],
        }
