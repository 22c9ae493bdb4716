"""Differentiate, shown without weight: where value and effort go."""

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import list_rules
from ..marks.customers import has_potential
from ..marks.lines import buys_across_categories
from .base import Reader
from .cases import CaseReader, case_columns
from .documents import DocumentRatio
from .measurement import NO_RECORDS, Measurement, percentage
from .opportunities import LeadRatio, decided_in_window, of_company
from .profiles import ProfileRatio
from .segments import SegmentRatio, changed_lately, in_use_for_long
from .shown_customers import CrossSelling, MarkedCustomers
from .shown_identify import ACTIVE, first_bought_in_window


class Concentration(Reader):
    """Percent of the value that the best fifth of the active customers brings (C-D02).

    Customers of equal value at the border all belong to the best.
    """

    model = "onetoone.profile"
    lists_profiles = True

    def domains(self, company, horizon):
        among = Domain("company_id", "=", company.id) & Domain(ACTIVE)
        threshold = self._threshold(
            company.env, company, SQL.identifier("onetoone_profile")
        )
        return among & Domain("monetary", ">=", threshold), among

    def measure(self, context):
        [row] = context.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (WHERE monetary >= %(threshold)s), count(*),
                       sum(monetary) FILTER (WHERE monetary >= %(threshold)s),
                       sum(monetary)
                  FROM %(customers)s customer
                 WHERE company_id = %(company)s AND is_active
                """,
                threshold=self._threshold(
                    context.env, context.company, context.customers
                ),
                customers=context.customers,
                company=context.company.id,
            )
        )
        return percentage(*row)

    @staticmethod
    def _threshold(env, company, customers):
        """Return the value of the last customer of the best part."""
        env["onetoone.profile"].flush_model(["monetary", "is_active", "company_id"])
        rows = env.execute_query(
            SQL(
                """
                SELECT monetary
                  FROM (SELECT monetary,
                               row_number() OVER (ORDER BY monetary DESC) AS rank,
                               count(*) OVER () AS total
                          FROM %s customer
                         WHERE company_id = %s AND is_active) ranked
                 WHERE rank >= %s * total / 100.0
                 ORDER BY rank LIMIT 1
                """,
                customers,
                company.id,
                list_rules.TOP_PERCENT,
            )
        )
        return rows[0][0] if rows else 0


class AcquisitionToRetention(ProfileRatio):
    """New customers of the window per hundred retained ones (C-D25)."""

    def __init__(self):
        super().__init__(
            counted=first_bought_in_window,
            among=[("was_active", "=", True), ("is_active", "=", True)],
            source_kinds=["purchase"],
        )

    def domains(self, company, horizon):
        in_company = Domain("company_id", "=", company.id)
        return (
            in_company & first_bought_in_window(company, horizon),
            in_company & Domain(self._among),
        )

    def _conditions(self, context, query):
        profiles = context.env[self.model]
        return tuple(
            context.condition(profiles, query, domain)
            for domain in self.domains(context.company, context.horizon)
        )

    def measure(self, context):
        totals = context.totals(self)
        new, retained = totals["numerator"], totals["denominator"]
        if not retained:
            return Measurement(new, retained, None, NO_RECORDS)
        return Measurement(new, retained, 100 * new / retained)


class TargetContacts(DocumentRatio):
    """Percent of the target companies with three named contact persons (C-D19)."""

    def __init__(self):
        super().__init__(
            "res.partner",
            counted=[("onetoone_has_contact_names", "=", True)],
            among=self._targets,
            has_history=False,
        )

    def domains(self, company, horizon):
        among = (
            of_company(company, "company_id") | Domain("company_id", "=", False)
        ) & self._targets(company, horizon)
        return among & Domain(self._counted), among

    @staticmethod
    def _targets(company, horizon):
        tag = company.env.ref(
            "odoo_onetoone.partner_category_target", raise_if_not_found=False
        )
        return Domain("is_company", "=", True) & Domain(
            "category_id", "in", tag.ids if tag else []
        )


def contacts_of_portfolio(context):
    """Return the SELECT of personal contacts with customers of the portfolio.

    Counted are those with customers who bought nothing in the window (C-D09).
    """
    return SQL(
        """
        SELECT %s
          FROM %s contact
          JOIN %s customer ON customer.partner_id = contact.partner_id
           AND customer.company_id = %s
         WHERE customer.is_customer
        """,
        case_columns(
            context,
            SQL("contact.res_model"),
            SQL("contact.res_id"),
            SQL("NOT customer.is_active"),
            id=SQL("contact.id"),
            partner_id=SQL("contact.partner_id"),
            date=SQL("contact.date"),
            user_id=SQL("contact.user_id"),
        ),
        context.contacts,
        context.customers,
        context.company.id,
    )


READERS = {
    "concentration": Concentration(source_kinds=["purchase"]),
    "worst_contacts": CaseReader(
        contacts_of_portfolio,
        lists_profiles=True,
        source_kinds=["purchase", "interaction"],
    ),
    "target_contacts": TargetContacts(),
    "acquisition_to_retention": AcquisitionToRetention(),
    "cross_selling": CrossSelling(
        lambda context: buys_across_categories(context.env),
        SQL("customer.is_active"),
        source_kinds=["purchase"],
        needed_models=["product.product"],
        has_history=False,
    ),
    "segments_changing": SegmentRatio(counted=changed_lately, among=in_use_for_long),
    "lead_win_rate": LeadRatio(
        counted=[("won_status", "=", "won")],
        among=decided_in_window,
    ),
    "potential_known": MarkedCustomers(
        lambda context: has_potential(context.env),
        SQL("customer.is_active"),
        source_kinds=["purchase"],
        has_history=False,
    ),
}
