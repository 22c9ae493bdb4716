from random import Random

import pytest
from onetoone_engine.most_valuable import MvcLimit
from onetoone_engine.tiers import (
    Customer,
    Limits,
    cause,
    share_of_customer,
    tier,
    wallet_limit,
)

LIMITS = Limits(MvcLimit("margin", 50), 1000)


@pytest.mark.oracle("tiers.json", "share")
def test_share_of_customer(case):
    share = share_of_customer(case["monetary"], case["wallet"], case["window_months"])
    assert share == case["expected"]


@pytest.mark.oracle("tiers.json", "wallet_limit")
def test_wallet_limit(case):
    assert wallet_limit(case["wallets"]) == case["expected"]


def test_the_wallet_limit_says_as_much_as_the_definition():
    random = Random(5)
    for _ in range(300):
        wallets = [random.choice((1, 2, 3, 5, 8)) for _ in range(random.randint(1, 30))]
        limit = wallet_limit(wallets)
        for wallet in wallets:
            larger = sum(other > wallet for other in wallets)
            assert (wallet >= limit) == (5 * larger < len(wallets))


@pytest.mark.oracle("tiers.json", "tiers")
def test_tiers(case):
    customer = Customer(**case["customer"])
    assert cause(customer, LIMITS) == case["cause"]
    assert tier(customer, LIMITS) == case["tier"]


def test_without_limits_nobody_is_valuable_or_growable():
    customer = Customer(True, 900, margin=90, wallet=1000, share=20)
    assert tier(customer, Limits(MvcLimit())) == "standard"


def test_value_is_turnover_where_margins_are_not_known():
    limits = Limits(MvcLimit("monetary", 800))
    assert tier(Customer(True, 900), limits) == "mvc"
