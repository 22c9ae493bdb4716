"""What customers contribute and could; tiers, lifetime values, relationships."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from .contacts import DOCUMENTS
from .settings import AS_OF

LAST_DAY = AS_OF - timedelta(days=1)
DISCOUNT = Decimal("0.1")
LEVELS = np.array([None, "contact", "connection", "familiarity", "trust"])

UNIT_COST = "SELECT onetoone_unit_contact_cost AS cost FROM res_company WHERE id = %s"
COSTS = "SELECT channel, ratio FROM onetoone_channel_cost WHERE company_id = %s"
WALLETS = "SELECT * FROM onetoone_wallet WHERE company_id = %s"
CHOICES = "SELECT * FROM onetoone_override WHERE company_id = %s"
LEARNINGS = "SELECT * FROM onetoone_learning WHERE company_id = %s"
# in the order of their divisions, then in their own
RETENTIONS = """
    SELECT member.partner_id AS contact, segment.retention, member.date_from,
           member.date_to
      FROM onetoone_segment_member member
      JOIN onetoone_segment segment ON segment.id = member.segment_id
      LEFT JOIN onetoone_segment_division division
           ON division.id = segment.division_id
     WHERE segment.active AND segment.company_id = %s
       AND segment.retention IS NOT NULL
     ORDER BY division.sequence, division.id, segment.sequence, segment.id
"""
OPPORTUNITIES = """
    SELECT lead.partner_id AS contact, lead.create_date AS moment, lead.date_closed,
           COALESCE(lead.company_id, team.company_id, seller.company_id) AS company,
           lead.active AND lead.won_status = 'pending' AS is_open
      FROM crm_lead lead
      LEFT JOIN crm_team team ON team.id = lead.team_id
      LEFT JOIN res_users seller ON seller.id = lead.user_id
     WHERE lead.type = 'opportunity'
"""
REFERRALS = """
    SELECT lead.onetoone_referrer_id AS contact, lead.create_date AS moment,
           partner.commercial_partner_id AS referred,
           COALESCE(lead.company_id, team.company_id, seller.company_id) AS company
      FROM crm_lead lead
      LEFT JOIN res_partner partner ON partner.id = lead.partner_id
      LEFT JOIN crm_team team ON team.id = lead.team_id
      LEFT JOIN res_users seller ON seller.id = lead.user_id
     WHERE lead.onetoone_referrer_id IS NOT NULL
     UNION ALL
    SELECT onetoone_referrer_id, create_date, commercial_partner_id, company_id
      FROM res_partner WHERE onetoone_referrer_id IS NOT NULL
"""
RATINGS = """
    SELECT rating.partner_id AS contact, rating.rating, rating.res_model AS model,
           rating.res_id AS document, rated.company_id AS rated_company,
           COALESCE(rating.rated_on, rating.create_date) AS moment
      FROM rating_rating rating
      LEFT JOIN res_users rated ON rated.partner_id = rating.rated_partner_id
     WHERE rating.consumed AND rating.rating BETWEEN 1 AND 5
"""


def add_value(dump, profiles, contacts):
    """Profiles with what else is known of their value; amounts in cents.

    :param profiles: with the fields of purchases, contacts and complaints
    :param contacts: personal contacts before AS_OF
    """
    found = profiles.join(_told(dump))
    window = contacts[contacts.moment >= dump.since]
    ratios = dump.read(COSTS, dump.company).set_index("channel").ratio.astype(float)
    efforts = window.channel.map(ratios).groupby(window.customer).sum()
    found["contact_effort"] = efforts.reindex(found.index).fillna(0)
    unit_cost = dump.read(UNIT_COST, dump.company).cost[0]
    found["contact_cost"] = [_cents(one, unit_cost) for one in found.contact_effort]
    found["net_contribution"] = found.margin.astype(float) - found.contact_cost
    found["share_of_customer"] = 100 * found.monetary / found.estimated_wallet
    found["has_open_opportunity"] = found.index.isin(_with_open_opportunity(dump))
    found["tier"] = _tiers(found)
    found["lifetime_value"] = _lifetime_values(found)
    found["relationship_suggested"] = _relationships(dump, found)
    chosen = found.chosen_relationship
    found["relationship"] = chosen.where(chosen.notna(), found.relationship_suggested)
    return found


def _cents(effort, unit_cost):
    if pd.isna(unit_cost):
        return float("nan")
    cost = Decimal(str(effort)) * Decimal(str(unit_cost))
    return float(100 * cost.quantize(Decimal("0.01"), ROUND_HALF_UP))


# ------------------------------------------------------------
# What somebody said
# ------------------------------------------------------------


def _told(dump):
    """One row per customer: wallets, choices, learnings, segments, ratings."""
    learnt = _latest(dump, LEARNINGS, ["customer", "topic_id"], has_answer=True)
    learnt = learnt[_in_force(learnt)]
    tiers, relationships = (
        _chosen(dump, subject) for subject in ("tier", "relationship")
    )
    wallets = _latest(dump, WALLETS, ["customer"]).set_index("customer")
    parts = {
        "estimated_wallet": 100 * wallets.amount.astype(float),
        "potential_value": 100 * wallets.potential.astype(float),
        "wallet_date": wallets.date,
        "chosen_tier": tiers,
        "chosen_relationship": relationships,
        "learning_count": learnt.groupby("customer").size(),
        "segment_retention": _segment_retention(dump),
        "referral_count": _referred(dump),
        "satisfaction": _satisfaction(dump),
    }
    return pd.concat(parts, axis=1)


def _latest(dump, query, keys, has_answer=False):
    """Of what was recorded before AS_OF, the latest for each key."""
    rows = dump.read(query, dump.company).rename(columns={"partner_id": "contact"})
    rows = dump.of_customers(rows)
    if has_answer:
        rows = rows[rows.value.fillna("").ne("") | rows.choice_id.notna()]
    rows = rows[rows.date <= LAST_DAY].sort_values(["date", "id"])
    return rows.drop_duplicates(keys, keep="last")


def _chosen(dump, subject):
    rows = dump.read(CHOICES, dump.company).rename(columns={"partner_id": "contact"})
    rows = dump.of_customers(rows[rows.subject == subject])
    rows = rows[(rows.date <= LAST_DAY) & _in_force(rows)].sort_values(["date", "id"])
    return rows.drop_duplicates("customer", keep="last").set_index("customer")[subject]


def _in_force(rows):
    return rows.date_expiry.isna() | (rows.date_expiry > LAST_DAY)


def _segment_retention(dump):
    members = dump.of_customers(dump.read(RETENTIONS, dump.company))
    members = members[
        (members.date_from <= LAST_DAY)
        & (members.date_to.isna() | (members.date_to > LAST_DAY))
    ]
    return members.drop_duplicates("customer").set_index("customer").retention


def _referred(dump):
    """How many others each customer told of us."""
    rows = dump.of_customers(dump.read(REFERRALS))
    rows = rows[(pd.to_datetime(rows.moment) < dump.until)]
    rows = rows[rows.company.isna() | dump.is_ours(rows)]
    return rows[rows.referred != rows.customer].groupby("customer").size()


def _satisfaction(dump):
    rows = dump.of_customers(dump.read(RATINGS))
    moments = pd.to_datetime(rows.moment)
    rows = rows[(moments >= dump.since) & (moments < dump.until)]
    companies = pd.concat(
        [dump.read(query).assign(model=model) for model, query in DOCUMENTS.items()]
    ).set_index(["model", "id"])["company_id"]
    keys = pd.MultiIndex.from_frame(rows[["model", "document"]])
    of_document = pd.Series(companies.reindex(keys).to_numpy(float), rows.index)
    rows = rows.assign(company=of_document.fillna(rows.rated_company.astype(float)))
    return rows[dump.is_ours(rows)].groupby("customer").rating.mean()


def _with_open_opportunity(dump):
    rows = dump.of_customers(dump.read(OPPORTUNITIES))
    rows = rows[dump.is_ours(rows) & (pd.to_datetime(rows.moment) < dump.until)]
    still = pd.to_datetime(rows.date_closed) >= dump.until
    return rows[rows.is_open | still].customer


# ------------------------------------------------------------
# What follows
# ------------------------------------------------------------


def _tiers(found):
    """By hand, below zero, most valuable (as ranked before), most growable."""
    customers = found[found.is_customer]
    wallets = customers.estimated_wallet.dropna()
    is_large = wallets.rank(method="min", ascending=False) - 1 < -(-len(wallets) // 5)
    has_room = found.index.isin(wallets[is_large].index)
    has_room &= found.share_of_customer < 50
    tiers = found.tier.copy()
    is_growing = found.is_growing & found.has_open_opportunity
    tiers[(has_room | is_growing) & (tiers != "mvc")] = "mgc"
    tiers[found.net_contribution < 0] = "bz"
    tiers = found.chosen_tier.where(found.chosen_tier.notna(), tiers)
    return tiers.where(found.is_customer, None)


def _lifetime_values(found):
    """Value of the window, which is a year, × r ÷ (1 + d − r)."""
    active = found[found.is_active]
    value = active.monetary.clip(lower=0)
    by_margin = 100 * value[active.margin.notna()].sum() >= 80 * value.sum()
    values = found.margin if by_margin else found.monetary
    before = found[found.was_active]
    retention = Decimal(int(before.is_active.sum())) / Decimal(len(before))
    worth = []
    for value, segment, is_customer in zip(
        values, found.segment_retention, found.is_customer, strict=True
    ):
        rate = retention if pd.isna(segment) else Decimal(str(segment)) / 100
        if pd.isna(value) or not is_customer:
            worth.append(float("nan"))
        else:
            cents = Decimal(int(value)) * rate / (1 + DISCOUNT - rate)
            worth.append(float(cents.quantize(Decimal(1), ROUND_HALF_UP)))
    return pd.Series(worth, found.index)


def _relationships(dump, found):
    """Fills in what nobody said, and returns the level of each."""
    found["learning_count"] = found.learning_count.fillna(0).astype(int)
    found["gave_referral"] = found.referral_count.fillna(0) > 0
    orders = found.lifetime_orders
    has_bond = found.last_inbound.notna() & found.last_outbound.notna()
    steps = (
        found.last_contact.notna() | (orders > 0),
        has_bond | (orders >= 2),
        (orders >= 2) & (found.learning_count >= 3),
        ~(found.oldest_open_complaint < dump.until - timedelta(days=30))
        & ~(found.satisfaction < 4)
        & (found.gave_referral | found.is_loyal),
    )
    reached = pd.Series(0, found.index)
    is_reached = pd.Series(True, found.index)
    for step in steps:
        is_reached &= step
        reached += is_reached
    is_quiet = ~(found.is_active | found.is_two_way)
    reached -= (reached > 1) & is_quiet
    return pd.Series(LEVELS[reached], found.index)
