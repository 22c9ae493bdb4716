from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...optional_fields import OptionalInteger
from ...readers.marks import customers, learnings, lines, quotes, segments, teams
from ...readers.marks.common import spans
from .onetoone_marked import mark, marked_by

marks_customers = marked_by("partner_id", "company_id")


class OnetooneProfile(models.Model):
    """What the ready customer lists ask for beside the measures of a customer."""

    _name = "onetoone.profile"
    _inherit = ["onetoone.profile", "onetoone.marked"]

    rejects_quotes = mark(
        "_search_rejects_quotes",
        string="Rejects Quotes",
        help="More quotes refused than taken, of at least three in 24 months (C-D06).",
    )
    never_wins_quotes = mark(
        "_search_never_wins_quotes",
        string="Only Asks for Quotes",
        help="At least three quotes in 24 months, and none taken (C-D07).",
    )
    is_worst = mark(
        "_search_is_worst",
        string="Worst",
        help="Most bad signs, then least value; at most a fifth of all (C-D03).",
    )
    is_over_managed = mark(
        "_search_is_over_managed",
        string="Over-managed",
        help="Ranks 40 points higher by contact effort than by value (C-D12).",
    )
    is_under_managed = mark(
        "_search_is_under_managed",
        string="Under-managed",
        help="Ranks 40 points lower by contact effort than by value (C-D12).",
    )
    has_large_wallet = mark(
        "_search_has_large_wallet",
        string="Large Wallet",
        help="The estimated wallet is among the largest fifth of the portfolio's "
        "(C-D17).",
    )
    is_lost = mark(
        "_search_is_lost",
        string="Lost",
        help="Last purchase one to three years ago, worth an MVC until then (C-X20).",
    )
    has_low_breadth = mark(
        "_search_has_low_breadth",
        string="Low Breadth",
        help="Buys from less than half of the product categories that one of its "
        "segments buys from; in no segment, its class (C-D18).",
    )
    buys_across_categories = mark(
        "_search_buys_across_categories",
        string="Buys Across Categories",
        help="Bought from two or more product categories in the window (C-D33).",
    )
    shares_contact_person = mark(
        "_search_shares_contact_person",
        string="Shared Contact Person",
        help="A contact person also acts for another company (C-D21).",
    )
    has_several_sellers = mark(
        "_search_has_several_sellers",
        string="Several Sellers",
        help="Two or more of our people sold to it in the window (C-D39).",
    )
    has_several_teams = mark(
        "_search_has_several_teams",
        string="Several Teams, No Owner",
        help="Leads, orders and invoices of two or more sales teams in the window, and "
        "no salesperson on the card (C-D39).",
    )
    has_contact_collision = mark(
        "_search_has_contact_collision",
        string="Colliding Contacts",
        help="Two of our departments, or people in none, wrote within two days "
        "(C-X34).",
    )
    has_meeting = mark(
        "_search_has_meeting",
        string="Met",
        help="A meeting in the window (C-X38).",
    )
    has_note = mark(
        "_search_has_note",
        string="Noted",
        help="One of our people wrote something down about it (C-I16).",
    )
    has_potential = mark(
        "_search_has_potential",
        string="Known Potential",
        help="An open opportunity with an amount (C-D42).",
    )
    is_segmented = mark(
        "_search_is_segmented",
        string="In a Segment",
        help="Belongs to at least one segment (C-D26).",
    )
    has_kept_profile = mark(
        "_search_has_kept_profile",
        string="Profile Kept",
        help="Something was learnt in the last 24 months (C-C05).",
    )
    recency_days = OptionalInteger(search="_search_recency_days")
    customer_days = OptionalInteger(
        string="Customer for (days)",
        compute="_compute_days",
        search="_search_customer_days",
        help="Days from the first purchase to the date of the refresh.",
    )
    contact_days = OptionalInteger(
        string="Last Contact (days)",
        compute="_compute_days",
        search="_search_contact_days",
        help="Days from the last personal contact to the date of the refresh.",
    )
    wallet_days = OptionalInteger(
        string="Age of Estimate (days)",
        compute="_compute_days",
        search="_search_wallet_days",
        help="Days from the latest wallet estimate to the date of the refresh (C-D42).",
    )
    silent_days = OptionalInteger(
        string="Silent (days)",
        compute="_compute_days",
        search="_search_silent_days",
        help="Days from the last message or meeting of the customer to the date of the "
        "refresh.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends(
        "first_purchase", "wallet_date", "last_contact", "last_inbound", "as_of"
    )
    def _compute_days(self):
        for profile in self:
            until = profile.as_of and profile.company_id._onetoone_day_start(
                profile.as_of
            )
            profile.customer_days = _days(profile.first_purchase, profile.as_of)
            profile.wallet_days = _days(profile.wallet_date, profile.as_of)
            profile.contact_days = _days(profile.last_contact, until)
            profile.silent_days = _days(profile.last_inbound, until)

    def _search_recency_days(self, operator, value):
        return self._search_days("last_purchase", "as_of", operator, value)

    def _search_customer_days(self, operator, value):
        return self._search_days("first_purchase", "as_of", operator, value)

    def _search_wallet_days(self, operator, value):
        return self._search_days("wallet_date", "as_of", operator, value)

    def _search_contact_days(self, operator, value):
        return self._search_days("last_contact", "until", operator, value)

    def _search_silent_days(self, operator, value):
        return self._search_days("last_inbound", "until", operator, value)

    def _search_days(self, start, end, operator, value):
        """Compare the whole days from a field to the date of the refresh.

        :param start: name of a date or moment of the profile
        :param end: column of the spans, of the same type
        """
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented

        def to_sql(model, alias, query):
            return SQL(
                """EXISTS (
                    SELECT FROM %s span
                     WHERE span.company_id = %s
                       AND floor(extract(epoch FROM
                           span.%s::timestamp - %s::timestamp) / 86400) %s %s)""",
                spans(self.env),
                SQL.identifier(alias, "company_id"),
                SQL.identifier(end),
                SQL.identifier(alias, start),
                SQL(operator),
                value,
            )

        return Domain.custom(to_sql=to_sql)

    # ------------------------------------------------------------
    # MARKS
    # ------------------------------------------------------------

    @marks_customers
    def _search_rejects_quotes(self):
        return quotes.rejects_quotes(self.env)

    @marks_customers
    def _search_never_wins_quotes(self):
        return quotes.never_wins_quotes(self.env)

    @marks_customers
    def _search_is_worst(self):
        return customers.is_worst(self.env)

    @marks_customers
    def _search_is_over_managed(self):
        return customers.is_over_managed(self.env)

    @marks_customers
    def _search_is_under_managed(self):
        return customers.is_under_managed(self.env)

    @marks_customers
    def _search_has_large_wallet(self):
        return customers.has_large_wallet(self.env)

    @marks_customers
    def _search_is_lost(self):
        return customers.is_lost(self.env)

    @marks_customers
    def _search_has_low_breadth(self):
        return lines.has_low_breadth(self.env)

    @marks_customers
    def _search_buys_across_categories(self):
        return lines.buys_across_categories(self.env)

    @marks_customers
    def _search_shares_contact_person(self):
        return customers.shares_contact_person(self.env)

    @marks_customers
    def _search_has_several_sellers(self):
        return customers.has_several_sellers(self.env)

    @marks_customers
    def _search_has_several_teams(self):
        return teams.has_several_teams(self.env)

    @marks_customers
    def _search_is_segmented(self):
        return segments.is_segmented(self.env)

    @marks_customers
    def _search_has_kept_profile(self):
        return learnings.has_kept_profile(self.env)

    @marks_customers
    def _search_has_contact_collision(self):
        return customers.has_contact_collision(self.env)

    @marks_customers
    def _search_has_meeting(self):
        return customers.has_meeting(self.env)

    @marks_customers
    def _search_has_note(self):
        return customers.has_note(self.env)

    @marks_customers
    def _search_has_potential(self):
        return customers.has_potential(self.env)


def _days(start, end):
    return (end - start).days if start and end else False
