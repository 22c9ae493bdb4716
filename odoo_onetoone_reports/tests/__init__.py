from . import test_text
from . import test_translations
from . import test_workbook
from . import test_evidence
from . import test_evidence_rights
from . import test_evidence_route
from . import test_download_tour
