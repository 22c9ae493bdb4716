"""What the records of a customer and of his contacts say about who he is."""

from odoo.tools import SQL

from ..paths import flushed


def select_identity(company, known):
    """Return the SELECT of one row per known customer.

    Columns: partner_id, is_company, is_reachable, filled_fields (0-8: name, street,
    city, country, e-mail, phone, language, reference), contact_count,
    reachable_contact_count, has_linked_sites, partner_user_id.

    :param known: SQL of a table with the column partner_id
    """
    env = company.env
    return SQL(
        """
        SELECT partner.id AS partner_id,
               COALESCE(partner.is_company, FALSE) AS is_company,
               COALESCE(partner.name, '') != '' AND EXISTS (
                    SELECT FROM res_partner contact
                     WHERE contact.commercial_partner_id = partner.id
                       AND (contact.active OR contact.id = partner.id)
                       AND (COALESCE(contact.email, '') != ''
                            OR COALESCE(contact.phone, '') != '')) AS is_reachable,
               0 AS filled_fields,
               0 AS contact_count,
               0 AS reachable_contact_count,
               FALSE AS has_linked_sites,
               partner.user_id AS partner_user_id
          FROM %s known
          JOIN res_partner partner ON partner.id = known.partner_id
        %s
        """,
        known,
        flushed(
            env["res.partner"],
            "name",
            "email",
            "phone",
            "active",
            "is_company",
            "user_id",
            "commercial_partner_id",
        ),
    )
