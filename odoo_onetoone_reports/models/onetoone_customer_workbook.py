from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..content.customer_list import DEFAULT_COLUMNS, customer_report, customers_found
from ..xlsx.workbook import write_report

LIMIT_PARAMETER = "odoo_onetoone_reports.rows_at_once"
ROWS_AT_ONCE = 20_000
EXPORTERS = "base.group_allow_export,odoo_onetoone.group_onetoone_analyst"


class OnetooneCustomerWorkbook(models.AbstractModel):
    _name = "onetoone.customer.workbook"
    _description = "One-to-One Customer Workbook"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def request(self, domain, columns):
        """Ask for the workbook of a filter.

        :param domain: conditions on profiles, as a list
        :param columns: names of the fields of profiles to show
        :return: False where it is short and can be downloaded at once; otherwise a
            notification, and the file is made by a job
        """
        self._check_may_export()
        found = customers_found(self.env, domain)
        count = self.env["onetoone.profile"].search_count(found)
        if count <= self._rows_at_once():
            return False
        self.env["onetoone.report.file"]._request(
            self._filename(),
            {"domain": domain, "columns": columns},
            count,
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "%(count)s customers: the workbook is made in the background. You "
                    "are told when it is ready, and find it under My Files.",
                    count=f"{count:,}",
                ),
            },
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _check_may_export(self):
        """Raise an error in a sentence where the user may not take customers away."""
        user = self.env.user
        is_user = user.has_group("odoo_onetoone.group_onetoone_user")
        if not is_user or not user.has_groups(EXPORTERS):
            raise AccessError(
                self.env._(
                    "You may not export customers. Ask your administrator for the "
                    "access to the export feature, or for the analyst's role in "
                    "One-to-One."
                )
            )

    @api.model
    def _rows_at_once(self):
        """Return how many rows are written while somebody waits."""
        parameters = self.env["ir.config_parameter"].sudo()
        value = parameters.get_param(LIMIT_PARAMETER, "")
        return int(value) if value.isdigit() else ROWS_AT_ONCE

    @api.model
    def _write_to(self, domain, columns, fileobj, on_row=None):
        """Write the customers of a filter into a binary file object.

        The rights of the user decide whom it lists.

        :param on_row: function to call after each row
        """
        self._check_may_export()
        report = customer_report(
            self.env, domain, columns or DEFAULT_COLUMNS, on_row=on_row
        )
        write_report(report, fileobj)

    @api.model
    def _write_company_to(self, company, fileobj):
        """Write all customers of a company that the user may see."""
        domain = [("company_id", "=", company.sudo().root_id.id)]
        self._write_to(domain, DEFAULT_COLUMNS, fileobj)

    @api.model
    def _filename(self):
        day = fields.Date.context_today(self)
        return self.env._("Customers %(day)s.xlsx", day=day)
