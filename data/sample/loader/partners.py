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
    return len(partners)


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
