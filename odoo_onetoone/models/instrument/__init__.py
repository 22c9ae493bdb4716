from . import onetoone_dimension
from . import onetoone_level
