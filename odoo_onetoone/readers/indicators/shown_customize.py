"""Customize, shown without weight: texts, offers and promises for one customer."""

from odoo.fields import Domain

from .base import NeedsField
from .cases import CaseReader
from .documents import DocumentRatio
from .durations import CaseDuration
from .opportunities import LeadRatio, created_in_window
from .segments import SegmentRatio, has_lines
from .shown_leads import proposals
from .shown_purchases import (
    DocumentCases,
    deliveries,
    documents_with_text,
    special_offers,
)
from .wishes import KeptIntervals, contacts_with_guidelines, longest_guideline

# how a mailing names something of its reader
PLACEHOLDERS = ("object.", "{{")


class FieldCases(NeedsField, CaseReader):
    """Percent of cases that read a field of an optional addon."""


class FieldDuration(NeedsField, CaseDuration):
    """Median of the hours of cases that read a field of an optional addon."""


def sent_in_window(company, horizon):
    """Mailings sent in the window."""
    return Domain(
        [
            ("state", "=", "done"),
            ("sent_date", ">=", horizon.window_since),
            ("sent_date", "<", horizon.until),
        ]
    )


def personalised(company, horizon):
    """Mailings with a placeholder in their body or subject."""
    return Domain.OR(
        Domain(name, "like", placeholder)
        for name in ("body_arch", "subject")
        for placeholder in PLACEHOLDERS
    )


def suggestions(company, horizon):
    """Leads of the window with the tag of a suggestion by a customer."""
    tag = company.env.ref("odoo_onetoone.crm_tag_suggestion", raise_if_not_found=False)
    return created_in_window(company, horizon) & Domain(
        "tag_ids", "in", tag.ids if tag else []
    )


def confirmed_in_window(company, horizon):
    """Orders confirmed in the window that have something to invoice."""
    return Domain(
        [
            ("state", "=", "sale"),
            ("date_order", ">=", horizon.window_since),
            ("date_order", "<", horizon.until),
            ("invoice_status", "in", ("to invoice", "invoiced")),
        ]
    )


READERS = {
    "personal_documents": DocumentCases(
        documents_with_text, source_kinds=["purchase"], has_history=False
    ),
    "mailings_personal": DocumentRatio(
        "mailing.mailing",
        counted=personalised,
        among=sent_in_window,
        company_field="user_id.company_id",
        has_history=False,
    ),
    "suggestions_adopted": LeadRatio(
        counted=[("won_status", "=", "won")],
        among=suggestions,
        has_history=False,
    ),
    "special_offers": DocumentCases(
        special_offers,
        lists_profiles=True,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "on_time_deliveries": FieldCases(
        deliveries, needed_field=("sale.order", "effective_date"), has_history=False
    ),
    "proposal_hours": FieldDuration(
        proposals, needed_field=("sale.order", "opportunity_id")
    ),
    "orders_invoiced": DocumentRatio(
        "sale.order",
        counted=[("invoice_status", "=", "invoiced")],
        among=confirmed_in_window,
        has_history=False,
    ),
    "segments_managed": SegmentRatio(
        counted=[("manager_id.active", "=", True)], has_history=False
    ),
    "guidelines_followed": KeptIntervals(
        contacts_with_guidelines,
        longest=longest_guideline,
        started=has_lines("onetoone.segment.guideline"),
    ),
}
