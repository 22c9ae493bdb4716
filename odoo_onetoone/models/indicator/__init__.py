from . import onetoone_indicator
from . import onetoone_reading
from . import onetoone_dashboard
