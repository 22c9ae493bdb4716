"""How a report is written as an Excel workbook; knows nothing of Odoo."""
