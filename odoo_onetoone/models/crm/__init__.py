from . import onetoone_customer_mixin
from . import onetoone_customer_search
from . import res_partner
from . import crm_lead
from . import base
