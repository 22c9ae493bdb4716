from . import onetoone_customer_workbook
from . import onetoone_evidence_workbook
from . import onetoone_report_file
from . import onetoone_segment_workbook
