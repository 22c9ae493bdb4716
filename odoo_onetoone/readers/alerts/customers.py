"""Causes that profiles tell: drop and growth, complaints, customers who were lost."""

from odoo.tools import SQL

from ...engine.alerts import complaint, drop, kinds
from ...engine.alerts.drop import PreviousLimits
from ...engine.most_valuable import TURNOVER, MvcLimit, quota
from ..marks.customers import left_long_ago, select_lost
from ..ranking import find_abc_limits, select_mvc_limit
from ..staging.purchases import year_ago
from .causes import cause
from .scene import PURCHASES

PREVIOUS = "previous_amount"


def find_previous_limits(scene):
    """Return the :class:`PreviousLimits` over the customers of the scene."""
    env, company = scene.env, scene.company
    buyers = SQL(
        "%s WHERE company_id = %s AND is_customer AND previous_orders > 0",
        scene.table,
        company.id,
    )
    [[count]] = env.execute_query(SQL("SELECT count(*) FROM %s", buyers))
    wanted = quota(count, company.onetoone_mvc_percent)
    [[limit]] = env.execute_query(select_mvc_limit(buyers, PREVIOUS, wanted))
    return PreviousLimits(
        find_abc_limits(env, scene.table, company, PREVIOUS),
        MvcLimit(TURNOVER, limit),
    )


def find_minimum_loss(scene):
    """Return the smallest loss that is reported: as it is set, else the median."""
    setting = scene.company.onetoone_alert_minimum_loss
    if setting is not False:
        return setting
    # the mean of the two in the middle, exact where percentile_cont would not be
    [[median]] = scene.env.execute_query(
        SQL(
            """
            SELECT (percentile_disc(0.5) WITHIN GROUP (ORDER BY monetary)
                    + percentile_disc(0.5) WITHIN GROUP (ORDER BY monetary DESC)) / 2
              FROM %s customer WHERE company_id = %s AND is_active
            """,
            scene.table,
            scene.company.id,
        )
    )
    return median or 0


def select_drops(scene, limits, minimum):
    """Valuable customers who buy far less than before (C-D13)."""
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT customer.*, %(starts)s AS starts
                  FROM %(customers)s customer
                 WHERE is_customer AND previous_amount > 0
                   AND 100 * recent_amount < %(recovered)s * previous_amount) customer
         WHERE starts OR partner_id IN (SELECT partner_id FROM %(known)s known)
        """,
        columns=cause(
            kinds.PURCHASE_DROP,
            partner_id=SQL("partner_id"),
            user_id=SQL("user_id"),
            amount_at_stake=SQL("previous_amount - recent_amount"),
            starts=SQL("starts"),
            details=_change(scene),
        ),
        starts=SQL(
            """(is_drop AND previous_orders >= %s AND previous_amount - recent_amount
                >= %s::numeric AND COALESCE(previous_amount >= %s::numeric
                    OR (previous_orders > 0 AND previous_amount >= %s::numeric), FALSE))
            """,
            drop.MINIMUM_ORDERS,
            str(minimum),
            limits.abc.a,
            limits.mvc.limit,
        ),
        customers=scene.customers,
        recovered=drop.RECOVERED_PERCENT,
        known=scene.alerts(kinds.PURCHASE_DROP),
    )


def select_growing(scene):
    """Customers who buy far more than before (C-D14)."""
    return SQL(
        "SELECT %s FROM %s customer WHERE is_customer AND is_growing",
        cause(
            kinds.GROWING,
            partner_id=SQL("partner_id"),
            user_id=SQL("user_id"),
            amount_at_stake=SQL("recent_amount - previous_amount"),
            details=_change(scene),
        ),
        scene.customers,
    )


def _change(scene):
    """The numbers of a change, and which span it is measured by."""
    return {
        "days": SQL("%s::integer", scene.horizon.drop_days),
        "recent": SQL("recent_amount"),
        "previous": SQL("previous_amount"),
        "is_year_ago": SQL(
            "first_purchase < %s",
            year_ago(scene.horizon).start,
        ),
    }


def select_complaints(scene):
    """Valuable customers with an open complaint (C-X01).

    Whoever falls out of the class while he waits stays on the list.
    """
    opened = scene.day(SQL("oldest_open_complaint"))
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT customer.*, %(opened)s AS opened,
                       is_customer AND COALESCE(tier = 'mvc' OR abc = 'a', FALSE)
                           AS starts
                  FROM %(customers)s customer
                 WHERE open_complaint_count > 0) customer
         WHERE starts OR partner_id IN (SELECT partner_id FROM %(known)s known)
        """,
        columns=cause(
            kinds.VALUABLE_COMPLAINT,
            partner_id=SQL("partner_id"),
            user_id=SQL("user_id"),
            amount_at_stake=SQL("monetary"),
            date_due=SQL("opened + %s", complaint.TIMELY_DAYS),
            red_from=SQL("opened + %s", complaint.RED_DAYS),
            starts=SQL("starts"),
            details={
                "opened": SQL("opened"),
                "days": SQL("%s - opened", scene.today),
                "complaints": SQL("open_complaint_count"),
            },
        ),
        opened=opened,
        customers=scene.customers,
        known=scene.alerts(kinds.VALUABLE_COMPLAINT),
    )


def select_lost_candidates(scene):
    """Return the SELECT of the ids of all who left so long ago that they are lost."""
    return SQL(
        "SELECT partner_id FROM %s profile WHERE company_id = %s AND %s",
        scene.table,
        scene.company.id,
        left_long_ago(SQL("%s::date", scene.as_of)),
    )


def select_lost_customers(scene):
    """Customers lost in the last two years who were worth what an MVC is (C-X20)."""
    return SQL(
        """
        SELECT %(columns)s
          FROM (%(lost)s) lost
          JOIN %(customers)s customer USING (partner_id)
        """,
        columns=cause(
            kinds.LOST_VALUABLE,
            partner_id=SQL("partner_id"),
            user_id=SQL("user_id"),
            amount_at_stake=SQL("lost.amount"),
            details={"last": SQL("last_purchase"), "amount": SQL("lost.amount")},
        ),
        lost=select_lost(
            scene.table,
            SQL(
                "(SELECT %s::integer AS company_id, %s::date AS as_of)",
                scene.company.id,
                scene.as_of,
            ),
            PURCHASES,
        ),
        customers=scene.customers,
    )
