from . import action_accept
from . import action_proposal
from . import alert_call
from . import participant_add
from . import participant_import
from . import segment_activity
