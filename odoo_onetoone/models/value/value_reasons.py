"""In words, why a customer has his tier, class and lifetime value."""

from odoo.tools import format_amount, format_date

from ...engine import tiers
from ...engine.abc_classes import SHARES, A, B, C
from ...engine.most_valuable import MARGIN, MvcLimit
from ...optional_fields import known


class ValueReasons:
    """Explains the profiles of one company by the limits of its last refresh.

    Nothing is read: a profile has the numbers, and the refresh has the limits.

    :param thresholds: ``thresholds`` of the refresh, empty before the first
    """

    def __init__(self, company, thresholds):
        self.env = company.env
        self._company = company
        self._currency = company.sudo().currency_id
        self._abc = thresholds.get("abc") or (None, None)
        self._limits = tiers.Limits(
            MvcLimit(*thresholds.get("mvc", ())), thresholds.get("wallet")
        )
        self._retention = thresholds.get("retention")
        self._discount = thresholds.get("discount")
        self.measure = self._limits.mvc.measure if thresholds else False

    # ------------------------------------------------------------
    # Tier
    # ------------------------------------------------------------

    def of_tier(self, profile, choice=None):
        """Return why a profile has its tier; False without one.

        :param choice: the choice by hand that is in force, if any
        """
        if not profile.tier:
            return False
        computed = tiers.cause(self._customer(profile), self._limits)
        if not profile.chosen_tier:
            return self._by_cause(profile, computed)
        return self._chosen(profile, choice, computed)

    @staticmethod
    def _customer(profile):
        """Return the customer as the engine takes him, without a choice by hand."""
        return tiers.Customer(
            is_active=profile.is_active,
            monetary=profile.monetary,
            margin=known(profile.margin),
            net_contribution=known(profile.net_contribution),
            wallet=known(profile.estimated_wallet),
            share=known(profile.share_of_customer),
            is_growing=profile.is_growing,
            has_open_opportunity=profile.has_open_opportunity,
        )

    def _chosen(self, profile, choice, computed):
        computed = self._by_cause(profile, computed)
        if not choice:
            return self.env._(
                "Chosen by hand. Otherwise: %(computed)s", computed=computed
            )
        values = {
            "user": choice.user_id.name or self.env._("somebody who left"),
            "date": format_date(self.env, choice.date),
            "reason": choice.reason,
            "computed": computed,
        }
        if not choice.date_expiry:
            return self.env._(
                "Chosen by %(user)s on %(date)s: %(reason)s. Otherwise: %(computed)s",
                **values,
            )
        return self.env._(
            "Chosen by %(user)s on %(date)s, until %(expiry)s: %(reason)s. "
            "Otherwise: %(computed)s",
            expiry=format_date(self.env, choice.date_expiry),
            **values,
        )

    def _by_cause(self, profile, cause):
        explain = {
            tiers.BELOW_ZERO: self._below_zero,
            tiers.MOST_VALUABLE: self._most_valuable,
            tiers.LARGE_WALLET: self._large_wallet,
            tiers.GROWTH: self._growth,
        }
        return explain.get(cause, self._standard)(profile)

    def _below_zero(self, profile):
        return self.env._(
            "Below zero: a margin of %(margin)s, less %(cost)s for contacts (%(count)s "
            "in the window), leaves %(net)s.",
            margin=self._money(profile.margin),
            cost=self._money(profile.contact_cost),
            count=profile.contact_count_window,
            net=self._money(profile.net_contribution),
        )

    def _most_valuable(self, profile):
        return self.env._(
            "Most valuable: %(measure)s of %(value)s in the window; from %(limit)s on, "
            "customers are among the best %(percent)g %%.",
            measure=self._measure_name(),
            value=self._money(self._value(profile)),
            limit=self._money(self._limits.mvc.limit),
            percent=self._company.sudo().onetoone_mvc_percent,
        )

    def _large_wallet(self, profile):
        return self.env._(
            "Most growable: we get %(share).0f %% of a wallet of %(wallet)s; from "
            "%(limit)s on, wallets are among the largest fifth.",
            share=profile.share_of_customer,
            wallet=self._money(profile.estimated_wallet),
            limit=self._money(self._limits.wallet),
        )

    def _growth(self, profile):
        return self.env._(
            "Most growable: purchases at %(change).0f %% of those before, and an open "
            "opportunity.",
            change=profile.change_ratio,
        )

    def _standard(self, profile):
        value = self._value(profile)
        if not profile.is_active:
            return self.env._("Standard: no purchase in the window.")
        if value is None:
            return self.env._("Standard: the margin is not known.")
        if self._limits.mvc.limit is None:
            return self.env._("Standard: nobody is most valuable.")
        return self.env._(
            "Standard: %(measure)s of %(value)s in the window; most valuable are "
            "customers from %(limit)s on.",
            measure=self._measure_name(),
            value=self._money(value),
            limit=self._money(self._limits.mvc.limit),
        )

    # ------------------------------------------------------------
    # Class and lifetime value
    # ------------------------------------------------------------

    def of_class(self, profile):
        """Return why a profile has its class; False without one."""
        limit_a, limit_b = self._abc
        shares = {"a": 100 * SHARES[0], "b": 100 * SHARES[1]}
        explained = {
            A: self.env._(
                "customers with more bring less than %(a)g %% of all value", **shares
            ),
            B: self.env._(
                "customers with more bring %(a)g to %(b)g %% of all value", **shares
            ),
            C: self.env._(
                "customers with more bring %(b)g %% of all value or more", **shares
            ),
        }
        if not profile.abc:
            return False
        if profile.monetary <= 0:
            return self.env._("No value in the window.")
        limits = [
            f"{name.upper()} {self._money(limit)}"
            for name, limit in ((A, limit_a), (B, limit_b))
            if limit is not None
        ]
        return self.env._(
            "%(value)s in the window: %(reason)s. Classes start at: %(limits)s.",
            value=self._money(profile.monetary),
            reason=explained[profile.abc],
            limits=", ".join(limits),
        )

    def of_lifetime_value(self, profile):
        """Return how the lifetime value comes about, or what it lacks."""
        if not profile.tier:
            return False
        if self._value(profile) is None:
            return self.env._("The margin is not known.")
        retention = known(profile.segment_retention)
        where = self.env._("of the segment")
        if retention is None and self._retention is not None:
            retention, where = 100 * self._retention, self.env._("of the portfolio")
        if retention is None or self._discount is None:
            return self.env._(
                "It is not known how many customers stay from year to year."
            )
        if known(profile.lifetime_value) is None:
            return self.env._(
                "Everybody stays, and there is no interest: it has no limit."
            )
        return self.env._(
            "%(measure)s of a year × r ÷ (1 + d − r), with a yearly retention "
            "%(where)s of r = %(retention).1f %% and a discount rate of "
            "d = %(discount)g %%.",
            measure=self._measure_name().capitalize(),
            where=where,
            retention=retention,
            discount=round(100 * self._discount, 6),
        )

    # ------------------------------------------------------------
    # Tools
    # ------------------------------------------------------------

    def _value(self, profile):
        return known(profile[self._limits.mvc.measure])

    def _measure_name(self):
        if self._limits.mvc.measure == MARGIN:
            return self.env._("margin")
        return self.env._("turnover")

    def _money(self, amount):
        return format_amount(self.env, amount or 0, self._currency)
