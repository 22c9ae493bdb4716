from . import onetoone_action_template
