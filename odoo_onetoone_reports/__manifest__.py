{
    "name": "One-to-One Reports",
    "summary": "Take the evidence and the rounds of One-to-One with you as workbooks",
    "version": "19.0.1.0.0",
    "category": "Marketing",
    "author": "One-to-One for Odoo contributors",
    "license": "LGPL-3",
    "depends": ["odoo_onetoone"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "views/evidence_workbook_views.xml",
        "views/onetoone_assessment_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "odoo_onetoone_reports/static/src/**/*",
        ],
    },
}
