"""What the field mapping of a source of each kind must look like, as data."""

from typing import NamedTuple

NUMBER = ("float", "monetary", "integer")
MOMENT = ("date", "datetime")


class Slot(NamedTuple):
    """One field of the mapping: what the documents' field it names must be."""

    types: tuple
    comodel: str = None
    is_required: bool = False
    # several paths by commas: the first that is set counts
    is_list: bool = False
    # names to propose for a new source, best first
    usual: tuple = ()


_PARTNER = Slot(
    ("many2one",),
    "res.partner",
    is_required=True,
    is_list=True,
    usual=("partner_id", "customer_id", "contact_id"),
)
_COMPANY = Slot(("many2one",), "res.company", is_list=True, usual=("company_id",))
_USER = Slot(("many2one",), "res.users", is_list=True, usual=("user_id", "owner_id"))
_DATE = Slot(
    MOMENT,
    is_required=True,
    is_list=True,
    usual=("date", "date_order", "invoice_date", "start", "create_date"),
)

MAPPING = {
    "purchase": {
        "partner_field": _PARTNER,
        "company_field": _COMPANY._replace(is_required=True),
        "user_field": _USER,
        "date_field": _DATE,
        "amount_field": Slot(
            NUMBER,
            is_required=True,
            usual=("amount_untaxed_signed", "amount_untaxed", "amount", "amount_total"),
        ),
        "tax_field": Slot(NUMBER),
        "rate_field": Slot(NUMBER, usual=("currency_rate",)),
        "margin_field": Slot(NUMBER, usual=("margin",)),
    },
    "interaction": {
        "partner_field": _PARTNER,
        "company_field": _COMPANY,
        "user_field": _USER,
        "date_field": _DATE,
    },
    "complaint": {
        "partner_field": _PARTNER,
        "company_field": _COMPANY,
        "user_field": _USER,
        "opened_field": _DATE._replace(usual=("date", "create_date")),
        "closed_field": Slot(
            MOMENT,
            is_list=True,
            usual=("closed_date", "date_closed", "close_date", "date_end"),
        ),
        "stage_field": Slot(("many2one", "selection"), usual=("stage_id", "state")),
        "priority_field": Slot(
            ("selection", "integer", "char"), usual=("priority", "severity")
        ),
    },
    "satisfaction": {
        "partner_field": _PARTNER,
        "company_field": _COMPANY,
        "user_field": _USER,
        "date_field": _DATE,
        "rating_field": Slot(NUMBER, is_required=True, usual=("rating", "score")),
    },
}
MAPPING_FIELDS = sorted({name for slots in MAPPING.values() for name in slots})
# what else decides how documents are read
READING_FIELDS = [
    *MAPPING_FIELDS,
    "kind",
    "model",
    "addon",
    "domain",
    "refund_domain",
    "closed_stage_field",
    "closed_stage_domain",
    "closed_stages",
]
