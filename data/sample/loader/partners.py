"""Customers, their contacts and their branches."""

from .common import moment, rows, set_dates


def load(loading):
    partners = rows("partner")
    countries = {
        code: loading.env.ref(f"base.{code.lower()}").id
        for code in {row["country"] for row in partners}
        if code
    }
    customers = [row for row in partners if not row["parent"]]
    children = [row for row in partners if row["parent"]]
    for part in (customers, children):
        loading.create(
            "res.partner",
            [row["ref"] for row in part],
            [_values(loading, row, countries) for row in part],
        )
    set_dates(
        loading.env,
        "res.partner",
        [
            (loading.id(row["ref"]), moment(f"{row['created']} 08:00"))
            for row in partners
        ],
    )
    _agree_terms(loading)
    return len(partners)


def _agree_terms(loading):
    """Terms of the first company with single customers."""
    env = loading.env
    languages = {row["lang"] for row in rows("terms")} - {""}
    # switched on without its translations: that would take minutes
    env["res.lang"].with_context(active_test=False).search(
        [("code", "in", list(languages))]
    ).active = True
    for row in rows("terms"):
        partner = loading.get(row["partner"]).with_company(loading.get("C1"))
        if row["term"]:
            partner.property_payment_term_id = loading.id(row["term"])
        if row["pricelist"]:
            partner.specific_property_product_pricelist = loading.id(row["pricelist"])
        if row["lang"]:
            partner.lang = row["lang"]


def _values(loading, row, countries):
    values = {
        "name": row["name"],
        "email": row["email"],
        "phone": row["phone"],
        "function": row["function"],
        "company_id": loading.id(row["company"]),
        "ref": row["number"],
        "active": row["active"] == "1",
        "is_company": row["kind"] == "company",
        "type": {"branch": "delivery", "nameless": "other"}.get(row["kind"], "contact"),
    }
    if row["parent"]:
        values["parent_id"] = loading.id(row["parent"])
    else:
        values["user_id"] = loading.id(row["user"])
        values["vat"] = row["vat"]
    if row["country"]:
        values.update(
            street=row["street"],
            zip=row["zip"],
            city=row["city"],
            country_id=countries[row["country"]],
        )
    return values
