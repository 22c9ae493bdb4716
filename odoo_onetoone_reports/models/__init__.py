from . import ir_actions_report
from . import onetoone_assessment_summary
from . import onetoone_customer_workbook
from . import onetoone_evidence_workbook
from . import onetoone_report_file
from . import onetoone_report_subscription
from . import onetoone_segment_workbook
from . import report_assessment_summary
