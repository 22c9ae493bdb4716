from . import onetoone_marked
from . import onetoone_profile
from . import onetoone_purchase
from . import crm_lead
from . import res_partner
