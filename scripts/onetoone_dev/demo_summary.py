"""What the demo tells, as plain data; it reads what is stored and computes nothing."""

READINGS = ("reachable", "contact_history", "channel_integration", "complaint_hours")


def companies(env):
    """The root companies: branches roll up to them."""
    return env["res.company"].search([("parent_id", "=", False)], order="id")


def demo_summary(env) -> dict[str, dict]:
    """Company name -> its portfolio, classes and readings."""
    return {company.name: company_summary(company) for company in companies(env)}


def company_summary(company) -> dict:
    profiles = company.env["onetoone.profile"]
    portfolio = [("company_id", "=", company.id), ("is_customer", "=", True)]
    active = [*portfolio, ("is_active", "=", True)]
    ((monetary,),) = profiles._read_group(portfolio, aggregates=["monetary:sum"])
    as_of = company.env["onetoone.refresh"]._of(company).as_of
    classes = profiles._read_group(portfolio, ["abc"], ["__count"])
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "currency": company.currency_id.name,
        "portfolio": profiles.search_count(portfolio),
        "active": profiles.search_count(active),
        "monetary": monetary or 0.0,
        "abc": {name or "none": count for name, count in classes},
        "readings": {code: reading_summary(company, code) for code in READINGS},
        "rounds": rounds_summary(company),
        "actions": actions_summary(company),
    }


def rounds(company, *states):
    """The rounds of a company in these states, the first one first."""
    return company.env["onetoone.assessment"].search(
        [("company_id", "=", company.id), ("state", "in", states)], order="as_of, id"
    )


def closed_rounds(company):
    return rounds(company, "closed")


def rounds_summary(company) -> list[dict]:
    """The closed and the open rounds, with their results."""
    return [round_summary(one) for one in rounds(company, "open", "closed")]


def round_summary(assessment) -> dict:
    """A closed round with its result; an open one with the link of its customers."""
    summary = {"name": assessment.name, "state": assessment.state}
    if assessment.state == "open":
        lines = assessment.group_ids.filtered("has_link")
        links = [f"/onetoone/join/{line.link_token}" for line in lines]
        return summary | {"link": links[-1] if links else None}
    ((responses,),) = assessment.env["onetoone.answer"]._read_group(
        [("assessment_id", "=", assessment.id)],
        aggregates=["response:count_distinct"],
    )
    stages = dict(assessment._fields["development_stage"].selection)
    return summary | {
        "responses": responses,
        "readiness": optional(assessment, "readiness"),
        "low": optional(assessment, "readiness_low"),
        "high": optional(assessment, "readiness_high"),
        "stage": stages.get(assessment.development_stage),
    }


def actions_summary(company) -> dict[str, int]:
    """State -> number of actions in the plan."""
    return dict(
        company.env["onetoone.action"]._read_group(
            [("company_id", "=", company.id)], ["state"], ["__count"]
        )
    )


def reading_summary(company, code: str) -> dict:
    """The latest reading; `missing_reason` says why there is no value."""
    reading = company.env["onetoone.reading"].search(
        [("indicator_id.code", "=", code), ("company_id", "=", company.id)],
        order="as_of desc",
        limit=1,
    )
    if not reading:
        return {"missing_reason": "not measured"}
    return {
        "name": reading.indicator_id.name,
        "unit": reading.indicator_id.unit,
        "numerator": optional(reading, "numerator"),
        "denominator": optional(reading, "denominator"),
        "value": optional(reading, "value"),
        "position": optional(reading, "position"),
        "missing_reason": reading.missing_reason or None,
    }


def optional(record, name: str) -> float | None:
    """A number, or None for "no data", which reads as False."""
    value = record[name]
    return None if value is False else value
