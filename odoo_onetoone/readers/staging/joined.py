"""The parts of the staging, joined to rows that are shaped like profiles."""

from odoo.tools import SQL

from ...engine.change import DROP_PERCENT, GROWTH_MINIMUM_PURCHASES, GROWTH_PERCENT
from ...engine.completeness import FIELD_COUNT
from ...engine.tiers import MONTHS_IN_YEAR
from ..customers import STAGED_COLUMNS, column_list
from .purchases import year_ago
from .relationship import select_suggested

# who is responsible without that anybody chose him for this very customer
NOT_CHOSEN = ("segment", "company")


def select_customers(
    company, horizon, bought, contacted, complained, led, said, identity
):
    """Return the SELECT of ``customers.STAGED_COLUMNS``, one row per customer.

    :param bought, contacted, complained, led, said, identity: SQL of the parts' tables
    """
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT identity.partner_id,
                       %(company)s AS company_id,
                       COALESCE(bought.lifetime_orders > 0, FALSE) AS is_customer,
                       identity.is_company,
                       identity.is_reachable,
                       (100.0 * (identity.filled_fields
                                 + COALESCE(responsible.user_origin
                                            NOT IN %(not_chosen)s, FALSE)::integer)
                            / %(field_count)s)::double precision AS completeness,
                       identity.contact_count,
                       identity.reachable_contact_count,
                       identity.has_linked_sites,
                       responsible.user_id,
                       responsible.user_origin,
                       bought.first_purchase,
                       bought.last_purchase,
                       COALESCE(bought.frequency, 0) AS frequency,
                       COALESCE(bought.monetary, 0) AS monetary,
                       CASE WHEN bought.unknown_margins = 0
                            THEN COALESCE(bought.margin, 0) END AS margin,
                       COALESCE(bought.unknown_margins = 0
                                AND bought.margin_is_estimated, FALSE)
                           AS margin_is_estimated,
                       COALESCE(bought.lifetime_orders, 0) AS lifetime_orders,
                       COALESCE(bought.lifetime_amount, 0) AS lifetime_amount,
                       COALESCE(bought.recent_amount, 0) AS recent_amount,
                       COALESCE(previous.amount, 0) AS previous_amount,
                       COALESCE(bought.recent_orders, 0) AS recent_orders,
                       COALESCE(previous.orders, 0) AS previous_orders,
                       CASE WHEN previous.amount > 0
                            THEN (100 * COALESCE(bought.recent_amount, 0)
                                  / previous.amount)::double precision
                            END AS change_ratio,
                       COALESCE(previous.amount > 0
                            AND 100 * COALESCE(bought.recent_amount, 0)
                                <= %(drop_percent)s * previous.amount, FALSE)
                           AS is_drop,
                       COALESCE(previous.amount > 0
                            AND least(bought.recent_orders, previous.orders)
                                >= %(growth_minimum)s
                            AND 100 * bought.recent_amount
                                >= %(growth_percent)s * previous.amount, FALSE)
                           AS is_growing,
                       COALESCE(bought.frequency > 0, FALSE) AS is_active,
                       COALESCE(bought.was_active, FALSE) AS was_active,
                       COALESCE(bought.is_loyal, FALSE) AS is_loyal,
                       contacted.last_contact,
                       contacted.last_inbound,
                       contacted.last_outbound,
                       COALESCE(contacted.contact_count_window, 0)
                           AS contact_count_window,
                       COALESCE(length(replace(
                           contacted.channels::bit(32)::text, '0', '')), 0)
                           AS channel_count,
                       COALESCE(contacted.is_two_way, FALSE) AS is_two_way,
                       COALESCE(complained.complaint_count, 0) AS complaint_count,
                       COALESCE(complained.open_complaint_count, 0)
                           AS open_complaint_count,
                       complained.oldest_open_complaint,
                       complained.median_complaint_hours,
                       said.chosen_tier,
                       said.chosen_relationship,
                       COALESCE(contacted.contact_effort, 0) AS contact_effort,
                       said.estimated_wallet,
                       said.potential_value,
                       said.wallet_date,
                       COALESCE(led.has_open_opportunity, FALSE)
                           AS has_open_opportunity,
                       said.retention AS segment_retention,
                       COALESCE(said.learning_count, 0) AS learning_count,
                       COALESCE(said.referral_count > 0, FALSE) AS gave_referral,
                       said.satisfaction
                  FROM %(identity)s identity
                  LEFT JOIN %(bought)s bought USING (partner_id)
                  LEFT JOIN %(contacted)s contacted USING (partner_id)
                  LEFT JOIN %(complained)s complained USING (partner_id)
                  LEFT JOIN %(led)s led USING (partner_id)
                  LEFT JOIN %(said)s said USING (partner_id)
                  CROSS JOIN LATERAL (%(previous)s) previous
                  CROSS JOIN LATERAL (%(responsible)s) responsible) customer
         CROSS JOIN LATERAL (%(contribution)s) contribution
         CROSS JOIN LATERAL (%(share)s) share
         CROSS JOIN LATERAL (%(suggested)s) suggested
         CROSS JOIN LATERAL (
               SELECT COALESCE(chosen_relationship, relationship_suggested)
                          AS relationship) confirmed
        """,
        columns=column_list(STAGED_COLUMNS),
        company=company.id,
        field_count=FIELD_COUNT,
        not_chosen=NOT_CHOSEN,
        drop_percent=DROP_PERCENT,
        growth_minimum=GROWTH_MINIMUM_PURCHASES,
        growth_percent=GROWTH_PERCENT,
        identity=identity,
        bought=bought,
        contacted=contacted,
        complained=complained,
        led=led,
        said=said,
        previous=_previous(horizon),
        responsible=_responsible(company),
        contribution=_contribution(company),
        share=_share_of_customer(company),
        suggested=select_suggested(horizon),
    )


def _previous(horizon):
    """The span the recent one is compared with: a year ago, or just before."""
    return SQL(
        """
        SELECT CASE WHEN bought.first_purchase < %(old_since)s
                    THEN bought.amount_year_ago ELSE bought.amount_before
                    END AS amount,
               CASE WHEN bought.first_purchase < %(old_since)s
                    THEN bought.orders_year_ago ELSE bought.orders_before
                    END AS orders
        """,
        old_since=year_ago(horizon).start,
    )


def _responsible(company):
    """The salesperson, who sold last, who follows a lead, who manages the segment,
    else the company's own."""
    default = company.sudo().onetoone_default_user_id.filtered("active")
    return SQL(
        """
        SELECT COALESCE(identity.partner_user_id, bought.user_id, led.user_id,
                        said.manager_id, %(default)s) AS user_id,
               CASE WHEN identity.partner_user_id IS NOT NULL THEN 'partner'
                    WHEN bought.user_id IS NOT NULL THEN 'purchase'
                    WHEN led.user_id IS NOT NULL THEN 'lead'
                    WHEN said.manager_id IS NOT NULL THEN 'segment'
                    WHEN %(default)s IS NOT NULL THEN 'company' END AS user_origin
        """,
        default=SQL("%s::integer", default.id or None),
    )


def _contribution(company):
    """What the contacts cost, and what is left of the margin (engine.contribution)."""
    unit_cost = company.sudo().onetoone_unit_contact_cost
    return SQL(
        """
        SELECT cost AS contact_cost, margin - cost AS net_contribution
          FROM (SELECT round(contact_effort * %s::numeric, %s) AS cost) paid
        """,
        None if unit_cost is False else unit_cost,
        company.sudo().currency_id.decimal_places,
    )


def _share_of_customer(company):
    """How many percent of the yearly wallet we get (engine.tiers)."""
    return SQL(
        """
        SELECT (100 * monetary * %s / %s / estimated_wallet)::double precision
                   AS share_of_customer
        """,
        MONTHS_IN_YEAR,
        company.onetoone_window_months,
    )
