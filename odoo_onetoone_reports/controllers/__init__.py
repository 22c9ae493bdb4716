from . import assessment
from . import company_workbooks
from . import customers
from . import stored_file
