"""How long after the one before each of our contacts came."""

from odoo.tools import SQL


def sent_contacts(company, contacts, among):
    """Return SQL, in brackets: our contacts with customers, talks included.

    Columns: those of ``contacts``; ``local_day``; ``days``, from the contact of ours
    before to that day. NULL without one, and where the customer said something in
    between, by whatever channel: the rule of the engine's ``days_since``.

    :param contacts: SQL relation of personal contacts in both directions
    :param among: SQL of the columns of ``contact`` that the one before has in common
    """
    return SQL(
        """
        (SELECT contact.*,
                CASE WHEN heard > lag(date) OVER ours THEN NULL
                     ELSE local_day - lag(local_day) OVER ours END AS days
           FROM (SELECT contact.*,
                        (date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                            AS local_day,
                        max(date) FILTER (WHERE direction IN ('in', 'both'))
                            OVER (PARTITION BY partner_id ORDER BY date
                                  GROUPS BETWEEN UNBOUNDED PRECEDING
                                             AND 1 PRECEDING) AS heard
                   FROM %(contacts)s contact) contact
          WHERE direction IN ('out', 'both')
         WINDOW ours AS (PARTITION BY %(among)s ORDER BY date, id))
        """,
        zone=company._onetoone_timezone(),
        contacts=contacts,
        among=among,
    )
