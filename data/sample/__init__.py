"""A sample trading company: CSV files, their seeded generator and their loader."""

from datetime import date
from pathlib import Path

#: Everything is computed for this day (exclusive: facts dated before it count).
AS_OF = date(2026, 7, 1)
#: First day with documents.
FIRST_DAY = date(2023, 1, 1)
CSV_DIR = Path(__file__).parent / "csv"
#: Module of the external identifiers: ``env.ref("onetoone_sample.P-DROP-01")``.
XMLID_MODULE = "onetoone_sample"
#: Sample companies by reference; C1B is a branch of C1.
COMPANIES = {
    "C1": "Nordwind Handel GmbH",
    "C2": "Säntis Trading AG",
    "C1B": "Nordwind Handel Hamburg",
}
