from odoo import api, fields, models

from ...engine import complaint_limits, relationship, validity
from ...optional_fields import known
from .value_reasons import ValueReasons


class OnetooneProfile(models.Model):
    """Why a customer has his classes, and what people recorded of his value."""

    _inherit = "onetoone.profile"

    value_measure = fields.Selection(
        [("margin", "Margin"), ("monetary", "Turnover")],
        string="Value Means",
        compute="_compute_reasons",
        help="Margin where it is known for 80 % of the value of the active customers, "
        "else turnover: the same for all, in tiers and lifetime values.",
    )
    tier_reason = fields.Char(string="Why This Tier", compute="_compute_reasons")
    abc_reason = fields.Char(string="Why This Class", compute="_compute_reasons")
    lifetime_value_reason = fields.Char(
        string="How It Is Computed", compute="_compute_reasons"
    )
    relationship_missing = fields.Char(
        string="For the Next Level",
        compute="_compute_relationship_missing",
        help="What the level after the suggested one asks for and is not there.",
    )
    wallet_ids = fields.Many2many(
        "onetoone.wallet", string="Wallet Estimates", compute="_compute_entries"
    )
    override_ids = fields.Many2many(
        "onetoone.override", string="Choices by Hand", compute="_compute_entries"
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends(
        "company_id",
        "is_active",
        "monetary",
        "margin",
        "net_contribution",
        "estimated_wallet",
        "share_of_customer",
        "is_growing",
        "has_open_opportunity",
        "chosen_tier",
        "tier",
        "abc",
        "lifetime_value",
        "segment_retention",
    )
    def _compute_reasons(self):
        refreshes = self.env["onetoone.refresh"].sudo()
        refreshes = refreshes.search([("company_id", "in", self.company_id.ids)])
        choices = self.filtered("chosen_tier")._choices_in_force("tier")
        for company, profiles in self.grouped("company_id").items():
            refresh = refreshes.filtered(
                lambda one, company=company: one.company_id == company
            )
            reasons = ValueReasons(company, refresh.thresholds or {})
            for profile in profiles:
                profile.value_measure = reasons.measure
                profile.tier_reason = reasons.of_tier(profile, choices.get(profile))
                profile.abc_reason = reasons.of_class(profile)
                profile.lifetime_value_reason = reasons.of_lifetime_value(profile)

    @api.depends(
        "as_of",
        "last_contact",
        "last_inbound",
        "last_outbound",
        "lifetime_orders",
        "learning_count",
        "oldest_open_complaint",
        "satisfaction",
        "gave_referral",
        "is_loyal",
        "is_active",
        "is_two_way",
    )
    def _compute_relationship_missing(self):
        levels = dict(self._fields["relationship"]._description_selection(self.env))
        for profile in self:
            level, missing = relationship.suggest(profile._relationship_signals())
            texts = [profile._missing_text(name) for name in missing]
            if not texts:
                profile.relationship_missing = False
                continue
            rank = relationship.LEVELS.index(level) + 1 if level else 0
            profile.relationship_missing = self.env._(
                "%(level)s: %(missing)s",
                level=levels[relationship.LEVELS[rank]],
                missing="; ".join(texts),
            )

    def _relationship_signals(self):
        self.ensure_one()
        until = self.as_of and self.company_id._onetoone_day_start(self.as_of)
        return relationship.Signals(
            has_contact=bool(self.last_contact),
            was_two_way=bool(self.last_inbound and self.last_outbound),
            purchase_count=self.lifetime_orders,
            learning_count=self.learning_count or 0,
            has_overdue_complaint=bool(until)
            and complaint_limits.is_overdue(self.oldest_open_complaint or None, until),
            satisfaction=known(self.satisfaction),
            gave_referral=self.gave_referral,
            is_loyal=self.is_loyal,
            is_recent=self.is_active or self.is_two_way,
        )

    def _missing_text(self, name):
        """Return in words what is missing, given its name in the engine."""
        return {
            relationship.FIRST_CONTACT: self.env._("a contact or a purchase"),
            relationship.BOND: self.env._("contacts both ways, or a second purchase"),
            relationship.PURCHASES: self.env._(
                "%(limit)s purchases (%(count)s so far)",
                limit=relationship.MINIMUM_PURCHASES,
                count=self.lifetime_orders,
            ),
            relationship.LEARNINGS: self.env._(
                "%(limit)s learnings (%(count)s so far)",
                limit=relationship.MINIMUM_LEARNINGS,
                count=self.learning_count or 0,
            ),
            relationship.COMPLAINT: self.env._(
                "the complaint settled that is open for more than %(days)s days",
                days=complaint_limits.TIMELY_DAYS,
            ),
            relationship.SATISFACTION: self.env._(
                "a satisfaction of %(limit)s or more",
                limit=relationship.MINIMUM_SATISFACTION,
            ),
            relationship.LOYALTY: self.env._(
                "a referral, or purchases in each of three years"
            ),
            relationship.RECENT: self.env._(
                "a purchase or contacts both ways in the window"
            ),
        }[name]

    @api.depends("partner_id", "company_id")
    def _compute_entries(self):
        for name in ("wallet_ids", "override_ids"):
            entries = self.env[self._fields[name].comodel_name].search(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("partner_id", "in", self.partner_id.ids),
                ]
            )
            by_customer = entries.grouped(
                lambda entry: (entry.company_id, entry.partner_id)
            )
            for profile in self:
                profile[name] = by_customer.get(
                    (profile.company_id, profile.partner_id), entries.browse()
                )

    def _choices_in_force(self, subject):
        """Return {profile: the choice by hand that counts on the date of the refresh}.

        :param subject: ``tier`` or ``relationship``
        """
        choices = self.env["onetoone.override"].sudo()
        choices = choices.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("partner_id", "in", self.partner_id.ids),
                ("subject", "=", subject),
            ],
            order="date, id",
        )
        by_customer = choices.grouped(
            lambda choice: (choice.company_id, choice.partner_id)
        )
        found = {}
        for profile in self:
            for choice in by_customer.get((profile.company_id, profile.partner_id), ()):
                if profile.as_of and validity.is_in_force(
                    choice.date, choice.date_expiry or None, profile.as_of
                ):
                    found[profile] = choice
        return found

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_choose_tier(self):
        """Open a dialog to choose the tier by hand, with a reason."""
        return self._choose("tier", self.env._("Choose Tier"), self.tier)

    def action_confirm_relationship(self):
        """Open a dialog to confirm the suggested relationship, or choose another."""
        return self._choose(
            "relationship",
            self.env._("Confirm Relationship"),
            self.relationship_suggested,
        )

    def _choose(self, subject, title, value):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "onetoone.override",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                **self._entry_context(),
                "default_subject": subject,
                f"default_{subject}": value,
            },
        }

    def action_open_wallets(self):
        """Open the wallet estimates of the customer, to add another one."""
        return self._open_entries("onetoone.wallet", self.env._("Wallet Estimates"))

    def action_open_overrides(self):
        return self._open_entries("onetoone.override", self.env._("Choices by Hand"))

    def _open_entries(self, model, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
            "context": self._entry_context(),
        }

    def _entry_context(self):
        return {
            "default_partner_id": self.partner_id.id,
            "default_company_id": self.company_id.id,
        }
