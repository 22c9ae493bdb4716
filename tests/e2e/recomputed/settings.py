"""What the administrator of the sample companies has set, and the addon's defaults."""

from datetime import date

AS_OF = date(2026, 7, 1)
WINDOW_START = date(2025, 7, 1)
PREVIOUS_WINDOW_START = date(2024, 7, 1)
DROP_DAYS = 182
MVC_PERCENT = 10
#: Model of the purchases by company.
PURCHASES = {"C1": "sale.order", "C2": "account.move"}
#: Partners that stand for unknown buyers, by company.
GENERIC = {"C1": ("P-GENERIC-01", "P-GENERIC-02"), "C2": ()}
#: Stages of claims that end them.
CLOSED_CLAIMS = ("Settled", "Rejected")
#: Mail providers for everybody: their domains say nothing about a company.
PUBLIC_DOMAINS = {"example.com"}
