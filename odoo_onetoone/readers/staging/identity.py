"""What the records of a customer and of his contacts say about who he is."""

from odoo.tools import SQL

from ...engine.identity import PLACE_SEPARATORS
from ..paths import flushed

# the fields of the basic record; the responsible is the ninth (C-I02)
BASIC_TEXTS = ("name", "street", "city", "email", "phone", "lang", "ref")

PARTNER_FIELDS = (
    *BASIC_TEXTS,
    "active",
    "zip",
    "country_id",
    "parent_id",
    "is_company",
    "type",
    "user_id",
    "commercial_partner_id",
)


def select_identity(company, known):
    """Return the SELECT of one row per known customer.

    Columns: partner_id, is_company, is_reachable, filled_fields (0-8: name, street,
    city, country, e-mail, phone, language, reference), contact_count,
    reachable_contact_count, has_linked_sites, partner_user_id.

    :param known: SQL of a table with the column partner_id
    """
    partner = SQL("partner")
    return SQL(
        """
        WITH relative AS (%(relatives)s),
             relatives AS (
                SELECT partner_id,
                       count(*) FILTER (WHERE is_person) AS contact_count,
                       count(*) FILTER (WHERE is_person AND has_address)
                           AS reachable_contact_count,
                       bool_or(has_address AND is_part) AS has_address,
                       min(town) AS first_town,
                       max(town) AS last_town,
                       min(street) AS first_street,
                       max(street) AS last_street
                  FROM relative
                 GROUP BY partner_id)
        SELECT partner.id AS partner_id,
               COALESCE(partner.is_company, FALSE) AS is_company,
               COALESCE(partner.name, '') != ''
                    AND (%(has_address)s OR COALESCE(relatives.has_address, FALSE))
                    AS is_reachable,
               %(filled_fields)s AS filled_fields,
               COALESCE(relatives.contact_count, 0) AS contact_count,
               COALESCE(relatives.reachable_contact_count, 0)
                    AS reachable_contact_count,
               CASE WHEN relatives.first_town IS NULL THEN FALSE
                    ELSE least(first_town, %(town)s) < greatest(last_town, %(town)s)
                    OR COALESCE(least(first_street, %(street)s)
                                < greatest(last_street, %(street)s), FALSE)
                    END AS has_linked_sites,
               partner.user_id AS partner_user_id
          FROM res_partner partner
          LEFT JOIN relatives ON relatives.partner_id = partner.id
         WHERE partner.id IN (SELECT partner_id FROM %(known)s known)
        %(flush)s
        """,
        relatives=_select_relatives(known),
        has_address=_has_address(partner),
        filled_fields=_filled_fields(partner),
        town=_town(partner),
        street=_street(partner),
        known=known,
        flush=flushed(company.env["res.partner"], *PARTNER_FIELDS),
    )


def _select_relatives(known):
    """Everybody but the customer himself who belongs to his house.

    His contacts and addresses are part of the customer; his branches, and the head
    of a branch, are customers of their own, joined to him by the parent. Persons have
    no place of their own: Odoo keeps the customer's address with them.
    """
    is_person = SQL("NOT COALESCE(part.is_company, FALSE) AND part.type = 'contact'")
    part, branch, head = SQL("part"), SQL("branch"), SQL("head")
    return SQL(
        """
        SELECT known.partner_id,
               TRUE AS is_part,
               %(is_person)s AS is_person,
               %(part_address)s AS has_address,
               CASE WHEN NOT (%(is_person)s) THEN %(part_town)s END AS town,
               CASE WHEN NOT (%(is_person)s) THEN %(part_street)s END AS street
          FROM %(known)s known
          JOIN res_partner part
            ON part.commercial_partner_id = known.partner_id
           AND part.id != known.partner_id
         WHERE part.active AND part.parent_id IS NOT NULL
         UNION ALL
        SELECT known.partner_id, FALSE, FALSE, %(branch)s
          FROM %(known)s known
          JOIN res_partner branch
            ON branch.parent_id = known.partner_id
           AND branch.commercial_partner_id = branch.id
         WHERE branch.active AND branch.parent_id IS NOT NULL
         UNION ALL
        SELECT known.partner_id, FALSE, FALSE, %(head)s
          FROM %(known)s known
          JOIN res_partner branch
            ON branch.id = known.partner_id AND branch.parent_id IS NOT NULL
           AND branch.commercial_partner_id = branch.id
          JOIN res_partner head ON head.id = branch.parent_id
         WHERE head.active
        """,
        known=known,
        is_person=is_person,
        part_address=_has_address(part),
        part_town=_town(part),
        part_street=_street(part),
        branch=_address_columns(branch),
        head=_address_columns(head),
    )


def _address_columns(partner):
    return SQL(
        "%s AS has_address, %s AS town, %s AS street",
        _has_address(partner),
        _town(partner),
        _street(partner),
    )


def _has_address(partner):
    """An e-mail or a phone."""
    return SQL(
        "(COALESCE(%s.email, '') != '' OR COALESCE(%s.phone, '') != '')",
        partner,
        partner,
    )


def _filled_fields(partner):
    texts = [
        SQL("NULLIF(%s, '')", SQL.identifier("partner", name)) for name in BASIC_TEXTS
    ]
    return SQL(
        "num_nonnulls(%s.country_id, %s)",
        partner,
        SQL(", ").join(texts),
    )


def _town(partner):
    """The country with the postcode, else the city; NULL without either."""
    town = SQL(
        "COALESCE(NULLIF(%s, ''), NULLIF(%s, ''))",
        _plain(SQL("%s.zip", partner)),
        _plain(SQL("%s.city", partner)),
    )
    # compared as bytes: the order of a language would cost a lot and mean nothing
    return SQL(
        """(COALESCE(%s.country_id, 0) || '|' || %s COLLATE "C")""", partner, town
    )


def _street(partner):
    """The street in a known town; in different towns it would not matter."""
    street = _plain(SQL("%s.street", partner))
    return SQL(
        """CASE WHEN %s IS NOT NULL THEN NULLIF(%s, '') COLLATE "C" END""",
        _town(partner),
        street,
    )


def _plain(text):
    return SQL("lower(translate(%s, %s, ''))", text, PLACE_SEPARATORS)
