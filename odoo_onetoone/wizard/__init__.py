from . import participant_add
from . import participant_import
