from . import onetoone_channel_cost
from . import onetoone_override
from . import onetoone_wallet
from . import res_company
