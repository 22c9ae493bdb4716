"""Who told whom of us: a tree, never a circle (C-I09)."""

from collections import deque
from collections.abc import Collection, Mapping


def chain_between(
    told_by: Mapping[int, Collection[int]], customer: int, referrer: int
) -> list[int] | None:
    """Return the shortest chain of referrals from a customer to his referrer.

    :param told_by: who told a customer of us, for all above ``referrer``
    :return: ``[customer, …, referrer]``, each of whom told the next one; only the
        customer if he is his own referrer; None where there is no chain, so that
        the referral makes no circle
    """
    told_next = {referrer: None}
    waiting = deque([referrer])
    while waiting:
        current = waiting.popleft()
        if current == customer:
            chain = []
            while current is not None:
                chain.append(current)
                current = told_next[current]
            return chain
        for teller in sorted(told_by.get(current, ())):
            if teller not in told_next:
                told_next[teller] = current
                waiting.append(teller)
    return None
