"""How close each customer is: the rule of ``engine.relationship`` as SQL."""

from datetime import timedelta

from odoo.tools import SQL

from ...engine.complaint_limits import TIMELY_DAYS
from ...engine.relationship import (
    LEVELS,
    MINIMUM_LEARNINGS,
    MINIMUM_PURCHASES,
    MINIMUM_SATISFACTION,
)


def select_suggested(horizon):
    """Return a SELECT of ``relationship_suggested``, beside a row of a customer.

    It reads the columns of the row: profile fields, and the number of learnings. The
    level that was reached at any time is one lower for who neither bought nor talked
    with us in the window.
    """
    return SQL(
        """
        SELECT (%(levels)s::varchar[])[
                   CASE WHEN reached > 1 AND NOT (is_active OR is_two_way)
                        THEN reached - 1 ELSE reached END] AS relationship_suggested
          FROM (SELECT CASE
                       WHEN last_contact IS NULL AND lifetime_orders = 0 THEN 0
                       WHEN (last_inbound IS NULL OR last_outbound IS NULL)
                            AND lifetime_orders < %(purchases)s THEN 1
                       WHEN lifetime_orders < %(purchases)s
                            OR learning_count < %(learnings)s THEN 2
                       WHEN oldest_open_complaint < %(overdue_before)s
                            OR satisfaction < %(satisfaction)s
                            OR NOT (gave_referral OR is_loyal) THEN 3
                       ELSE 4 END AS reached) level
        """,
        levels=list(LEVELS),
        purchases=MINIMUM_PURCHASES,
        learnings=MINIMUM_LEARNINGS,
        satisfaction=MINIMUM_SATISFACTION,
        overdue_before=horizon.until - timedelta(days=TIMELY_DAYS),
    )
