from . import onetoone_segment
from . import onetoone_segment_division
from . import onetoone_segment_guideline
from . import onetoone_segment_member
from . import onetoone_segment_proposition
