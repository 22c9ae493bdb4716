import pytest
from onetoone_engine import management


@pytest.mark.oracle("management.json", "levels")
def test_a_level_needs_those_before(case):
    assert management.management_level(case["steps"]) == case["level"]


@pytest.mark.oracle("management.json", "touchpoints")
def test_touchpoints_without_a_guideline(case):
    assert management.missing_touchpoints(case["channels"]) == case["missing"]


@pytest.mark.oracle("management.json", "companies")
def test_the_weakest_segment_places_the_company(case):
    assert management.company_level(case["levels"]) == case["level"]


@pytest.mark.oracle("management.json", "targets")
def test_stages_that_a_target_skips(case):
    skipped = management.skipped_stages(case["level"], case["target"])
    assert skipped == case["skipped"]
