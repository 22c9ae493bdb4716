"""Which one source of purchases a company counts by."""

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ...readers import purchases

# a purchase source is chosen by its documents of this many months
CHOICE_MONTHS = 24

# of these only one is used; the others count beside it
TO_CHOOSE_FROM = Domain("kind", "=", "purchase") & Domain("is_additional", "=", False)


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    @api.constrains("is_used", "is_additional", "kind", "company_id")
    def _check_one_purchase_source(self):
        for company, count in self._read_group(
            TO_CHOOSE_FROM
            & Domain("is_used", "=", True)
            & Domain("company_id", "in", self.company_id.ids),
            ["company_id"],
            ["__count"],
        ):
            if count > 1:
                raise ValidationError(
                    self.env._(
                        "%(company)s already uses another purchase source. Use one "
                        "only, or every sale would be counted twice.",
                        company=company.name,
                    )
                )

    def write(self, vals):
        chosen = self.browse()
        if vals.get("is_used") and "is_chosen_by_hand" not in vals:
            chosen = self.filtered_domain(TO_CHOOSE_FROM)
            chosen._other_purchase_sources().write(
                {"is_used": False, "is_chosen_by_hand": False}
            )
        result = super().write(vals)
        if chosen:
            super(OnetooneSource, chosen).write({"is_chosen_by_hand": True})
        return result

    def _other_purchase_sources(self):
        return self.search(
            TO_CHOOSE_FROM
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("id", "not in", self.ids)
        )

    @api.model
    def _choose_purchase_source(self, company, as_of):
        """Use the first purchase source with a recent document, if nobody chose.

        Without any recent document the first one with a document at all is used,
        else the first one that is installed.
        """
        sources = self.search(TO_CHOOSE_FROM & Domain("company_id", "=", company.id))
        if any(sources.mapped("is_chosen_by_hand")):
            return
        ready = sources.filtered(
            lambda source: source.state == "ready" and not source._counts_twice()
        )
        recent = as_of - relativedelta(months=CHOICE_MONTHS)
        chosen = (
            next((s for s in ready if s._has_documents(as_of, recent)), None)
            or next((s for s in ready if s._has_documents(as_of)), None)
            or ready[:1]
        )
        (sources - chosen).filtered("is_used").write({"is_used": False})
        if chosen and not chosen.is_used:
            chosen.write({"is_used": True, "is_chosen_by_hand": False})

    def _has_documents(self, until, since=None):
        rows = self.env.execute_query(
            SQL(
                "SELECT 1 FROM (%s) purchase WHERE date < %s AND %s LIMIT 1",
                purchases.select_purchases(self),
                until,
                SQL("date >= %s", since) if since else SQL("TRUE"),
            )
        )
        return bool(rows)

    def _counted_model(self):
        """Return the model of the purchases that the company counts by, or False."""
        self.ensure_one()
        used = self._ready("purchase", self.company_id)
        return used.filtered_domain(TO_CHOOSE_FROM)[:1].model
