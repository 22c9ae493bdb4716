import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

// Buttons of the dashboard: a label and the address to open for a company.
const files = registry.category("odoo_onetoone.dashboard_actions");
files.add("evidence_workbook", {
    label: _t("Evidence Workbook"),
    url: (companyId) => `/onetoone/evidence/${companyId}.xlsx`,
});
files.add("segment_workbook", {
    label: _t("Segment Workbook"),
    url: (companyId) => `/onetoone/segments/${companyId}.xlsx`,
});
