"""Memberships of customers in segments, as of the date of each company's span."""

from odoo.tools import SQL

from ..paths import flushed
from .common import spans


def is_segmented(env):
    """Customers in at least one segment (C-D26)."""
    return SQL(
        "SELECT DISTINCT partner_id, company_id FROM %s member",
        memberships(env, spans(env)),
    )


def memberships(env, span):
    """Return SQL, in brackets: who belongs to which segment that is in use.

    A period that covers the last day before the date of its company's span counts.
    Columns: segment_id, partner_id, company_id.

    :param span: SQL relation shaped like ``spans``
    """
    return SQL(
        """
        (SELECT member.segment_id, member.partner_id, member.company_id
           FROM onetoone_segment_member member
           JOIN onetoone_segment segment ON segment.id = member.segment_id
           JOIN %s span ON span.company_id = member.company_id
          WHERE segment.active AND member.date_from < span.as_of
            AND (member.date_to IS NULL OR member.date_to >= span.as_of)%s%s)
        """,
        span,
        flushed(env["onetoone.segment"], "active"),
        flushed(
            env["onetoone.segment.member"],
            "segment_id",
            "partner_id",
            "company_id",
            "date_from",
            "date_to",
        ),
    )
