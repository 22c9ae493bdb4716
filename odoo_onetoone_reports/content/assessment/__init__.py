"""The assessment workbook: what a closed round says, sheet by sheet."""
