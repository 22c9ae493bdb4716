from odoo import api, models

from ..content.assessment.report import assessment_filename, assessment_report
from ..xlsx.workbook import write_report


class OnetooneAssessmentWorkbook(models.AbstractModel):
    _name = "onetoone.assessment.workbook"
    _description = "One-to-One Assessment Workbook"

    @api.model
    def _write_to(self, assessment, fileobj):
        """Write a closed round into a binary file object.

        The rights of the user decide what it holds.
        """
        write_report(assessment_report(self.env, assessment), fileobj)

    @api.model
    def _filename(self, assessment):
        return assessment_filename(self.env, assessment)
