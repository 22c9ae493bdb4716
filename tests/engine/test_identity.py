import pytest
from onetoone_engine.completeness import completeness
from onetoone_engine.identity import (
    Address,
    Identity,
    domain_key,
    duplicates,
    email_key,
    has_linked_sites,
    phone_key,
    split_sites,
    vat_key,
)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (email_key, "Jo <JO@Example.com>", "jo@example.com"),
        (email_key, " jo@example.com ", "jo@example.com"),
        (email_key, "n/a", None),
        (email_key, None, None),
        (domain_key, "jo@Meridian.example", "meridian.example"),
        (domain_key, "jo@gmail.com", None),
        (domain_key, "nobody", None),
        (phone_key, "+49 30 1234567", "49301234567"),
        (phone_key, "0049 (30) 123-4567", "49301234567"),
        (phone_key, "030 123", None),
        (phone_key, "1234567", "1234567"),
        (phone_key, None, None),
        (vat_key, "be 0477.472-701", "BE0477472701"),
        (vat_key, " - ", None),
        (vat_key, None, None),
    ],
)
def test_keys(key, text, expected):
    assert key(text) == expected


def keys(**values):
    return frozenset(values.items())


def test_duplicates_share_a_key_between_houses():
    customers = {
        1: Identity(1, keys(email="a")),
        2: Identity(2, keys(email="a", phone="7")),
        3: Identity(3, keys(phone="7")),
        4: Identity(4, keys(vat="a")),  # another kind of key
        5: Identity(5, keys(email="b")),
        6: Identity(5, keys(email="b")),  # a branch of 5
        7: Identity(7, keys(domain="x")),
        8: Identity(8, keys(domain="x")),  # the same firm, not the same customer
    }
    assert duplicates(customers) == {1, 2, 3}


def test_the_lowest_stands_for_a_group():
    customers = {
        2: Identity(2, keys(vat="a")),
        4: Identity(4, keys(domain="x")),
        6: Identity(6, keys(vat="a", domain="x")),  # joins 2 and 4
        8: Identity(8, keys(domain="y")),
        9: Identity(9, keys(domain="y")),
        10: Identity(10, keys(domain="z")),
        11: Identity(10, keys(domain="z")),  # one house
        12: Identity(12, keys(email="m")),
        13: Identity(13, keys(email="m")),
    }
    assert split_sites(customers) == {2, 8}


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ([], False),
        ([Address(1, "10115", "Berlin", "Ring 1")], False),
        (
            [Address(1, "10115", None, "Ring 1"), Address(1, "10 115", "B", "ring 1.")],
            False,
        ),
        ([Address(1, "10115"), Address(1, "10115", street="Ring 1")], False),
        (
            [Address(1, "10115", None, "Ring 1"), Address(1, "10115", None, "Kai 9")],
            True,
        ),
        ([Address(1, "10115"), Address(2, "10115")], True),
        ([Address(1, None, "Berlin"), Address(1, None, "Hamburg")], True),
        ([Address(1, "10115"), Address(1, None, None, "Kai 9")], False),
    ],
)
def test_sites(addresses, expected):
    assert has_linked_sites(addresses) is expected


def test_completeness():
    assert completeness(
        ["Jo", "", None, 0, "a@b", "1", "en", False, True]
    ) == pytest.approx(500 / 9)
    with pytest.raises(ValueError, match="9 basic fields"):
        completeness(["Jo"])
