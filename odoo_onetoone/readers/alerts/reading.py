"""One pass over what the alerts of a company need to know."""

from datetime import timedelta

from odoo.tools import SQL

from ...engine.alerts import kinds, pace
from . import contacts, customers, orphans, outflows, surge
from .causes import keep_causes
from .scene import keep_contacts, keep_no_contacts, keep_purchases


def read_causes(scene):
    """Keep the facts, and all causes of alerts, in tables of this transaction."""
    _read_purchases(scene)
    contacts.keep_dues(scene)
    _read_contacts(scene, contacts.keep_paces(scene))
    keep_causes(
        scene,
        [
            customers.select_drops(
                scene,
                customers.find_previous_limits(scene),
                customers.find_minimum_loss(scene),
            ),
            customers.select_complaints(scene),
            customers.select_lost_customers(scene),
            contacts.select_overdue(scene),
            contacts.select_over_contacted(scene),
            outflows.select_outflows(scene, outflows.select_cancelled(scene)),
            customers.select_growing(scene),
            orphans.select_orphans(scene),
            surge.select_surge(scene),
        ],
    )


def _read_purchases(scene):
    """Keep the purchases of who may be lost or won back, or got money back."""
    keep_purchases(
        scene,
        SQL(
            """
            %s UNION ALL SELECT partner_id FROM %s known
               UNION ALL SELECT partner_id FROM (%s) cancelled
            """,
            customers.select_lost_candidates(scene),
            scene.alerts(*kinds.WON_BACK_KINDS),
            outflows.select_cancelled(scene),
        ),
        outflows.since(scene),
    )


def _read_contacts(scene, longest):
    """Keep the contacts with who may have too many, or was to be contacted.

    :param longest: days of the longest of the shortest intervals. The last two
        contacts that are too close lie within twice that time.
    """
    watched = SQL(
        """
        %s UNION SELECT partner_id FROM %s known
            WHERE partner_id IS NOT NULL AND reaction_due IS NOT NULL
        """,
        contacts.select_watched(scene),
        scene.alerts(),
    )
    [[count]] = scene.env.execute_query(
        SQL("SELECT count(*) FROM (%s LIMIT 1) watched", watched)
    )
    if not count:
        keep_no_contacts(scene)
        return
    [[opened]] = scene.env.execute_query(
        SQL("SELECT min(opened_at) FROM %s known", scene.alerts())
    )
    days = max(2 * longest, pace.PERMISSION_DAYS) + 1
    since = scene.company._onetoone_day_start(scene.as_of - timedelta(days=days))
    keep_contacts(scene, watched, min(filter(None, (since, opened))))
