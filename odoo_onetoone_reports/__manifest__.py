{
    "name": "One-to-One Reports",
    "summary": "Take the results of One-to-One with you as files",
    "version": "19.0.1.0.0",
    "category": "Marketing",
    "author": "One-to-One for Odoo contributors",
    "license": "LGPL-3",
    "depends": ["odoo_onetoone"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "security/ir.model.access.csv",
        "security/onetoone_report_rules.xml",
        "data/ir_cron_data.xml",
        "views/assessment_summary_templates.xml",
        "views/evidence_workbook_views.xml",
        "views/onetoone_assessment_views.xml",
        "views/onetoone_profile_views.xml",
        "views/onetoone_report_file_views.xml",
        "views/onetoone_report_subscription_views.xml",
        "views/segment_workbook_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "odoo_onetoone_reports/static/src/**/*",
        ],
    },
}
