"""Identify, shown without weight: what the records say beside the scored indicators."""

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import list_rules
from ..marks.customers import has_note
from ..paths import flushed
from .base import Reader
from .cases import CaseReader, case_columns
from .identify import PORTFOLIO
from .measurement import NOT_INSTALLED, percentage
from .opportunities import LeadRatio, ResellerRatio, created_in_window, referred
from .profiles import ProfileRatio
from .shown_customers import MarkedCustomers
from .shown_purchases import purchase_cases, purchases_of_window

ACTIVE = [("is_active", "=", True)]
# what a seller needs to see of his customers (C-I22)
SERVICE_MODELS = ("sale.order", "helpdesk.ticket", "crm.claim", "stock.picking")


def first_bought_in_window(company, horizon):
    """Customers whose first purchase lies in the window."""
    return Domain("first_purchase", ">=", horizon.window.start)


def tagged_reference(company, horizon):
    """Customers with the tag of those who may be shown to others."""
    tag = company.env.ref(
        "odoo_onetoone.partner_category_reference", raise_if_not_found=False
    )
    return Domain("partner_id.category_id", "in", tag.ids if tag else [])


def with_email(company, horizon):
    """Customers with an e-mail of their own or of a contact person."""
    has_email = Domain("email", "not in", (False, ""))
    return Domain("partner_id", "any", has_email) | Domain(
        "partner_id.child_ids", "any", has_email
    )


def departments(context):
    """Return the SELECT of the departments; counted with a contact of the window.

    A contact belongs to the department of the employee who had it (C-I06).
    """
    env = context.env
    return SQL(
        """
        SELECT %s
          FROM hr_department department
         WHERE department.active
           AND COALESCE(department.company_id, %s) IN %s%s%s
        """,
        case_columns(
            context,
            "hr.department",
            SQL("department.id"),
            SQL(
                """department.id IN (
                    SELECT version.department_id
                      FROM hr_employee employee
                      JOIN hr_version version
                           ON version.id = employee.current_version_id
                      JOIN %s contact ON contact.user_id = employee.user_id)""",
                context.contacts,
            ),
        ),
        context.company.id,
        tuple(context.company._onetoone_branches().ids),
        flushed(env["hr.department"], "active", "company_id"),
        SQL(
            "%s%s",
            flushed(env["hr.employee"], "user_id", "current_version_id"),
            flushed(env["hr.version"], "department_id"),
        ),
    )


def answered_questionnaires(context):
    """Return the SELECT of questionnaires that customers answered in the window.

    Counted are those with few answered questions: a dialogue in drips (C-I11).
    """
    env = context.env
    return SQL(
        """
        SELECT %(columns)s
          FROM survey_user_input answer
          JOIN res_partner contact ON contact.id = answer.partner_id
          CROSS JOIN LATERAL (
                SELECT count(DISTINCT line.question_id) AS questions
                  FROM survey_user_input_line line
                 WHERE line.user_input_id = answer.id
                   AND line.skipped IS NOT TRUE) asked
         WHERE answer.state = 'done' AND answer.test_entry IS NOT TRUE
           AND COALESCE(answer.end_datetime, answer.create_date) >= %(since)s
           AND COALESCE(answer.end_datetime, answer.create_date) < %(until)s
           AND contact.commercial_partner_id IN %(portfolio)s%(flush)s
        """,
        columns=case_columns(
            context,
            "survey.user_input",
            SQL("answer.id"),
            SQL("asked.questions <= %s", list_rules.DRIP_QUESTIONS),
            partner_id=SQL("contact.commercial_partner_id"),
            date=SQL("COALESCE(answer.end_datetime, answer.create_date)"),
        ),
        since=context.horizon.window_since,
        until=context.horizon.until,
        portfolio=context.portfolio,
        flush=SQL(
            "%s%s",
            flushed(
                env["survey.user_input"],
                "partner_id",
                "state",
                "test_entry",
                "end_datetime",
            ),
            flushed(
                env["survey.user_input.line"],
                "user_input_id",
                "question_id",
                "skipped",
            ),
        ),
    )


def sales_listened_to(context):
    """Return the SELECT of purchases of the window that are 30 days old or more.

    Counted are those after which somebody other than the seller was in touch within
    30 days (C-I13). The days allowed lie in two spans of as many days: contacts meet
    the purchases of these only, and not all that a customer ever made.
    """
    return purchase_cases(
        context,
        SQL(
            """
            SELECT sale.res_model, sale.res_id
              FROM (SELECT purchase.*,
                           (purchase.date + 1 - %(first)s) / %(days)s AS span
                      FROM %(sales)s purchase
                     WHERE user_id IS NOT NULL
                    OFFSET '0') sale
              JOIN (SELECT contact.*,
                           (contact.day - %(first)s) / %(days)s - earlier.spans
                               AS span
                      FROM (SELECT DISTINCT partner_id, user_id, date::date AS day
                              FROM %(contacts)s contact
                             WHERE user_id IS NOT NULL) contact
                     CROSS JOIN (VALUES (0), (1)) earlier (spans)
                    OFFSET '0') contact
                   ON contact.partner_id = sale.partner_id
                  AND contact.span = sale.span
                  AND contact.day > sale.date
                  AND contact.day <= sale.date + %(days)s
                  AND contact.user_id != sale.user_id
            """,
            sales=purchases_of_window(context),
            contacts=context.contacts,
            first=context.horizon.window.start,
            days=list_rules.AFTER_SALE_DAYS,
        ),
        SQL(
            "purchase.date < %s - %s::integer",
            context.horizon.as_of,
            list_rules.AFTER_SALE_DAYS,
        ),
    )


class ServiceAccess(Reader):
    """Percent of the salespeople who may read service, deliveries and past sales."""

    model = "res.users"

    def __init__(self):
        super().__init__(has_history=False)

    def missing_reason(self, context):
        if not any(name in context.env for name in SERVICE_MODELS):
            return NOT_INSTALLED
        return super().missing_reason(context)

    def domains(self, company, horizon):
        sellers = self._sellers(company)
        installed = [name for name in SERVICE_MODELS if name in company.env]
        served = sellers.filtered(
            lambda seller: all(
                company.env[name].with_user(seller).has_access("read")
                for name in installed
            )
        )
        return Domain("id", "in", served.ids), Domain("id", "in", sellers.ids)

    def measure(self, context):
        counted, among = self.domains(context.company, context.horizon)
        users = context.env["res.users"].sudo()
        return percentage(users.search_count(counted), users.search_count(among))

    @staticmethod
    def _sellers(company):
        group = company.env.ref("sales_team.group_sale_salesman")
        return (
            company.env["res.users"]
            .sudo()
            .search(
                [
                    ("all_group_ids", "in", group.ids),
                    ("share", "=", False),
                    ("company_ids", "in", company._onetoone_branches().ids),
                ]
            )
        )


READERS = {
    "departments_in_contact": CaseReader(
        departments,
        source_kinds=["interaction"],
        needed_models=["hr.department"],
        has_history=False,
    ),
    "new_customers": ProfileRatio(
        counted=first_bought_in_window,
        among=ACTIVE,
        source_kinds=["purchase"],
    ),
    "referred_leads": LeadRatio(counted=referred, among=created_in_window),
    "reference_customers": ProfileRatio(
        counted=tagged_reference,
        among=ACTIVE,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "short_questionnaires": CaseReader(answered_questionnaires, lists_profiles=True),
    "complaining_customers": ProfileRatio(
        counted=[("complaint_count", ">", 0)],
        among=ACTIVE,
        source_kinds=["purchase", "complaint"],
    ),
    "after_sale_listening": CaseReader(
        sales_listened_to, source_kinds=["purchase", "interaction"]
    ),
    "emails_known": ProfileRatio(
        counted=with_email,
        among=PORTFOLIO,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "relational_facts": MarkedCustomers(
        lambda context: has_note(context.env),
        SQL("customer.is_active"),
        source_kinds=["purchase"],
        has_history=False,
    ),
    "leads_qualified": LeadRatio(
        counted=[
            ("onetoone_has_money", "=", True),
            ("onetoone_has_authority", "=", True),
            ("onetoone_has_need", "=", True),
        ],
        among=[
            ("type", "=", "opportunity"),
            ("active", "=", True),
            ("won_status", "=", "pending"),
        ],
        has_history=False,
    ),
    "customer_files": ProfileRatio(
        counted=[
            ("completeness", ">=", list_rules.FILE_COMPLETENESS),
            ("contact_count_window", ">", 0),
        ],
        among=ACTIVE,
        source_kinds=["purchase", "interaction"],
        has_history=False,
    ),
    "resellers_known": ResellerRatio(
        counted=[("partner_assigned_id", "!=", False)],
        among=created_in_window,
        has_history=False,
    ),
    "service_data_access": ServiceAccess(),
}
