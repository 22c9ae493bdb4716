"""How staged customers become profiles: ranked among each other, and published."""

from odoo import fields, models
from odoo.tools import SQL

from ...readers import asked, customers, pareto, ranking, shared_identity, staging
from ...readers.horizon import Horizon
from ...readers.tables import (
    create_temporary,
    joining_everybody,
    reading_everybody,
    reading_some,
)
from .onetoone_refresh import STAGING

PROFILES = SQL("onetoone_profile")
ASIDE = SQL("onetoone_profile_aside")
RANKED = SQL("onetoone_profile_ranked")
SUSPECTS = SQL("onetoone_part_suspects")


def _everybody(partner):
    """The scope of a full refresh."""
    return SQL("TRUE")


def _asked(partner):
    """The scope of a partial refresh."""
    return SQL("%s IN (SELECT partner_id FROM %s)", partner, asked.CUSTOMERS)


class OnetooneRefresh(models.Model):
    _inherit = "onetoone.refresh"

    def _refresh_all(self, as_of=None):
        """Refresh every customer of the company within this transaction."""
        self.ensure_one()
        as_of = as_of or self.company_id._onetoone_as_of()
        self._prepare_sources(as_of)
        with reading_everybody(self.env):
            self._stage_aside(as_of)
            self._publish_all(ASIDE, as_of)

    def _refresh_partners(self, partner_ids, counts=True):
        """Refresh the customers of some partners; limits and date stay as they are.

        :param counts: whether all customers are counted anew
        """
        self.ensure_one()
        with reading_some(self.env):
            self._stage_aside(self.as_of, asked.keep(self.env, partner_ids))
            self._keep_shared_of_some(_asked)
            limits = ranking.Limits.from_dict(self.thresholds)
            ranked = ranking.ranked(ASIDE, limits, self.company_id, self.as_of)
            self._publish(ranked, _asked, counts)
            others = shared_identity.publish_to_others(self.company_id)
        self.changed_count += others

    def _stage_aside(self, as_of, asked_for=None):
        """Stage all customers, or those asked for, in a table of this transaction."""
        company = self.company_id.with_context(onetoone_asked=asked_for)
        horizon = Horizon.of(company, as_of)
        staged = staging.stage(company, horizon, _everybody, in_bulk=not asked_for)
        create_temporary(self.env, ASIDE, staged)

    def _rank_all(self, table, as_of):
        """Return the limits of scores and classes, and SQL of the ranked customers."""
        company = self.company_id
        limits = ranking.find_limits(company, table, as_of)
        portfolio = SQL(
            "(SELECT partner_id FROM %s WHERE company_id = %s AND is_customer)",
            table,
            company.id,
        )
        shared_identity.keep_shared(company, portfolio)
        return limits, ranking.ranked(table, limits, company, as_of)

    def _keep_shared_of_some(self, scope):
        """Find again what the customers in scope, just staged aside, share."""
        company = self.company_id
        create_temporary(
            self.env,
            SUSPECTS,
            shared_identity.select_suspects(company, ASIDE, scope, self.touched_until),
        )
        if self.env.execute_query(SQL("SELECT FROM %s LIMIT 1", SUSPECTS)):
            portfolio = SQL(
                """(SELECT partner_id FROM %s WHERE is_customer
                    UNION ALL
                    SELECT partner_id FROM onetoone_profile profile
                     WHERE company_id = %s AND is_customer AND NOT %s)""",
                ASIDE,
                company.id,
                scope(SQL("profile.partner_id")),
            )
            shared_identity.keep_shared_of_some(company, portfolio, SUSPECTS)
        else:
            shared_identity.keep_stored(company)

    def _customers_on(self, as_of):
        """Return SQL of a table of the customers as of a date, profiles untouched.

        To be called while reading everybody: the table is gone after that.
        """
        if self.as_of == as_of:
            self.env["onetoone.profile"].flush_model()
            return PROFILES
        self._stage_aside(as_of)
        _limits, ranked = self._rank_all(ASIDE, as_of)
        create_temporary(self.env, RANKED, SQL("SELECT * FROM %s ranked", ranked))
        return RANKED

    def _publish_all(self, table, as_of):
        limits, ranked = self._rank_all(table, as_of)
        self.write(
            {
                "state": "done",
                "is_published": False,
                "as_of": as_of,
                "next_as_of": as_of,
                "failure_reason": False,
                "finished_at": fields.Datetime.now(),
                "touched_until": (
                    self.started_at if table is STAGING else self.env.cr.now()
                ),
                "thresholds": limits.to_dict(),
            }
        )
        with joining_everybody(self.env):
            self._publish(ranked, _everybody)
        self.env.execute_query(SQL("ANALYZE %s", PROFILES))
        pareto.keep_curve(self.env, self.company_id)
        if table is STAGING:
            self.env.execute_query(
                SQL("DELETE FROM %s WHERE company_id = %s", table, self.company_id.id)
            )

    def _publish(self, ranked, scope, counts=True):
        profiles = self.env["onetoone.profile"]
        profiles.flush_model()
        changed = customers.publish(self.env, self.company_id, ranked, scope)
        profiles.invalidate_model()
        # how much a complaint matters depends on the class of its customer
        self.env["onetoone.complaint"].invalidate_model()
        self.changed_count = changed
        if counts:
            self.write(customers.count(self.env, self.company_id))
