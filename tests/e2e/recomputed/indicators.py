"""Readings: numerator, denominator and value of each indicator."""

from datetime import timedelta

from .settings import AS_OF, WINDOW_START

LONG_AGO = AS_OF.replace(year=AS_OF.year - 2)


def read_indicators(dump, profiles, complaints, contacts):
    """Readings by code: (numerator, denominator, value).

    :param profiles: one row per customer with a profile
    """
    portfolio = profiles[profiles.is_customer]
    active = portfolio[portfolio.is_active]
    contacted = portfolio[portfolio.contact_count_window > 0]
    companies = portfolio[portfolio.is_company]
    before = portfolio[portfolio.was_active]
    valuable = portfolio[portfolio.tier == "mvc"]
    lately = dump.midnight(AS_OF - timedelta(days=90))
    return {
        "reachable": percent(portfolio.is_reachable),
        "completeness": (len(active), len(active), active.completeness.mean()),
        "contact_persons": percent(companies.reachable_contact_count > 0),
        "duplicates": percent(portfolio.is_duplicate),
        "stale_records": percent(
            (portfolio.last_purchase < LONG_AGO)
            & ~(portfolio.last_contact >= dump.midnight(LONG_AGO))
        ),
        "value_known": percent(active.margin.notna()),
        "effort_balance": _effort_balance(portfolio),
        "retention": percent(before.is_active),
        "contact_history": percent(active.contact_count_window > 0),
        "mvc_contact_history": percent(valuable.last_contact >= lately),
        "direct_reach": percent(active.last_outbound >= dump.since),
        "channel_integration": percent(contacted.channel_count >= 2),
        "two_way": percent(contacted.is_two_way),
        "complaint_hours": _complaint_hours(dump, complaints),
        "complaint_30_days": _complaint_30_days(dump, portfolio, complaints),
        "first_contact_resolution": _first_contacts(
            dump, portfolio, complaints, contacts
        ),
    }


def history_depth(purchases):
    """Full months from the first purchase on record, at most 36."""
    first = purchases[~purchases.is_refund].day.min()
    months = 12 * (AS_OF.year - first.year) + AS_OF.month - first.month
    return min(months - (first.day > AS_OF.day), 36)


def percent(counted):
    """The reading of those that are counted among all."""
    count, among = int(counted.sum()), len(counted)
    return count, among, 100 * count / among if among else None


def _effort_balance(portfolio):
    """Class C's share of the contacts less its share of the positive value, in points.

    Counts the customers of the class among all.
    """
    least = portfolio[portfolio.abc == "c"]
    effort = least.contact_count_window.sum() / portfolio.contact_count_window.sum()
    value = least.monetary.clip(lower=0).sum() / portfolio.monetary.clip(lower=0).sum()
    return len(least), len(portfolio), max(0.0, 100 * (effort - value))


def _complaint_hours(dump, complaints):
    """Kaplan-Meier median of those opened in the window."""
    cases = complaints[complaints.opened >= dump.since]
    survival, median = 1.0, None
    for hours, here in cases.groupby("hours"):
        at_risk = int((cases.hours >= hours).sum())
        survival *= 1 - int(here.is_closed.sum()) / at_risk
        if median is None and survival <= 0.5 + 1e-9:
            median = hours
    return int(cases.is_closed.sum()), len(cases), median


def _complaint_30_days(dump, portfolio, complaints):
    valuable = portfolio[portfolio.abc == "a"].index
    month = timedelta(days=30)
    start, end = dump.midnight(WINDOW_START - month), dump.midnight(AS_OF - month)
    cases = complaints[
        complaints.customer.isin(valuable)
        & (complaints.opened >= start)
        & (complaints.opened < end)
    ]
    return percent(cases.closed - cases.opened <= month)


def _first_contacts(dump, portfolio, complaints, contacts):
    """Closed in the window and known to be solved at first contact, by importance."""
    cases = complaints[
        complaints.is_closed
        & (complaints.closed >= dump.since)
        & complaints.reopen_count.notna()
    ]
    about = contacts.dropna(subset=["about_id"])
    talks = {key: talk for key, talk in about.groupby(["about_model", "about_id"])}
    solved = [
        row.reopen_count == 0 and _is_settled_at_once(talks.get((row.model, row.id)))
        for row in cases.itertuples()
    ]
    weights = 1 + cases.priority.fillna("0").astype(int)
    weights *= 1 + cases.customer.isin(portfolio[portfolio.abc == "a"].index)
    counted = weights[solved].sum()
    return sum(solved), len(cases), 100 * counted / weights.sum()


def _is_settled_at_once(talk):
    """At most one personal answer, and no word of the customer after it."""
    if talk is None:
        return True
    answers = talk[talk.direction == "out"].moment
    replies = talk[talk.direction == "in"].moment
    if len(answers) > 1:
        return False
    return not (len(answers) and (replies > answers.iloc[0]).any())
