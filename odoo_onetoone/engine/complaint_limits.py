"""What a complaint is measured by."""

# Complaints of valuable customers are to be settled within this time (C-X01).
TIMELY_DAYS = 30
# A customer who complained and bought again within this time was kept (C-X02).
RECOVERY_MONTHS = 6
