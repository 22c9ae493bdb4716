from . import onetoone_association
from . import onetoone_channel_cost
from . import onetoone_override
from . import onetoone_pareto
from . import onetoone_profile
from . import onetoone_wallet
from . import res_company
from . import res_partner
