import pytest
from onetoone_engine.contact_rules import (
    Guideline,
    Wish,
    follows_guidelines,
    keeps_wish,
)


@pytest.mark.oracle("contact_rules.json", "keeps_wish")
def test_keeps_wish(case):
    found = keeps_wish(Wish(**case["wish"]), case["channel"], case["days"])
    assert found is case["expected"]


@pytest.mark.oracle("contact_rules.json", "follows_guidelines")
def test_follows_guidelines(case):
    guidelines = [Guideline(**values) for values in case["guidelines"]]
    wish = Wish(**case["wish"])
    for ordered in (guidelines, guidelines[::-1]):
        found = follows_guidelines(ordered, wish, case["channel"], case["days"])
        assert found is case["expected"]
