"""The workbook of a closed round, sheet by sheet."""

from odoo import fields
from odoo.tools import format_date

from ..clock import local_moment, reading_habits, timezone_of
from ..report import Report
from .change import change_sheet, rounds_sheet
from .closed_round import ClosedRound
from .cover import cover_sheet
from .evidence import evidence_sheet, trend_sheet
from .method import method_sheet, not_shown_sheet
from .opinion import (
    cuts_sheet,
    gap_tool_sheet,
    groups_sheet,
    instruments_sheet,
    sides_sheet,
)
from .plan import actions_sheet, results_sheet, shortcomings_sheet
from .service import service_gaps_sheet
from .stages import ladder_sheet, levels_sheet, stages_sheet
from .what_if import what_if_sheet


def assessment_report(env, assessment):
    """Return the workbook of a closed round as the user of ``env`` may see it."""
    assessment = assessment.with_env(env)
    company = assessment.company_id.sudo()
    closed = ClosedRound(assessment)
    title = _title(env, assessment)
    sheets = [
        cover_sheet(closed, title),
        stages_sheet(closed),
        levels_sheet(closed),
        ladder_sheet(closed),
        gap_tool_sheet(closed),
        groups_sheet(closed),
        sides_sheet(closed),
        cuts_sheet(closed),
        instruments_sheet(closed),
        service_gaps_sheet(closed),
        evidence_sheet(closed),
        trend_sheet(closed),
        change_sheet(closed),
        rounds_sheet(closed),
        shortcomings_sheet(closed),
        actions_sheet(closed),
        results_sheet(closed),
        what_if_sheet(closed),
        method_sheet(closed),
        not_shown_sheet(closed),
    ]
    return Report(
        title=title,
        company=company.name,
        author=env.user.name,
        created=local_moment(fields.Datetime.now(), timezone_of(env, company)),
        sheets=[sheet for sheet in sheets if sheet],
        currency_decimals=company.currency_id.decimal_places,
        yes=env._("Yes"),
        no=env._("No"),
        **reading_habits(env),
    )


def _title(env, assessment):
    return env._("Assessment “%(round)s”", round=assessment.name)


def assessment_filename(env, assessment):
    """Return the name under which the workbook of a round is saved."""
    day = format_date(env, assessment.as_of, date_format="yyyy-MM-dd")
    return f"{_title(env, assessment)} {day}.xlsx"
