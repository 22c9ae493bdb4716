from . import onetoone_alert
