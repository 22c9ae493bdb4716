from . import onetoone_indicator
from . import onetoone_indicator_setting
from . import onetoone_reading
from . import onetoone_case
from . import onetoone_level_suggestion
