"""Do we adapt offers and conduct to what was learnt of each customer?"""

READERS = {}
