from decimal import Decimal
from random import Random

import pytest
from onetoone_engine import rfm


@pytest.mark.oracle("rfm.json", "percentile_disc")
def test_percentile_disc(case):
    assert rfm.percentile_disc(case["values"], case["fraction"]) == case["expected"]


@pytest.mark.oracle("rfm.json", "thresholds")
def test_thresholds(case):
    assert rfm.thresholds(case["values"]) == tuple(case["expected"])


@pytest.mark.oracle("rfm.json", "score")
def test_score(case):
    assert rfm.score(case["value"], case["thresholds"]) == case["expected"]


@pytest.mark.oracle("rfm.json", "recency_score")
def test_recency_score(case):
    assert rfm.recency_score(case["value"], case["thresholds"]) == case["expected"]


@pytest.mark.oracle("rfm.json", "scores")
def test_scores(case):
    scores = rfm.scores(
        case["is_active"],
        case["recency_days"],
        case["frequency"],
        case["monetary"],
        rfm.RfmThresholds.from_dict(case["thresholds"]),
    )
    assert list(scores) == case["expected"]


def test_whole_portfolio(oracle_rows):
    customers = [
        (row["customer"], row["is_active"] == "1", *map(int, list(row.values())[2:]))
        for row in oracle_rows("rfm_customers.csv")
    ]
    active = [customer for customer in customers if customer[1]]
    thresholds = rfm.RfmThresholds(
        *(rfm.thresholds(customer[index] for customer in active) for index in (2, 3, 4))
    )
    assert thresholds == ((5, 20, 40, 90), (1, 2, 2, 5), (50, 100, 300, 400))
    for name, is_active, days, frequency, monetary, *expected in customers:
        scores = rfm.scores(is_active, days, frequency, monetary, thresholds)
        assert list(scores) == expected, name


def test_decimal_and_float_meet_on_a_threshold():
    assert rfm.score(0.1, (Decimal("0.1"),) * 4) == 1
    assert rfm.score(Decimal("0.1"), (0.1,) * 4) == 1


def test_thresholds_survive_storage():
    thresholds = rfm.RfmThresholds(
        (1, 2, 3, 4), (1, 1, 1, 2), (Decimal("0.1"), Decimal("0.2"), 3.5, 4)
    )
    stored = rfm.RfmThresholds.from_dict(thresholds.to_dict())
    assert stored == ((1, 2, 3, 4), (1, 1, 1, 2), (0.1, 0.2, 3.5, 4))
    assert rfm.RfmThresholds.from_dict(rfm.RfmThresholds().to_dict()) == ((), (), ())


def test_percentile_reaches_its_share_and_no_smaller_value_does():
    random = Random(19)
    for size in range(1, 60):
        values = [random.randint(0, 20) for _ in range(size)]
        for fraction, fifths in zip(rfm.FRACTIONS, (1, 2, 3, 4), strict=True):
            found = rfm.percentile_disc(values, fraction)
            assert 5 * sum(value <= found for value in values) >= fifths * size
            assert 5 * sum(value < found for value in values) < fifths * size
