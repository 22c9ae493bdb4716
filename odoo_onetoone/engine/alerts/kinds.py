"""The kinds of alerts, and how many days each leaves."""

PURCHASE_DROP = "purchase_drop"
VALUABLE_COMPLAINT = "valuable_complaint"
LOST_VALUABLE = "lost_valuable"
CONTACT_OVERDUE = "contact_overdue"
OVER_CONTACTED = "over_contacted"
UNUSUAL_OUTFLOW = "unusual_outflow"
GROWING = "growing"
ORPHAN = "orphan"
COMPLAINT_SURGE = "complaint_surge"

# days in which a contact by one of us is in time. Where a contact is no answer, as to
# a customer whom we contact too often, none is waited for.
URGENT_REACTION_DAYS = 2
REACTION_DAYS = {
    PURCHASE_DROP: URGENT_REACTION_DAYS,
    VALUABLE_COMPLAINT: 7,
    LOST_VALUABLE: 7,
    CONTACT_OVERDUE: 7,
    UNUSUAL_OUTFLOW: 7,
    GROWING: 7,
    ORPHAN: 7,
}

# days after its closing before the same customer is reported again: a value that
# moves to and fro around a limit would be a new alert each time (C-D13)
QUIET_DAYS = {PURCHASE_DROP: 90}

# kinds after which a purchase means that the customer was won back (C-X20)
WON_BACK_KINDS = (PURCHASE_DROP, LOST_VALUABLE)
