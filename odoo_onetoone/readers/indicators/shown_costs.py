"""What contacts cost: the effort each channel takes, and its price (C-X31)."""

from odoo.tools import SQL

from ...engine import list_rules
from ...optional_fields import known
from ..paths import flushed
from .cases import case_columns
from .shown_contacts import contact_cases


def has_ratios(context):
    """Whether the company says how much effort its channels take."""
    return context.exists(SQL("FROM %s cost", _ratios(context)))


def has_costs(context):
    """Whether the company also says what a unit of effort costs."""
    return _unit_cost(context) is not None and has_ratios(context)


def effort_of_contacts(context):
    """Return the SELECT of the contacts of the window; each weighs its effort."""
    return _weighed_contacts(context, SQL("cost.ratio"))


def cost_of_contacts(context):
    """Return the SELECT of the contacts of the window; each weighs what it costs."""
    unit_cost = _unit_cost(context) or 0
    return _weighed_contacts(context, SQL("cost.ratio * %s", unit_cost))


def contacts_on_cheap_channels(cheap_channels):
    """Return a function to the SELECT of contacts; counted on channels of low cost.

    :param cheap_channels: those that are cheap where the company has no ratio for them
    """

    def select(context):
        contacts = SQL(
            "(SELECT contact.*, cost.ratio FROM %s contact"
            " LEFT JOIN %s cost ON cost.channel = contact.channel)",
            context.contacts,
            _ratios(context),
        )
        is_cheap = SQL(
            "COALESCE(contact.ratio <= %s, contact.channel IN %s)",
            list_rules.CHEAP_RATIO,
            cheap_channels,
        )
        return contact_cases(context, is_cheap, SQL("TRUE"), contacts)

    return select


def _unit_cost(context):
    return known(context.company.onetoone_unit_contact_cost)


def _ratios(context):
    """Return SQL, in brackets: the effort of a contact by channel."""
    return SQL(
        "(SELECT channel, ratio FROM onetoone_channel_cost WHERE company_id = %s%s)",
        context.company.id,
        flushed(context.env["onetoone.channel.cost"], "company_id", "channel", "ratio"),
    )


def _weighed_contacts(context, weight):
    return SQL(
        "SELECT %s FROM %s contact JOIN %s cost ON cost.channel = contact.channel",
        case_columns(
            context,
            SQL("contact.res_model"),
            SQL("contact.res_id"),
            SQL("TRUE"),
            id=SQL("contact.id"),
            partner_id=SQL("contact.partner_id"),
            date=SQL("contact.date"),
            weight=SQL("(%s)::numeric", weight),
            user_id=SQL("contact.user_id"),
        ),
        context.contacts,
        _ratios(context),
    )
