from . import onetoone_evidence_workbook
