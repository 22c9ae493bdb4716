"""What a customer contributes once the contacts with him are paid (C-D08, C-X31)."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from .amounts import Amount, exact

# Effort of one contact. A source states 120 for a branch, 60 for a phone agent, 20
# for a teller machine, 10 for a voice computer and 5 for the internet; which of our
# channels has which of them is a proposal of this project.
STARTING_RATIOS = {
    "meeting": 120,
    "phone": 60,
    "chat": 20,
    "letter": 20,
    "sms": 10,
    "other": 10,
    "email": 5,
    "form": 5,
}
# a ratio has no more decimals than these
RATIO_DECIMALS = 2


def contact_effort(channels: Iterable[str], ratios: Mapping[str, Amount]) -> float:
    """Return the sum of the ratios of contacts, given the channel of each."""
    return float(sum((exact(ratios[channel]) for channel in channels), Decimal()))


def contact_cost(
    effort: Amount, unit_cost: Amount | None, decimals: int = 2
) -> float | None:
    """Return what contacts cost, rounded as the currency is.

    :param unit_cost: cost of one contact at ratio 1; None where it is not known
    """
    if unit_cost is None:
        return None
    unit = Decimal(1).scaleb(-decimals)
    cost = exact(effort) * exact(unit_cost)
    return float(cost.quantize(unit, ROUND_HALF_UP))


def net_contribution(margin: Amount | None, cost: Amount | None) -> float | None:
    """Return the margin less the cost of contacts; None if either is not known."""
    if margin is None or cost is None:
        return None
    return float(exact(margin) - exact(cost))
