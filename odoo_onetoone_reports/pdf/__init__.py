"""How a summary gets onto paper: charts and texts that fit; knows nothing of Odoo."""
