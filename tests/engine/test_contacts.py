from datetime import datetime

import pytest
from onetoone_engine.contacts import Contact, ContactSummary, summarize


def moment(text):
    return text and datetime.fromisoformat(text)


@pytest.mark.oracle("contacts.json", "summarize")
def test_summarize(case, oracle):
    contacts = [
        Contact(**{**values, "date": moment(values["date"])})
        for values in case["contacts"]
    ]
    last = ("last_contact", "last_inbound", "last_outbound")
    expected = ContactSummary(
        **{
            name: moment(value) if name in last else value
            for name, value in case["expected"].items()
        }
    )
    start, end = map(moment, oracle("contacts.json")["window"])
    assert summarize(contacts, start, end) == expected
    assert summarize(reversed(contacts), start, end) == expected
