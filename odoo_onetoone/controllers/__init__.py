from . import answer
from . import survey
