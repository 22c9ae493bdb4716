from . import onetoone_assessment
from . import onetoone_assessment_workbook
from . import onetoone_evidence_workbook
from . import onetoone_report_file
from . import onetoone_report_subscription
from . import onetoone_segment_workbook
from . import report_assessment_summary
