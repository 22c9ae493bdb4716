"""Readers of segments: who belongs to one, and how each is cared for.

Memberships are periods: who belonged to a segment is known for any date. What a
segment is like (its manager, guidelines, propositions and reviews) is known for now.
Archived segments count nowhere.
"""

from datetime import timedelta

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import list_rules
from ..paths import flushed, path_to_sql
from .base import Reader
from .documents import DocumentRatio
from .measurement import Measurement, average

IN_USE = Domain("active", "=", True)


# ------------------------------------------------------------
# First records
# ------------------------------------------------------------


def has_segments(context):
    """Whether there is a segment; for the past, one that had members by then."""
    if context.is_known:
        return _is_any(context, SQL("onetoone_segment segment"))
    return _is_any(
        context,
        SQL(
            """onetoone_segment_member member
               JOIN onetoone_segment segment ON segment.id = member.segment_id
                AND member.date_from < %s%s""",
            context.horizon.as_of,
            flushed(context.env["onetoone.segment.member"], "segment_id", "date_from"),
        ),
    )


def has_lines(model):
    """Return the function that tells whether a segment has lines of a model."""

    def started(context):
        return _is_any(
            context,
            SQL(
                "%s line JOIN onetoone_segment segment"
                " ON segment.id = line.segment_id%s",
                SQL.identifier(context.env[model]._table),
                flushed(context.env[model], "segment_id"),
            ),
        )

    return started


def _is_any(context, segments):
    return context.exists(
        SQL(
            "FROM %s WHERE segment.active AND segment.company_id = %s%s",
            segments,
            context.company.id,
            flushed(context.env["onetoone.segment"], "active", "company_id"),
        )
    )


# ------------------------------------------------------------
# Domains of segments
# ------------------------------------------------------------


def segmented(context):
    """Return SQL, in brackets: the customers in at least one segment."""
    return SQL("(SELECT partner_id FROM %s member)", context.members)


def told_apart_by_needs(company, horizon):
    """Segments of the divisions that are based on needs."""
    return IN_USE & Domain("division_id.basis", "=", "needs")


def with_members(company, horizon):
    """Segments somebody belongs to on the last day before the date."""
    return Domain(
        "member_ids",
        "any",
        Domain("date_from", "<", horizon.as_of)
        & (Domain("date_to", "=", False) | Domain("date_to", ">=", horizon.as_of)),
    )


def in_use_for_long(company, horizon):
    """Segments that had members before the days in which these should change."""
    return IN_USE & Domain(
        "member_ids", "any", [("date_from", "<", _change_since(horizon))]
    )


def changed_lately(company, horizon):
    """Segments that somebody joined or left in the days before the date."""
    since, until = _change_since(horizon), horizon.as_of
    joined = Domain("date_from", ">=", since) & Domain("date_from", "<", until)
    left = Domain("date_to", ">=", since) & Domain("date_to", "<", until)
    return Domain("member_ids", "any", joined | left)


def _change_since(horizon):
    return horizon.as_of - timedelta(days=list_rules.SEGMENT_CHANGE_DAYS)


def with_all_standards(company, horizon):
    """Segments with a standard for each element of the proposition."""
    elements = company.env["onetoone.segment.proposition"]._fields["element"]
    return Domain.AND(
        Domain(
            "proposition_ids",
            "any",
            [("element", "=", element), ("standard", "not in", (False, ""))],
        )
        for element in elements.get_values(company.env)
    )


def sent_to_segment(company, horizon):
    """Mailings that choose their recipients by the segments they are in."""
    return Domain("mailing_domain", "like", "onetoone_segment_ids")


# ------------------------------------------------------------
# Readers
# ------------------------------------------------------------


class SegmentRatio(DocumentRatio):
    """Percent of segments."""

    def __init__(self, counted, among=IN_USE, started=has_segments, **needs):
        super().__init__("onetoone.segment", counted, among, started=started, **needs)


class SegmentCount(SegmentRatio):
    """Number of segments that are counted."""

    def measure(self, context):
        measured = super().measure(context)
        return Measurement(
            measured.numerator, measured.denominator, float(measured.numerator)
        )


class ReviewAge(Reader):
    """Median of the days since a person confirmed each segment.

    One that nobody ever confirmed counts from the day it was made.
    """

    model = "onetoone.segment"

    def __init__(self):
        super().__init__(started=has_segments, has_history=False)

    def domains(self, company, horizon):
        segments = Domain("company_id", "=", company.id) & IN_USE
        return segments, segments

    def measure(self, context):
        segments = context.env[self.model].sudo()
        _counted, among = self.domains(context.company, context.horizon)
        query = segments._search(among, bypass_access=True)
        reviewed = path_to_sql(segments, query, "review_date")
        [[count, median, never]] = context.env.execute_query(
            query.select(
                SQL("count(*)"),
                SQL(
                    "percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0,"
                    " %s - COALESCE(%s, (%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date)"
                    "))",
                    context.horizon.as_of,
                    reviewed,
                    path_to_sql(segments, query, "create_date"),
                    context.company._onetoone_timezone(),
                ),
                SQL("count(*) FILTER (WHERE %s IS NULL)", reviewed),
            )
        )
        return average(count, median, {"never": never})
