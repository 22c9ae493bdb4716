from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError

from ..content.summary import assessment_summary, say_number
from ..pdf import svg
from ..pdf.text import shortened


class ReportAssessmentSummary(models.AbstractModel):
    """Lays the summary out: charts, and texts cut to the room there is."""

    _name = "report.odoo_onetoone_reports.assessment_summary"
    _description = "One-to-One Summary on Two Pages"

    @api.model
    def _get_report_values(self, docids, data=None):
        assessments = self.env["onetoone.assessment"].browse(docids)
        assessments.check_access("read")
        for assessment in assessments:
            if assessment.state != "closed":
                raise UserError(
                    self.env._(
                        "“%(round)s” is not closed yet: a summary is made of what a "
                        "closed round says. Close it first.",
                        round=assessment.name,
                    )
                )
        return {
            "doc_ids": docids,
            "doc_model": "onetoone.assessment",
            "docs": assessments,
            "pages": [self._page_values(one) for one in assessments],
            "say": lambda value, digits=0: say_number(self.env, value, digits),
            "cut": shortened,
        }

    def _page_values(self, assessment):
        summary = assessment_summary(assessment)
        return {
            "summary": summary,
            "bars": [
                Markup(svg.bar(svg.Bar(*stage[1:5]), stage.name))
                for stage in summary.stages
            ],
            "radar": Markup(
                svg.radar(
                    [aspect.inside for aspect in summary.aspects],
                    [aspect.outside for aspect in summary.aspects],
                    self.env._("Aspects, inside and outside"),
                )
            )
            if summary.aspects
            else "",
            "trend": Markup(
                svg.trend(
                    [
                        svg.Point(f"{one.as_of:%Y-%m-%d}", *one[1:])
                        for one in summary.rounds
                    ],
                    self.env._("Readiness of the last rounds"),
                )
            ),
            "brand": svg.BRAND,
            "evidence": svg.EVIDENCE,
            "outside": svg.OUTSIDE,
            "joined": svg.MUTED,
        }
