"""Readings of what our people recorded: segments, learnings, wishes, guidelines."""

from datetime import timedelta

import pandas as pd

from .indicators import percent
from .settings import AS_OF

LAST_DAY = AS_OF - timedelta(days=1)
TWO_YEARS_AGO = AS_OF.replace(year=AS_OF.year - 2)
MEMBERS = """
    SELECT member.partner_id, member.segment_id, member.date_from, member.date_to,
           division.basis
      FROM onetoone_segment_member member
      JOIN onetoone_segment segment ON segment.id = member.segment_id
      LEFT JOIN onetoone_segment_division division
           ON division.id = segment.division_id
     WHERE segment.active AND segment.company_id = %s
"""
LEARNINGS = "SELECT * FROM onetoone_learning WHERE company_id = %s"
GUIDELINES = "SELECT * FROM onetoone_segment_guideline WHERE company_id = %s"
COSTS = "SELECT channel, ratio FROM onetoone_channel_cost WHERE company_id = %s"


def read_own_records(dump, profiles, contacts):
    """Readings by code: (numerator, denominator, value).

    :param profiles: one row per customer with a profile
    :param contacts: personal contacts before AS_OF
    """
    active = profiles[profiles.is_customer & profiles.is_active]
    valuable = profiles[profiles.tier == "mvc"]
    members = _members(dump)
    is_member = active.index.isin(members.partner_id)
    covered = percent(pd.Series(is_member))
    value = 100 * active.monetary[is_member].sum() / active.monetary.sum()
    by_needs = members[members.basis == "needs"].segment_id.nunique()
    needs, kept = _learnt(dump)
    wishes = _wishes(dump)
    wishful = wishes.reindex(active.index)
    window = contacts[contacts.moment >= dump.since]
    ratios = dump.read(COSTS, dump.company).set_index("channel").ratio
    efforts = window.channel.map(ratios).dropna()
    return {
        "segment_coverage": covered,
        "segment_value_coverage": (*covered[:2], value),
        "mvc_segment_coverage": percent(valuable.index.isin(members.partner_id)),
        "needs_segments": (by_needs, None, by_needs),
        "mvc_needs_known": percent(valuable.index.isin(needs)),
        "profile_kept": percent(active.index.isin(kept)),
        "preference_known": percent(
            wishful.channel.notna() & wishful.interval_days.notna()
        ),
        "preference_respected": percent(
            _keeping_wishes(dump, contacts, wishes[wishes.index.isin(active.index)])
        ),
        "guidelines_followed": percent(
            _following_guidelines(dump, contacts, members, wishes)
        ),
        "contact_effort": (len(efforts), len(efforts), efforts.mean()),
    }


def _members(dump):
    members = dump.read(MEMBERS, dump.company)
    return members[
        (members.date_from <= LAST_DAY)
        & (members.date_to.isna() | (members.date_to > LAST_DAY))
    ]


def _learnt(dump):
    """Customers whose needs are known, and those with a profile that is kept."""
    learnt = dump.read(LEARNINGS, dump.company).dropna(subset="partner_id")
    has_answer = learnt.value.fillna("").ne("") | learnt.choice_id.notna()
    learnt = learnt[has_answer & (learnt.date <= LAST_DAY)].sort_values(["date", "id"])
    learnt["customer"] = dump.partners.customer.reindex(learnt.partner_id).to_numpy()
    latest = learnt.drop_duplicates(["customer", "topic_id"], keep="last")
    in_force = latest[latest.date_expiry.isna() | (latest.date_expiry > LAST_DAY)]
    topics = in_force.groupby("customer").size()
    return topics[topics >= 3].index, learnt[learnt.date >= TWO_YEARS_AGO].customer


def _wishes(dump):
    """What customers wish, by customer; None where they said nothing."""
    wishes = dump.partners[
        [
            "onetoone_preferred_channel",
            "onetoone_preferred_interval_days",
            "onetoone_permission",
        ]
    ]
    wishes = wishes.set_axis(["channel", "interval_days", "permission"], axis=1)
    return wishes.astype(object).where(wishes.notna(), None)


def _sent(dump, contacts):
    """Outbound contacts in their order, with their day."""
    sent = contacts[contacts.direction != "in"].sort_values("moment", kind="stable")
    return sent.assign(day=dump.local_days(sent.moment))


def _heard(contacts):
    """{customer: moments at which he said something, himself or in a talk}."""
    heard = contacts[contacts.direction != "out"]
    return heard.groupby("customer").moment.apply(list).to_dict()


def _days_since(last, contact, heard):
    """Days since our contact before; None for the first one, and in a dialogue."""
    if last is None or any(last.moment < one < contact.moment for one in heard):
        return None
    return (contact.day - last.day).days


def _keeping_wishes(dump, contacts, wishes):
    """Whether each contact of the window kept to the wishes of its customer."""
    kept = []
    heard = _heard(contacts)
    for customer, sent in _sent(dump, contacts).groupby("customer"):
        if customer not in wishes.index:
            continue
        wish = wishes.loc[customer]
        is_refused = wish.permission == "refused"
        if not (wish.channel or wish.interval_days or is_refused):
            continue
        last = None
        for contact in sent.itertuples():
            is_kept = not is_refused
            if wish.channel and contact.channel != wish.channel:
                is_kept = False
            days = _days_since(last, contact, heard.get(customer, ()))
            if None not in (days, wish.interval_days) and days < wish.interval_days:
                is_kept = False
            last = contact
            if contact.moment >= dump.since:
                kept.append(is_kept)
    return pd.Series(kept)


def _following_guidelines(dump, contacts, members, wishes):
    """Whether each contact of the window followed the guidelines for its channel."""
    followed = []
    heard = _heard(contacts)
    guidelines = dump.read(GUIDELINES, dump.company)
    lines = members.merge(guidelines, on="segment_id")
    binding = lines[lines.min_interval_days.notna() | lines.needs_permission.eq(True)]
    rules = dict(list(binding.groupby(["partner_id", "channel"])))
    for key, sent in _sent(dump, contacts).groupby(["customer", "channel"]):
        if key not in rules:
            continue
        rule, wish = rules[key], wishes.loc[key[0]]
        interval = rule.min_interval_days.max()
        is_permitted = wish.permission == "granted" or (
            wish.permission == "preferred" and wish.channel == key[1]
        )
        may_contact = is_permitted or not rule.needs_permission.eq(True).any()
        last = None
        for contact in sent.itertuples():
            days = _days_since(last, contact, heard.get(key[0], ()))
            is_late = days is None or not days < interval
            last = contact
            if contact.moment >= dump.since:
                followed.append(bool(may_contact and is_late))
    return pd.Series(followed)
