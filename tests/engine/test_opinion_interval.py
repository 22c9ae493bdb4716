import itertools
import math

import pytest
from onetoone_engine.opinion.interval import (
    Estimate,
    block_estimate,
    overall_estimate,
    sample_of,
    step_variance,
)
from onetoone_engine.opinion.student_t import t_quantile
from onetoone_engine.opinion.sums import (
    Term,
    is_clear,
    mean_of_same_people,
    sum_of_independent,
    sum_of_same_people,
)

# t is worked out with seven digits, the limits keep four after the point.
WORKED_OUT = 6e-5


@pytest.mark.oracle("opinion_interval.json", "t_quantile")
def test_t_quantile_of_the_printed_table(case):
    assert t_quantile(case["degrees"]) == pytest.approx(case["expected"], abs=5.01e-4)


def test_t_quantile_of_the_closed_forms():
    # F(t) = ½ + arctan(t)/π for one degree of freedom
    assert t_quantile(1) == pytest.approx(math.tan(0.475 * math.pi), abs=1e-9)
    # F(t) = ½ + t/(2 √(2 + t²)) for two
    assert t_quantile(2) == pytest.approx(math.sqrt(2 * 0.9025 / 0.0975), abs=1e-9)
    # a cubic equation for four, solved by the cosine of a third
    root = math.sqrt(4 * 0.975 * 0.025)
    cosine = math.cos(math.acos(root) / 3)
    assert t_quantile(4) == pytest.approx(2 * math.sqrt(cosine / root - 1), abs=1e-9)


@pytest.mark.parametrize("degrees", [1.5, 4.01, 7.3, 31.9, 250.5])
def test_t_quantile_between_whole_degrees(degrees):
    # the density of t, integrated by Simpson's rule over the angle arctan(t/√ν)
    angle = math.atan(t_quantile(degrees) / math.sqrt(degrees))
    count = 2000
    width = angle / count
    heights = [math.cos(width * index) ** (degrees - 1) for index in range(count + 1)]
    area = sum(heights[0::2][1:-1]) * 2 + sum(heights[1::2]) * 4
    area = (area + heights[0] + heights[-1]) * width / 3
    beta = math.lgamma(degrees / 2) + math.lgamma(0.5) - math.lgamma((degrees + 1) / 2)
    assert 2 * area / math.exp(beta) == pytest.approx(0.95, abs=1e-10)


def test_t_quantile_approaches_the_normal_one():
    assert t_quantile(1e6) == pytest.approx(1.959966357, abs=1e-8)
    with pytest.raises(ValueError, match="not 0.5"):
        t_quantile(0.5)


@pytest.mark.oracle("opinion_interval.json", "step_variance")
def test_step_variance(case):
    assert step_variance(case["ladders"]) == pytest.approx(case["expected"])


@pytest.mark.oracle("opinion_interval.json", "overall")
def test_overall_estimate(case):
    samples = [sample_of(*block) for block in case["blocks"]]
    estimate = overall_estimate(samples, step_variance(case["ladders"]))
    assert approximate(estimate) == case["expected"]


@pytest.mark.oracle("opinion_interval.json", "block")
def test_block_estimate(case):
    samples = [sample_of(*block) for block in case["blocks"]]
    estimate = block_estimate(samples, case["index"], step_variance(case["ladders"]))
    assert approximate(estimate) == case["expected"]


def test_the_effective_degrees_of_freedom_limit_the_overall():
    # A: n 2, V = 212.5/2 = 106.25 as in I2; B: n 10, variance (4·187.5 + 1562.5)/13
    samples = [sample_of([50, 75], 9), sample_of([50] * 5 + [75] * 5, 1)]
    parts = 0.81 * 106.25, 0.01 * (2312.5 / 13) / 10
    degrees = sum(parts) ** 2 / (parts[0] ** 2 / 5 + parts[1] ** 2 / 13)
    assert 5 < degrees < 10
    reach = t_quantile(degrees) * math.sqrt(sum(parts))
    assert overall_estimate(samples, 0).high == pytest.approx(62.5 + reach)


@pytest.mark.oracle("opinion_interval.json", "independent")
def test_sum_of_independent(case):
    estimate = sum_of_independent(terms(case))
    assert approximate(estimate) == case["expected"]
    assert is_clear(estimate) is case["is_clear"]


@pytest.mark.oracle("opinion_interval.json", "same_people")
def test_sum_of_same_people(case):
    assert approximate(sum_of_same_people(terms(case))) == case["expected"]


def test_mean_of_same_people_without_values_or_weights():
    assert mean_of_same_people([(1.0, None)]) is None
    assert mean_of_same_people([(0.0, Estimate(50))]) is None
    assert mean_of_same_people([(1.0, None), (0.5, Estimate(60))]) == Estimate(60)


def test_a_difference_is_never_narrower_than_the_rule_of_welch():
    for errors in itertools.product((0.5, 1, 2, 5), repeat=2):
        for degrees in itertools.product((4, 6.5, 9, 40), repeat=2):
            parts = [error**2 for error in errors]
            welch = sum(parts) ** 2 / sum(
                part**2 / own for part, own in zip(parts, degrees, strict=True)
            )
            least = t_quantile(welch) * math.sqrt(sum(parts))
            reaches = [
                t_quantile(own) * error
                for own, error in zip(degrees, errors, strict=True)
            ]
            most = t_quantile(min(degrees)) * math.sqrt(sum(parts))
            difference = sum_of_independent(
                Term(factor, Estimate(50, 50 - reach, 50 + reach))
                for factor, reach in zip((1, -1), reaches, strict=True)
            )
            assert least - 1e-9 <= -difference.low <= most + 1e-9


def terms(case):
    return [Term(factor, Estimate(*limits)) for factor, *limits in case["terms"]]


def approximate(estimate):
    return estimate and pytest.approx(list(estimate), abs=WORKED_OUT)
