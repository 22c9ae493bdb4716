"""Cut-offs of the ready lists.

The inventory id stands beside each. Those marked *source* are stated by a source; all
others are proposals of this project.
"""

# quotes older than this many months say little about the customer of today (C-D06)
QUOTE_MONTHS = 24
# fewer quotes than this are no habit (C-D07)
MINIMUM_QUOTES = 3
# effort and value are compared by percent rank: points between the two (C-D12)
BALANCE_POINTS = 40
# percent of the portfolio that may be called worst (C-D03; source: 10 to 20)
WORST_PERCENT = 20
# months since the last purchase of a lost customer (C-X20; source: two years,
# which begin when a year without purchase has shown the loss)
LOST_FROM_MONTHS, LOST_TO_MONTHS = 12, 36
# who buys from less than this part of the categories of his segment, or class (C-D18)
LOW_BREADTH = 0.5
# departments of ours that write to one customer within this many days collide (C-X34)
COLLISION_DAYS = 2
# listening after a sale happens within this many days (C-I13)
AFTER_SALE_DAYS = 30
# a refund this many times the usual purchase is unusual (C-D16)
UNUSUAL_REFUND = 2
# "more than a few" names of a company we want to win (C-D19)
CONTACT_NAMES = 3
# "a few" questions each time, which a source asks for (C-I11)
DRIP_QUESTIONS = 7
# a customer file that is worth the name is filled to this percent (C-I18)
FILE_COMPLETENESS = 70
# the best part of the customers whose share of the value is shown, in percent
# (C-D02; source: 20/80)
TOP_PERCENT = 20
# days of complaints that are compared with the usual number (C-X48)
SURGE_DAYS = 30
# this many things learnt of a customer are his needs known (C-D28)
KNOWN_NEEDS = 3
# what was learnt within this many months keeps a profile (C-C05)
KEPT_MONTHS = 24
# segments whose members did not change for this many days have come to rest (C-D27)
SEGMENT_CHANGE_DAYS = 90
# channels that take at most this much effort are cheap: machines, not people (C-X31;
# source: 120 at a branch, 60 on the phone, 20, 10 and 5 for machines)
CHEAP_RATIO = 20
# days after which an answer is late: it is given by the next day (C-X17; source)
FOLLOW_UP_DAYS = 1
