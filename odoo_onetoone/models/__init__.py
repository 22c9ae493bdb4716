from . import company
from . import instrument
from . import source
from . import customer
from . import indicator
from . import assessment
from . import mark
