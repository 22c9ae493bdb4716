"""`make bench`: a large Odoo database, and how long our work takes on it."""
