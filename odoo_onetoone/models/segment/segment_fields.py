"""The closed list of fields that the rules of segments may name.

Rules are evaluated as superuser: only what is listed can be asked for, so that no rule
reaches passwords, salaries or the like by following relations.
"""

# what the scheduled refresh itself writes about a profile says nothing of a customer
NOT_OF_CUSTOMERS = {"company_id", "currency_id", "refreshed_at", "as_of"}

NAMED = {"id", "name", "display_name"}
_PLACE = {"street", "street2", "zip", "city", "state_id", "country_id"}

# of models a rule may pass through or end at: fields it may name there
FIELDS = {
    "res.partner": NAMED
    | _PLACE
    | {
        "active",
        "category_id",
        "child_ids",
        "commercial_partner_id",
        "company_registry",
        "country_code",
        "create_date",
        "email",
        "function",
        "industry_id",
        "is_company",
        "lang",
        "onetoone_permission",
        "onetoone_preferred_channel",
        "onetoone_preferred_interval_days",
        "onetoone_referrer_id",
        "parent_id",
        "phone",
        "ref",
        "type",
        "tz",
        "user_id",
        "vat",
        "website",
    },
    "res.partner.category": NAMED | {"active", "parent_id"},
    "res.partner.industry": NAMED | {"active", "full_name"},
    "res.country": NAMED | {"code", "country_group_ids"},
    "res.country.group": NAMED,
    "res.country.state": NAMED | {"code", "country_id"},
    "res.lang": NAMED | {"code"},
    "res.users": NAMED | {"active"},
    "crm.lead": NAMED
    | _PLACE
    | {
        "active",
        "campaign_id",
        "contact_name",
        "create_date",
        "date_closed",
        "date_conversion",
        "date_deadline",
        "date_last_stage_update",
        "date_open",
        "day_open",
        "email_from",
        "email_domain_criterion",
        "expected_revenue",
        "function",
        "lang_id",
        "medium_id",
        "onetoone_has_authority",
        "onetoone_has_money",
        "onetoone_has_need",
        "onetoone_referrer_id",
        "partner_id",
        "partner_name",
        "phone",
        "priority",
        "probability",
        "recurring_revenue",
        "referred",
        "source_id",
        "stage_id",
        "tag_ids",
        "team_id",
        "type",
        "user_id",
        "website",
        "won_status",
    },
    "crm.stage": NAMED | {"is_won", "sequence"},
    "crm.tag": NAMED,
    "crm.team": NAMED,
    "utm.campaign": NAMED,
    "utm.medium": NAMED,
    "utm.source": NAMED,
    "onetoone.product": NAMED | {"active", "category_id", "default_code"},
    "onetoone.product.category": NAMED | {"parent_id"},
    "onetoone.learning": {
        "id",
        "channel",
        "choice_id",
        "contact_id",
        "date",
        "date_expiry",
        "topic_id",
        "user_id",
        "value",
    },
    "onetoone.topic": NAMED | {"dimension_id", "kind"},
    "onetoone.topic.choice": NAMED | {"topic_id"},
    "onetoone.dimension": NAMED | {"code"},
    # segments are compared by their ids only: see segment_domain.py
    "onetoone.segment": set(),
}
# what a profile itself must not be asked for by type
UNSEARCHED_TYPES = {"binary", "html", "json", "properties", "properties_definition"}
