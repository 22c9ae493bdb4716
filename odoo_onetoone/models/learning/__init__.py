from . import crm_lead
from . import onetoone_learning
from . import onetoone_topic
from . import onetoone_topic_choice
from . import res_partner
