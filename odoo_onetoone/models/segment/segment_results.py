"""What a segment brings: figures, profit and loss, and promises kept."""

from odoo import api, fields, models

from ...engine import segment_figures
from ...engine.lifetime_value import yearly_retention
from ...engine.profit_and_loss import OVERLAP, TOTAL, UNASSIGNED
from ...engine.quarters import last_quarters
from ...optional_fields import OptionalFloat
from ...readers.horizon import Horizon
from ...readers.segments import figures, profit_and_loss, promises
from ...readers.segments.facts import ResultContext
from ...readers.tables import reading_everybody

ANALYSTS = "odoo_onetoone.group_onetoone_analyst"
# {how a proposition is measured: reader of what was kept}
PROMISES = {
    "complaint_hours": promises.complaints_settled,
    "response_hours": promises.answers_in_time,
    "contact_days": promises.members_contacted,
}


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    # as of the last refresh, over those who are members then
    customer_count = fields.Integer(
        string="Customers", readonly=True, copy=False, help="Members in the portfolio."
    )
    prospect_count = fields.Integer(
        string="Prospects",
        readonly=True,
        copy=False,
        help="Members who have bought nothing yet.",
    )
    value = fields.Monetary(
        readonly=True,
        copy=False,
        groups=ANALYSTS,
        help="Purchases less refunds of the members in the window, untaxed.",
    )
    value_share = OptionalFloat(
        string="Share of Company Value (%)",
        readonly=True,
        copy=False,
        aggregator=None,
        groups=ANALYSTS,
        help="Value in percent of that of all customers of the company.",
    )
    margin = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        readonly=True,
        copy=False,
        groups=ANALYSTS,
        help="Margin of the window, of the members whose margin is known.",
    )
    unknown_margin_count = fields.Integer(
        string="Margin Unknown",
        readonly=True,
        copy=False,
        groups=ANALYSTS,
        help="Members in the portfolio whose margin is not known.",
    )
    contribution = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        readonly=True,
        copy=False,
        groups=ANALYSTS,
        help="Net contribution of the members of whom it is known. Empty without a "
        "unit contact cost.",
    )
    lifetime_value = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        readonly=True,
        copy=False,
        groups=ANALYSTS,
        help="Lifetime value of the members of whom it is known.",
    )
    retention = OptionalFloat(aggregator=None)
    acquisition_to_retention = OptionalFloat(
        string="New per 100 Retained",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Members who bought for the first time in the window, for each hundred "
        "who bought in it and in the window before (C-D25).",
    )
    complaint_count = fields.Integer(
        string="Complaints in the Window",
        readonly=True,
        copy=False,
        help="Complaints of the members, opened in the window.",
    )
    open_complaint_count = fields.Integer(
        string="Open Complaints",
        readonly=True,
        copy=False,
        help="Complaints of members that are not closed for good yet.",
    )
    contact_count = fields.Integer(
        string="Contacts in the Window",
        readonly=True,
        copy=False,
        help="Personal contacts with the members in the window.",
    )
    results_as_of = fields.Date(
        string="As Of",
        compute="_compute_results_as_of",
        help="The figures count what is dated before this day.",
    )

    @api.depends("company_id")
    def _compute_results_as_of(self):
        refreshes = self.env["onetoone.refresh"].sudo()
        as_of = {
            refresh.company_id: refresh.as_of
            for refresh in refreshes.search([("company_id", "in", self.company_id.ids)])
        }
        for segment in self:
            segment.results_as_of = as_of.get(segment.company_id)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_results(self):
        """Open the profit and loss of the segment, quarter by quarter."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "odoo_onetoone.onetoone_segment_result_action"
        )
        return {
            **action,
            "domain": [("segment_id", "=", self.id)],
            # one segment: its quarters below each other fit the page
            "context": {
                "pivot_row_groupby": ["quarter:quarter"],
                "pivot_column_groupby": [],
            },
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _refresh_results(self, company, as_of=None):
        """Compute the figures of all segments of a company; never commit.

        To be called after the profiles and the members, for the same date: figures
        are those of the stored profiles. Only what differs is written.

        :param company: a company; a branch stands for its root company
        :param as_of: date (exclusive) to compute for; by default that of the profiles,
            or of the members where these are newer
        """
        refresh = self.env["onetoone.refresh"].sudo()._of(company)
        company = refresh.company_id
        as_of = as_of or refresh._results_as_of()
        segments = self.sudo().search([("company_id", "=", company.id)])
        if not self._have_results(company):
            return
        with reading_everybody(self.env):
            context = ResultContext(
                company, Horizon.of(company, as_of), last_quarters(as_of)
            )
            segments._write_figures(context)
            profit_and_loss.publish(context, self._names_of_lines())
            segments._write_promises(context)
        refresh.write({"is_summed_up": True, "segments_failure": False})

    @api.model
    def _have_results(self, company):
        """Return whether a company has segments, or results of former ones."""
        of_company = [("company_id", "=", company.id)]
        segments = self.sudo().with_context(active_test=False)
        results = self.env["onetoone.segment.result"].sudo()
        return bool(
            segments.search_count(of_company, limit=1)
            or results.search_count(of_company, limit=1)
        )

    def _names_of_lines(self):
        """Return {kind: name} of the rows that complete a division."""
        kinds = self.env["onetoone.segment.result"]._fields["kind"]
        names = dict(kinds._description_selection(self.env))
        return {kind: names[kind] for kind in (UNASSIGNED, OVERLAP, TOTAL)}

    def _write_figures(self, context):
        found = figures.read_figures(context)
        retained = figures.read_retained(context)
        total = figures.company_value(context)
        months = context.company.onetoone_window_months
        for segment in self:
            row = found.get(segment.id, {})
            kept, before = retained.get(segment.id, (0, 0))
            value = row.get("value") or 0
            write_changed(
                segment,
                {
                    "customer_count": row.get("customers", 0),
                    "prospect_count": row.get("prospects", 0),
                    "value": value,
                    "value_share": segment_figures.percentage(value, total),
                    "margin": row.get("margin"),
                    "unknown_margin_count": row.get("unknown_margins", 0),
                    "contribution": row.get("contribution"),
                    "lifetime_value": row.get("lifetime_value"),
                    "retention": segment_figures.percent(
                        yearly_retention(kept, before, months)
                    ),
                    "acquisition_to_retention": (
                        segment_figures.acquisition_to_retention(
                            row.get("new", 0), row.get("returning", 0)
                        )
                    ),
                    "complaint_count": row.get("complaints", 0),
                    "open_complaint_count": row.get("open_complaints") or 0,
                    "contact_count": row.get("contacts") or 0,
                },
            )

    def _write_promises(self, context):
        """Write how well guidelines and propositions were kept to.

        What nobody set a limit for is not looked for.
        """
        guidelines = self.guideline_ids
        lines = self.proposition_ids.filtered("measure")
        measures = set(lines.mapped("measure"))
        if measures & {"complaint_hours", "response_hours"}:
            refresh = self.env["onetoone.refresh"].sudo()._of(context.company)
            refresh._lay_out_working_time(context.horizon.as_of)
        restricting = guidelines.filtered(
            lambda line: line.min_interval_days or line.needs_permission
        )
        demanding = guidelines.filtered("max_interval_days")
        followed = promises.guidelines_followed(context) if restricting else {}
        in_time = promises.members_in_time(context) if demanding else {}
        for line in guidelines:
            write_changed(
                line,
                {
                    "adherence": _rate(followed.get(line.id)),
                    "members_in_time": _rate(in_time.get(line.id)),
                },
            )
        counts = {}
        for measure, read in PROMISES.items():
            if measure in measures:
                counts |= read(context)
        for line in self.proposition_ids:
            write_changed(line, {"hit_rate": _rate(counts.get(line.id))})


def _rate(counts):
    """Return the percent that was kept, given (kept, among); None without any."""
    return segment_figures.percentage(*counts) if counts else None


def write_changed(record, values):
    """Write those values that differ from what is stored."""
    changed = {
        name: value
        for name, value in values.items()
        if _as_read(record, name, value) != record[name]
    }
    if changed:
        record.write(changed)


def _as_read(record, name, value):
    """Return a value as the field would give it back, rounded as it is stored."""
    field = record._fields[name]
    return field.convert_to_record(field.convert_to_cache(value, record), record)
