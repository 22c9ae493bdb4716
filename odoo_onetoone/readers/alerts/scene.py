"""What the causes of alerts are read from: a company, a date, its people and facts."""

from dataclasses import dataclass
from datetime import timedelta

from odoo.tools import SQL

from ..horizon import Horizon
from ..paths import flushed
from ..tables import create_index, create_lookup, create_temporary

CONTACTS = SQL("onetoone_alert_contact")
PURCHASES = SQL("onetoone_alert_purchase")
CONCERNED = SQL("onetoone_alert_concerned")

SELECT_NO_CONTACTS = SQL(
    "SELECT NULL::bigint AS id, NULL::integer AS partner_id, NULL::timestamp AS date,"
    " NULL::varchar AS channel, NULL::varchar AS direction WHERE FALSE"
)


@dataclass
class Scene:
    """A company on a date (exclusive), with who can be put in charge of an alert.

    :param table: SQL of a table shaped like the profiles
    :param people: ids of the active users who have access to the company
    :param default: id of the user whom the company has set for what has nobody
    :param fallback: id of who takes what must not be left to nobody, or None
    """

    company: object
    horizon: Horizon
    table: SQL
    people: tuple
    default: int | None
    fallback: int | None

    @property
    def env(self):
        return self.company.env

    @property
    def as_of(self):
        return self.horizon.as_of

    @property
    def until(self):
        return self.horizon.until

    @property
    def today(self):
        """The last day that counts."""
        return self.as_of - timedelta(days=1)

    @property
    def customers(self):
        """SQL, in brackets: the customers who are not archived, with their wishes."""
        return SQL(
            """
            (SELECT customer.*,
                    CASE WHEN partner.onetoone_preferred_interval_days > 0
                         THEN partner.onetoone_preferred_interval_days
                         END AS wished_days,
                    partner.onetoone_permission AS permission,
                    partner.onetoone_preferred_channel AS wished_channel
               FROM %s customer
               JOIN res_partner partner ON partner.id = customer.partner_id
              WHERE customer.company_id = %s AND partner.active%s)
            """,
            self.table,
            self.company.id,
            flushed(
                self.env["res.partner"],
                "active",
                "onetoone_preferred_interval_days",
                "onetoone_permission",
                "onetoone_preferred_channel",
            ),
        )

    @property
    def portfolio(self):
        """SQL, in brackets: the ids of the portfolio, archived customers included."""
        return SQL(
            "(SELECT partner_id FROM %s customer"
            " WHERE company_id = %s AND is_customer)",
            self.table,
            self.company.id,
        )

    def day(self, moment):
        """Return SQL of the day of a naive UTC moment where the company is."""
        return SQL(
            "(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date",
            moment,
            self.company._onetoone_timezone(),
        )

    def one_of_us(self, user):
        """Return SQL: the user can be put in charge."""
        return SQL("%s IN %s", user, self.people or (0,))

    def alerts(self, *kinds):
        """Return SQL, in brackets: the alerts whose cause was there at last."""
        return SQL(
            """
            (SELECT * FROM onetoone_alert
              WHERE company_id = %s AND cause_ended_on IS NULL AND %s)
            """,
            self.company.id,
            SQL("kind IN %s", kinds) if kinds else SQL("TRUE"),
        )


def keep_contacts(scene, partners, since):
    """Keep the personal contacts of some customers since a moment in ``CONTACTS``.

    :param partners: SQL SELECT of ids of customers
    :param since: naive UTC datetime
    """
    env = scene.env
    create_lookup(
        env, CONCERNED, SQL("SELECT DISTINCT partner_id FROM (%s) p", partners)
    )
    source = env["onetoone.source"].with_context(onetoone_in_bulk=True)
    selects = source._select_interactions(scene.company, scene.portfolio)
    create_temporary(
        env,
        CONTACTS,
        SQL(" UNION ALL ").join(
            [_select_personal(scene, select, since) for select in selects]
            or [SELECT_NO_CONTACTS]
        ),
    )
    create_index(env, CONTACTS, "partner_id")


def keep_no_contacts(scene):
    """Let ``CONTACTS`` be empty: nobody is asked for, so nothing is read."""
    create_temporary(scene.env, CONTACTS, SELECT_NO_CONTACTS)


def _select_personal(scene, interactions, since):
    """Return the SELECT of the personal contacts of one source.

    The offset keeps the test for personal ones out of the joins (see
    ``staging.contacts``).
    """
    return SQL(
        """
        (SELECT id, partner_id, date, channel, direction
           FROM (SELECT id, partner_id, date, channel, direction,
                        NOT is_mass AND NOT is_automatic AS is_personal
                   FROM (%s) contact
                  WHERE date >= %s AND date < %s
                    AND partner_id IN (SELECT partner_id FROM %s)
                 OFFSET '0') contact
          WHERE is_personal)
        """,
        interactions,
        since,
        scene.until,
        CONCERNED,
    )


def keep_purchases(scene, partners, refunded_since):
    """Keep the purchases of some customers in ``PURCHASES``.

    :param partners: SQL SELECT of ids of customers
    :param refunded_since: day since which a refund makes its customer one of them
    """
    env = scene.env
    purchases = SQL(
        "(SELECT partner_id, company_id, date, amount, is_refund, res_model, res_id"
        " FROM %s purchase WHERE date < %s)",
        # nobody asks for margins: none are looked for
        env["onetoone.source"]._purchases(scene.company, scene.as_of, in_bulk=True),
        scene.as_of,
    )
    create_lookup(
        env,
        CONCERNED,
        SQL(
            """
            SELECT partner_id FROM (%s) known
             UNION
            SELECT partner_id FROM %s purchase
             WHERE is_refund AND date >= %s
            """,
            partners,
            purchases,
            refunded_since,
        ),
    )
    create_temporary(
        env,
        PURCHASES,
        SQL(
            "SELECT * FROM %s purchase WHERE partner_id IN (SELECT partner_id FROM %s)",
            purchases,
            CONCERNED,
        ),
    )
    create_index(env, PURCHASES, "partner_id")
