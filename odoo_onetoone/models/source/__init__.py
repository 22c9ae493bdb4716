from . import onetoone_source
from . import onetoone_fact
from . import onetoone_purchase
from . import onetoone_interaction
from . import onetoone_complaint
from . import onetoone_working_interval
