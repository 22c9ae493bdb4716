from datetime import datetime

import pytest
from onetoone_engine.contact_rules import (
    Guideline,
    Wish,
    days_since,
    follows_guidelines,
    keeps_wish,
)
from onetoone_engine.contacts import Contact


def contact(values):
    """A contact; a reply is an automatic one of the customer's mailbox."""
    moment, channel, direction = values
    is_reply = direction == "reply"
    return Contact(
        datetime.fromisoformat(f"2026-{moment}"),
        channel,
        "in" if is_reply else direction,
        is_automatic=is_reply,
    )


@pytest.mark.oracle("contact_rules.json", "days_since")
def test_days_since(case):
    before = case["before"] and contact(case["before"])
    latest = contact(case["contact"])
    others = list(map(contact, case["others"]))
    for known in (others, others[::-1], [*filter(None, [before]), *others, latest]):
        found = days_since(before, latest, known)
        assert found == case["expected"]


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
