"""How complete the basic record of a customer is (C-I02)."""

# name, street, city, country, e-mail, phone, language, reference, responsible
FIELD_COUNT = 9


def completeness(values: list) -> float:
    """Return the filled part of the nine basic fields, 0-100."""
    if len(values) != FIELD_COUNT:
        raise ValueError(f"Give the {FIELD_COUNT} basic fields, empty ones included.")
    return 100 * sum(bool(value) for value in values) / FIELD_COUNT
