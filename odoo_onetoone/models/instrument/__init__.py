from . import onetoone_checklist_item
from . import onetoone_dimension
from . import onetoone_level
