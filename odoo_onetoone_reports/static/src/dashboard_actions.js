import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

// A button of the dashboard: a label and the address to open for a company.
registry.category("odoo_onetoone.dashboard_actions").add("evidence_workbook", {
    label: _t("Evidence Workbook"),
    url: (companyId) => `/onetoone/evidence/${companyId}.xlsx`,
});
