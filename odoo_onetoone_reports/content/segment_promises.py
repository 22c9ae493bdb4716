"""What segments are promised and what is planned for them; how they are managed."""

from .records import Shown, records_sheet
from .report import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    NUMBER,
    PARAGRAPH,
    PERCENT,
    TEXT,
)


def guidelines_sheet(env, segments):
    return records_sheet(
        segments.guideline_ids,
        env._("Guidelines"),
        [
            Shown("segment_id", TEXT, 28),
            Shown("channel", TEXT, 18),
            Shown("min_interval_days", INTEGER, 10),
            Shown("max_interval_days", INTEGER, 10),
            Shown("responsible", TEXT, 22),
            Shown("tone", TEXT, 26),
            Shown("needs_permission", BOOLEAN, 12),
            Shown("adherence", PERCENT, 12),
            Shown("members_in_time", PERCENT, 12),
        ],
        title=env._("How segments are contacted, and how well it was kept to"),
    )


def standards_sheet(env, segments):
    """Return the standards in the six elements with their hit rates (E-47)."""
    return records_sheet(
        segments.proposition_ids,
        env._("Standards"),
        [
            Shown("segment_id", TEXT, 28),
            Shown("element", TEXT, 20),
            Shown("benefit", PARAGRAPH, 36),
            Shown("standard", PARAGRAPH, 36),
            Shown("measure", TEXT, 28),
            Shown("limit", NUMBER, 10),
            Shown("hit_rate", PERCENT, 11),
        ],
        title=env._("What segments are promised, and how often it was kept"),
        notes=[
            env._(
                "Empty: nothing measures it, or there was nothing to measure in the "
                "window."
            )
        ],
    )


def plans_sheet(env, segments):
    """Return the plans of each segment with their resources (E-44)."""
    return records_sheet(
        segments.plan_ids,
        env._("Plans"),
        [
            Shown("segment_id", TEXT, 28),
            Shown("aim", TEXT, 16),
            Shown("name", PARAGRAPH, 34),
            Shown("resources", PARAGRAPH, 36),
            Shown("budget", MONEY, 14),
            Shown("user_id", TEXT, 22),
            Shown("deadline", DATE, 12),
            Shown("state", TEXT, 12),
            Shown("expected_result", PARAGRAPH, 34),
        ],
        title=env._("Plans for development, retention and growth"),
    )


def ladder_sheet(env):
    """Return roles, duties and KPIs of each stage (E-42)."""
    return records_sheet(
        env["onetoone.management.level"].search([]),
        env._("Roles and Duties"),
        [
            Shown("rank", INTEGER, 8),
            Shown("name", TEXT, 28),
            Shown("description", PARAGRAPH, 40),
            Shown("role", PARAGRAPH, 30),
            Shown("duties", PARAGRAPH, 40),
            Shown("kpis", PARAGRAPH, 36),
        ],
        title=env._("Stages of customer management"),
    )


def positions_sheet(env, company):
    """Return where the company stood on that ladder, and why (E-41)."""
    positions = env["onetoone.segment.position"]
    return records_sheet(
        positions.search([("company_id", "=", company.id)]),
        env._("Position"),
        [
            Shown("date", DATE, 12),
            Shown("level_id", TEXT, 28),
            Shown("target_level_id", TEXT, 28),
            Shown("suggested_level_id", TEXT, 28),
            Shown("reason", PARAGRAPH, 50),
            Shown("user_id", TEXT, 22),
        ],
        title=env._("Where we stand on the stages, and where we want to go"),
    )
