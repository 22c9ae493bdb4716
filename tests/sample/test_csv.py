"""The committed CSV: its size, its planted cases, and that it can be made again."""

import re
from datetime import date

import oracle
import pytest

from data.sample import AS_OF, CSV_DIR
from data.sample.generator import generate
from data.sample.generator.planted.identity import NAMES

README = CSV_DIR.parents[1] / "README.md"


@pytest.fixture(scope="module")
def first():
    return oracle.expected("C1")


@pytest.fixture(scope="module")
def second():
    return oracle.expected("C2")


def test_generating_again_writes_the_same_bytes(tmp_path):
    generate(tmp_path)
    committed = {path.name: path.read_bytes() for path in CSV_DIR.glob("*.csv")}
    again = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    assert again.keys() == committed.keys()
    assert [name for name in again if again[name] != committed[name]] == []


def test_size():
    assert sum(path.stat().st_size for path in CSV_DIR.iterdir()) < 5_000_000


def test_counts():
    customers = [r for r in oracle.rows("partner") if not r["parent"]]
    assert 1_900 <= len(customers) <= 2_200
    billed = [r for r in oracle.rows("invoice") if r["company"] == "C2"]
    assert 14_500 <= len(oracle.rows("order")) + len(billed) <= 15_500
    talk = sum(len(oracle.rows(n)) for n in ("message", "phonecall", "meeting"))
    assert 29_000 <= talk <= 31_000
    cases = len(oracle.rows("ticket")) + len(oracle.rows("claim"))
    assert 1_450 <= cases <= 1_600


def test_every_reference_of_the_readme_exists():
    named = set(
        re.findall(r"`([PTKLJOH]-[A-Z0-9]+-\d\d[ab]?)`", README.read_text("utf-8"))
    )
    known = {
        row["ref"]
        for table in (
            "partner",
            "ticket",
            "claim",
            "lead",
            "task",
            "pos_order",
            "chat",
        )
        for row in oracle.rows(table)
    }
    assert len(named) > 130
    assert named - known == set()


def test_every_reference_in_the_csv_resolves():
    partners = {row["ref"] for row in oracle.rows("partner")}
    partners |= {f"U-{row['ref']}" for row in oracle.rows("user")} | {"C-C2"}
    for table in (
        "order",
        "invoice",
        "lead",
        "ticket",
        "claim",
        "phonecall",
        "task",
        "pos_order",
        "chat",
        "rating",
        "registration",
        "mailing_trace",
        "loyalty_card",
        "terms",
    ):
        used = {row["partner"] for row in oracle.rows(table)} - {""}
        assert used - partners == set(), table


def test_references_are_unique():
    refs = [
        row["ref"]
        for table in (
            "partner",
            "order",
            "invoice",
            "lead",
            "ticket",
            "claim",
            "task",
            "pos_order",
            "chat",
            "mailing",
            "event",
            "product",
            "variant",
            "user",
            "company",
            "calendar",
        )
        for row in oracle.rows(table)
    ]
    assert len(refs) == len(set(refs))


def test_nothing_random_lies_after_the_end():
    for table in ("order", "invoice"):
        late = {r["ref"] for r in oracle.rows(table) if r["date"][:10] >= str(AS_OF)}
        assert all("-X" in ref for ref in late), table


def test_no_tab_or_line_break_in_names():
    assert not [r for r in oracle.rows("partner") if re.search(r"[\t\r\n]", r["name"])]


def _most_valuable(answer, ref):
    """Fewer than a tenth of the active customers are larger."""
    values = [c["monetary"] for c in answer["customers"].values() if c["is_active"]]
    larger = sum(value > answer["customers"][ref]["monetary"] for value in values)
    return larger < -(-len(values) // 10)


def _ratio(company, ref):
    recent, previous = oracle.spans(company, ref)
    return 100 * recent / previous if previous > 0 else None


def test_drops(first, second):
    ratios = {"P-DROP-01": 35, "P-DROP-02": 60, "P-DROP-03": 0}
    for ref, ratio in ratios.items():
        assert _most_valuable(first, ref)
        assert _ratio("C1", ref) == ratio
    assert _most_valuable(second, "P-DROP-04")
    assert oracle.spans("C2", "P-DROP-04") == (40000, 75000)
    assert _most_valuable(first, "P-DROP-05")
    assert oracle.spans("C1", "P-DROP-05") == (20000, 90000)


def test_only_looks_like_a_drop(first, second):
    assert _most_valuable(first, "P-SEASON-01")
    assert _ratio("C1", "P-SEASON-01") is None
    assert _most_valuable(second, "P-SEASON-02")
    assert _ratio("C2", "P-SEASON-02") > 100
    assert _most_valuable(first, "P-ONCE-01")
    assert _ratio("C1", "P-ONCE-01") is None
    assert _ratio("C1", "P-ONCE-02") == 0
    assert first["customers"]["P-ONCE-02"]["lifetime_orders"] == 1
    assert _ratio("C1", "P-STEADY-01") == 61


def test_lost(first, second):
    for answer, ref in ((first, "P-LOST-01"), (second, "P-LOST-02")):
        customer = answer["customers"][ref]
        assert 365 < customer["recency"] < 3 * 365
        assert not customer["is_active"]
        assert customer["lifetime_amount"] > 100_000
    assert first["customers"]["P-LOST-03"]["recency"] > 3 * 365


def test_not_in_the_portfolio(first, second):
    for ref in (
        "P-FUTURE-01",
        "P-MIDNIGHT-02",
        "P-CANCEL-01",
        "P-DRAFT-01",
        "P-INVOICED-01",
        "P-PROSPECT-01",
        "P-PROSPECT-02",
        "P-GENERIC-01",
        "P-GENERIC-02",
    ):
        assert ref not in first["customers"], ref
    for ref in ("P-REFUND-01", "P-FUTURE-03", "P-CANCEL-01", "P-DRAFT-01"):
        assert ref not in second["customers"], ref
    assert not [ref for ref in first["customers"] if ref.startswith(("U-", "C-"))]


def test_edges_of_the_window(first):
    customers = first["customers"]
    assert customers["P-MIDNIGHT-01"]["recency"] == 1
    assert not customers["P-MIDNIGHT-03"]["is_active"]
    assert customers["P-MIDNIGHT-04"]["last_purchase"] == date(2025, 7, 1)
    assert customers["P-FUTURE-02"]["monetary"] == 2000
    counts = [
        customers[f"P-LATEMAIL-0{n}"]["contact_count_window"] for n in range(1, 5)
    ]
    assert counts == [1, 0, 0, 1]
    assert customers["P-LATEMAIL-03"]["last_contact"] is not None


def test_odd_values(first, second):
    zero = first["customers"]["P-ZERO-01"]
    assert (zero["monetary"], zero["abc"], zero["is_active"]) == (0, "c", True)
    refunded = second["customers"]["P-REFUND-02"]
    assert (refunded["monetary"], refunded["abc"]) == (-500, "c")
    assert first["customers"]["P-SHARED-01"]["abc"] == "a"
    assert second["customers"]["P-SHARED-01"]["abc"] == "c"
    assert first["customers"]["P-CHILD-01"]["frequency"] == 3
    assert first["customers"]["P-BRANCH-01"]["monetary"] == 11000
    assert 18_000 < first["customers"]["P-FX-01"]["monetary"] < 20_500
    assert first["customers"]["P-FX-01"]["monetary"] != 20_000


def test_counter(first, second):
    for ref, orders, value in (
        ("P-POS-01", 2, 1500),
        ("P-POS-03", 1, 80),
        ("P-POS-05", 1, 200),
    ):
        customer = first["customers"][ref]
        assert (customer["frequency"], customer["monetary"]) == (orders, value)
    assert "P-POS-04" not in first["customers"]
    assert second["customers"]["P-POS-02"]["monetary"] == 300
    assert second["customers"]["P-POS-02"]["frequency"] == 1


def test_ties(first):
    keys = ("recency", "frequency", "monetary", "r_score", "f_score", "m_score", "abc")
    tied = [first["customers"][f"P-TIE-0{number}"] for number in range(1, 7)]
    assert len({tuple(customer[key] for key in keys) for customer in tied}) == 1


def test_reach(first):
    reachable = {
        ref: first["customers"][ref]["is_reachable"]
        for ref in (
            "P-NOREACH-01",
            "P-REACH-02",
            "P-NOREACH-03",
            "P-REACH-04",
            "P-REACH-05",
            "P-NONAME-01",
        )
    }
    assert [ref for ref, yes in reachable.items() if yes] == [
        "P-REACH-02",
        "P-REACH-04",
        "P-REACH-05",
    ]


def test_what_is_no_contact(first, second):
    silent = (
        "P-PDF-02",
        "P-MASS-01",
        "P-ROBOT-01",
        "P-CRON-01",
        "P-NOTE-01",
        "P-SILENT-01",
        "P-MEET-02",
        "P-CHAT-02",
        "P-ACTIVITY-03",
        "P-ACTIVITY-04",
        "P-MAILING-01",
        "P-EVENT-02",
        "P-EVENT-03",
        "P-PORTAL-01",
    )
    for ref in silent:
        assert first["customers"][ref]["last_contact"] is None, ref
    assert second["customers"]["P-PDF-01"]["last_contact"] is None
    written_to = {ref for row in oracle.rows("message") for ref in row["to"].split()}
    for ref in (*silent[:5], "P-PDF-01"):
        assert ref in written_to


@pytest.mark.parametrize(
    ("ref", "count", "channels", "two_way"),
    [
        ("P-SMS-01", 1, 1, False),
        ("P-REPLY-01", 2, 1, True),
        ("P-TWO-01", 1, 1, False),
        ("P-MEET-01", 1, 1, True),
        ("P-CHANNEL-01", 2, 2, False),
        ("P-TEMPLATE-01", 1, 1, False),
        ("P-FILE-01", 1, 1, False),
        ("P-CHILD-01", 1, 1, False),
        # a mail of ours, and a ticket that came by mail
        ("P-BRANCH-01", 2, 1, True),
        ("P-CALL-01", 1, 1, False),
        ("P-CHAT-01", 1, 1, True),
        ("P-ACTIVITY-01", 1, 1, False),
        ("P-ACTIVITY-02", 1, 1, True),
        ("P-ACTIVITY-05", 1, 1, False),
        ("P-EVENT-01", 1, 1, False),
        ("P-EVENT-04", 1, 1, False),
        ("P-FORWARD-01", 1, 1, False),
        ("P-BOTH-01", 1, 1, False),
        ("P-BOTH-02", 1, 1, False),
        ("P-LETTER-01", 1, 1, False),
        ("P-LEADMAIL-01", 1, 1, False),
    ],
)
def test_contacts(first, ref, count, channels, two_way):
    customer = first["customers"][ref]
    assert customer["contact_count_window"] == count
    assert customer["channel_count"] == channels
    assert customer["is_two_way"] is two_way


def test_company_of_a_message(first, second):
    for ref in ("P-NOCOMPANY-01", "P-NOCOMPANY-02", "P-NOCOMPANY-03"):
        assert second["customers"][ref]["contact_count_window"] == 1
    assert first["customers"]["P-NOCOMPANY-02"]["contact_count_window"] == 1
    assert oracle.contacts_of("C1").get("P-NOCOMPANY-01") is None


def test_tickets():
    tickets = oracle.cases_of("C1")
    hours = {ref: case["hours"] for ref, case in tickets.items() if case["closed"]}
    assert hours["T-SUNDAY-01"] == 0
    assert hours["T-EASTER-01"] == 2
    assert hours["T-DST-01"] == 2.5
    assert hours["T-ATONCE-01"] == 0
    assert tickets["T-TWICE-01"]["closed"].day == 11
    for ref in ("T-REOPEN-01", "T-LATER-01", "T-OPEN30-01", "T-OPEN30-03"):
        assert tickets[ref]["closed"] is None, ref
    assert hours["T-NIGHT-01"] == 6
    assert hours["K-SETTLED-01"] == 9
    assert hours["K-REJECTED-01"] == 2
    assert hours["J-DONE-01"] == 3
    assert tickets["K-TWICE-01"]["closed"].day == 11
    for ref in ("K-OPEN30-01", "K-REOPEN-01", "J-OPEN-01", "J-REOPEN-01"):
        assert tickets[ref]["closed"] is None, ref
    assert "T-INSIDE-01" in tickets and "T-BRANCH-01" in tickets
    assert not {"T-FUTURE-01", "T-BEFORE-01"} & tickets.keys()
    assert oracle.cases_of("C2")["T-OPEN30-02"]["closed"] is None


def test_only_planted_tickets_of_the_window_have_no_customer():
    nobodys = {row["ref"] for row in oracle.rows("ticket") if not row["partner"]}
    late = {row["ref"] for row in oracle.rows("ticket") if row["opened"] >= "2025-07"}
    assert nobodys & late == {"T-UNLINKED-01", "T-STRANGER-01"}
    assert {"T-UNLINKED-01", "T-STRANGER-01"} <= oracle.cases_of("C1").keys()


def test_names():
    names = {row["ref"]: row["name"] for row in oracle.rows("partner")}
    assert [names[f"P-NAME-{n:02d}"] for n in range(1, len(NAMES) + 1)] == list(NAMES)


def test_kaplan_meier_median():
    assert oracle.kaplan_meier_median([(1, True), (2, True), (3, True)]) == 2
    assert oracle.kaplan_meier_median([(1, False), (2, True), (3, True)]) == 2
    assert oracle.kaplan_meier_median([(1, True), (2, False), (3, False)]) is None
