"""The segments of one company: figures, profit and loss, flows, what is promised."""

from odoo import fields
from odoo.tools import format_date
from odoo.tools.date_utils import get_quarter_number, start_of

from .clock import local_moment, reading_habits, timezone_of
from .records import Shown, records_sheet
from .report import (
    DATE,
    DATETIME,
    INTEGER,
    MONEY,
    PERCENT,
    TEXT,
    Column,
    Fact,
    Report,
    Sheet,
)
from .segment_promises import (
    guidelines_sheet,
    ladder_sheet,
    plans_sheet,
    positions_sheet,
    standards_sheet,
)


def segment_report(env, company):
    """Return the segments of a company as the user of ``env`` may see them.

    A branch stands for its root company.
    """
    company = company.sudo().root_id
    zone = timezone_of(env, company)
    created = local_moment(fields.Datetime.now(), zone)
    segments = _of_company(env["onetoone.segment"], company)
    return Report(
        title=env._("Segments of %(company)s", company=company.name),
        company=company.name,
        author=env.user.name,
        created=created,
        sheets=[
            _figures_sheet(env, company, segments, created, zone),
            _results_sheet(env, company),
            _flow_sheet(env, company),
            guidelines_sheet(env, segments),
            standards_sheet(env, segments),
            plans_sheet(env, segments),
            ladder_sheet(env),
            positions_sheet(env, company),
        ],
        currency_decimals=company.currency_id.decimal_places,
        yes=env._("Yes"),
        no=env._("No"),
        **reading_habits(env),
    )


def segment_filename(env, company):
    company = company.sudo().root_id
    day = format_date(env, fields.Date.context_today(company), date_format="yyyy-MM-dd")
    return f"{env._('Segments of %(company)s', company=company.name)} {day}.xlsx"


def _of_company(model, company):
    return model.search([("company_id", "=", company.id)])


def _figures_sheet(env, company, segments, created, zone):
    refresh = _of_company(env["onetoone.refresh"], company)
    return records_sheet(
        segments,
        env._("Segments"),
        [
            Shown("name", TEXT, 30),
            Shown("division_id", TEXT, 20),
            Shown("manager_id", TEXT, 22),
            Shown("member_count", INTEGER, 10),
            Shown("customer_count", INTEGER, 11),
            Shown("prospect_count", INTEGER, 11),
            Shown("value", MONEY, 15),
            Shown("value_share", PERCENT, 12),
            Shown("margin", MONEY, 15),
            Shown("unknown_margin_count", INTEGER, 11),
            Shown("contribution", MONEY, 15),
            Shown("lifetime_value", MONEY, 15),
            Shown("retention", PERCENT, 11),
            Shown("acquisition_to_retention", PERCENT, 12),
            Shown("complaint_count", INTEGER, 12),
            Shown("open_complaint_count", INTEGER, 12),
            Shown("contact_count", INTEGER, 12),
            Shown("review_date", DATE, 12),
        ],
        title=env._("Segments of %(company)s", company=company.name),
        facts=[
            Fact(env._("Company"), company.name),
            Fact(env._("Currency"), company.currency_id.name),
            Fact(env._("As of"), refresh.as_of or None, DATE),
            Fact(env._("Made on"), created, DATETIME),
            Fact(env._("Time zone"), zone.zone),
            Fact(env._("Made by"), env.user.name),
        ],
        notes=[
            env._(
                "Figures count the members of today. Segments of different divisions "
                "overlap: do not add them up."
            )
        ],
    )


def _results_sheet(env, company):
    """Return profit and loss, of which the lines of a division make the company."""
    results = _of_company(env["onetoone.segment.result"], company)
    return Sheet(
        name=env._("Profit and Loss"),
        title=env._("Profit and loss by segment and quarter"),
        notes=[
            env._(
                "In every division and quarter the lines of the segments, “not in a "
                "segment” and “counted more than once” add up to “company”, in every "
                "column. Customers count where they bought in the quarter."
            )
        ],
        columns=[
            Column("quarter", env._("Quarter"), TEXT, 12),
            Column("division", env._("Division"), TEXT, 20),
            Column("line", env._("Line"), TEXT, 30),
            Column("kind", env._("Kind"), TEXT, 24),
            Column("customers", env._("Customers"), INTEGER, 11),
            Column("revenue", env._("Revenue"), MONEY, 16),
            Column("margin", env._("Margin"), MONEY, 16),
            Column("without", env._("Revenue without margin"), MONEY, 16),
            Column("cost", env._("Contact cost"), MONEY, 14),
            Column("contribution", env._("Contribution"), MONEY, 16),
        ],
        rows=[_result_row(env, result) for result in results],
        is_list=True,
    )


def _result_row(env, result):
    kinds = dict(result._fields["kind"]._description_selection(env))
    return [
        _quarter(result.quarter),
        result.division_id.name or env._("Without division"),
        result.segment_id.name or kinds[result.kind],
        kinds[result.kind],
        result.customers,
        result.revenue,
        result.margin,
        result.revenue_without_margin,
        _known(result.contact_cost),
        _known(result.contribution),
    ]


def _flow_sheet(env, company):
    """Return who moved between segments, by quarter."""
    moved = {}
    nowhere = env._("No segment")
    for flow in _of_company(env["onetoone.segment.flow"], company):
        move = (
            start_of(flow.month, "quarter"),
            flow.division_id.name or env._("Without division"),
            flow.from_segment_id.name or nowhere,
            flow.to_segment_id.name or nowhere,
        )
        moved[move] = moved.get(move, 0) + flow.customer_count
    by_quarter = sorted(moved.items(), key=lambda item: item[0][1:])
    by_quarter.sort(key=lambda item: item[0][0], reverse=True)
    return Sheet(
        name=env._("Flows"),
        title=env._("Customers who moved between segments"),
        notes=[
            env._(
                "From no segment: who joined the division. To no segment: who left "
                "it. Who moves twice counts twice."
            )
        ],
        columns=[
            Column("quarter", env._("Quarter"), TEXT, 12),
            Column("division", env._("Division"), TEXT, 20),
            Column("from", env._("From"), TEXT, 30),
            Column("to", env._("To"), TEXT, 30),
            Column("customers", env._("Customers"), INTEGER, 12),
        ],
        rows=[
            (_quarter(quarter), *names, count)
            for (quarter, *names), count in by_quarter
        ],
        is_list=True,
    )


def _quarter(day):
    return f"{day.year} Q{get_quarter_number(day)}"


def _known(number):
    return None if number is False else number
