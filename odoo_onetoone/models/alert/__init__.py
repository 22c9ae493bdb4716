from . import onetoone_alert
from . import onetoone_alert_reason
from . import onetoone_alert_activity
from . import onetoone_alert_detection
from . import onetoone_alert_letter
from . import onetoone_refresh
from . import mail_activity
from . import res_partner
