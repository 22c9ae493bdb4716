from . import onetoone_action_template
from . import onetoone_action
from . import onetoone_action_activity
from . import onetoone_action_task
from . import onetoone_action_result
from . import action_proposals
from . import action_follow_up
from . import onetoone_assessment
