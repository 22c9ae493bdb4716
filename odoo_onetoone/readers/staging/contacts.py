"""The personal contacts with each customer, as a refresh keeps them."""

from odoo.tools import SQL

from ...engine.contribution import RATIO_DECIMALS
from ..interactions import EMPTY


def select_contacted(env, selects, horizon, scope, ratios):
    """Return the SELECT of one row per customer with a contact before ``as_of``.

    :param selects: list with the SELECT of the interactions of each source
    :param ratios: {channel: effort of one contact}

    Each source is summed up on its own: several processors can do that for some of
    them only, and one that they cannot read would keep them from all.
    """
    return SQL(
        """
        SELECT partner_id,
               greatest(max(last_inbound), max(last_outbound)) AS last_contact,
               max(last_inbound) AS last_inbound,
               max(last_outbound) AS last_outbound,
               sum(contact_count)::bigint AS contact_count_window,
               round(sum(effort) / %s, %s) AS contact_effort,
               bit_or(channels) AS channels,
               bool_or(has_inbound) AND bool_or(has_outbound) AS is_two_way
          FROM (%s) summed
         GROUP BY partner_id
        """,
        10**RATIO_DECIMALS,
        RATIO_DECIMALS,
        SQL(" UNION ALL ").join(
            SQL("(%s)", _sum_up(env, select, horizon, scope, ratios))
            for select in selects or [EMPTY]
        ),
    )


def _sum_up(env, interactions, horizon, scope, ratios):
    """Return the SELECT of one row per customer with a contact of one source.

    Channels are gathered as bits of a number: counting different texts would sort
    all contacts. Effort is added up in whole numbers, which is quick and exact.

    The offset keeps the test for personal contacts out of the joins: it holds for
    most, but the planner expects next to none and would look up one by one. It is
    quoted because a number would be cast first, and a limit that is not yet a constant
    is left to one processor.
    """
    inbound = SQL("direction IN ('in', 'both')")
    outbound = SQL("direction IN ('out', 'both')")
    return SQL(
        """
        SELECT partner_id,
               max(date) FILTER (WHERE %(inbound)s) AS last_inbound,
               max(date) FILTER (WHERE %(outbound)s) AS last_outbound,
               count(*) FILTER (WHERE %(in_window)s) AS contact_count,
               bit_or(%(channel_bit)s) FILTER (WHERE %(in_window)s) AS channels,
               sum(%(effort)s) FILTER (WHERE %(in_window)s) AS effort,
               count(*) FILTER (WHERE %(inbound)s AND %(in_window)s) > 0
                   AS has_inbound,
               count(*) FILTER (WHERE %(outbound)s AND %(in_window)s) > 0
                   AS has_outbound
          FROM (SELECT partner_id, date, channel, direction,
                       NOT is_mass AND NOT is_automatic AS is_personal
                  FROM (%(interactions)s) contact
                 WHERE date < %(until)s AND %(in_scope)s
                OFFSET '0') contact
         WHERE is_personal
         GROUP BY partner_id
        """,
        inbound=inbound,
        outbound=outbound,
        in_window=SQL("date >= %s", horizon.window_since),
        channel_bit=_channel_bit(env),
        effort=_effort(ratios),
        interactions=interactions,
        until=horizon.until,
        in_scope=scope(SQL("contact.partner_id")),
    )


def _channel_bit(env):
    channels = env["onetoone.interaction"]._fields["channel"].get_values(env)
    return _by_channel(
        {channel: 1 << number for number, channel in enumerate(channels)}
    )


def _effort(ratios):
    return _by_channel(
        {
            channel: round(ratio * 10**RATIO_DECIMALS)
            for channel, ratio in ratios.items()
        }
    )


def _by_channel(numbers):
    """Return the SQL of the whole number that belongs to the channel of a contact."""
    cases = [
        SQL("WHEN %s THEN %s", channel, number) for channel, number in numbers.items()
    ]
    return SQL("CASE channel %s END::integer", SQL(" ").join(cases))
