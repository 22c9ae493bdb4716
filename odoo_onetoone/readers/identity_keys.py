"""Keys: what is left of a partner's addresses and numbers without their spelling.

They follow ``engine.identity``, and are expressions an index may be built on.
"""

from odoo.tools import SQL

from ..engine import identity
from ..engine.public_mail import PUBLIC_DOMAINS

# a number as Odoo stores it, which needs no further work
INTERNATIONAL = rf"^\+[1-9][0-9]{{{identity.MINIMUM_PHONE_DIGITS - 1},14}}$"


def key_columns(partner):
    """Return {kind: SQL of the key of a partner, or NULL}."""
    phone = SQL("COALESCE(NULLIF(%s.phone_sanitized, ''), %s.phone)", partner, partner)
    # without the library for it, Odoo keeps the number as it was typed
    others = SQL("translate(%s, '0123456789', '')", phone)
    digits = SQL("ltrim(translate(%s, %s, ''), '0')", phone, others)
    domain = SQL("split_part(%s.email_normalized, '@', 2)", partner)
    return {
        identity.EMAIL: SQL("NULLIF(%s.email_normalized, '')", partner),
        identity.PHONE: SQL(
            """CASE WHEN %(partner)s.phone_sanitized ~ %(international)s
                    THEN substr(%(partner)s.phone_sanitized, 2)
                    WHEN length(%(digits)s) >= %(minimum)s THEN %(digits)s END""",
            partner=partner,
            international=INTERNATIONAL,
            digits=digits,
            minimum=identity.MINIMUM_PHONE_DIGITS,
        ),
        # contacts carry the tax number of their customer
        identity.VAT: SQL(
            """CASE WHEN %(partner)s.id = %(partner)s.commercial_partner_id
                    THEN NULLIF(upper(translate(
                        %(partner)s.vat, %(separators)s, '')), '') END""",
            partner=partner,
            separators=identity.VAT_SEPARATORS,
        ),
        identity.DOMAIN: SQL(
            "CASE WHEN %s != ALL(%s) THEN %s END",
            domain,
            sorted({"", *PUBLIC_DOMAINS}),
            domain,
        ),
    }
