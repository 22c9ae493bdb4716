from . import base_partner_merge
from . import onetoone_measures
from . import onetoone_profile
from . import onetoone_profile_staging
from . import onetoone_refresh
from . import res_partner
from . import onetoone_refresh_touched
from . import res_partner_erasure
