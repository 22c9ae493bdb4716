"""A dashboard of records that are given, so that all its numbers are known."""

from datetime import date

from odoo import Command
from odoo.tests import TransactionCase, new_test_user

AS_OF = date(2026, 3, 1)
# the stages are weighted alike; positions on the anchors 0 25 50 75 100
READINGS = {"reachable": 40, "value_known": 60, "two_way": 20}


class DashboardCase(TransactionCase):
    """Two companies; rounds, scores, readings and alerts are given, not computed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Board Test"})
        cls.other = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.company.currency_id = cls.other.currency_id = cls.env.ref("base.EUR")
        cls.analyst = cls._new_user("analyst", "odoo_onetoone.group_onetoone_analyst")
        cls.manager = cls._new_user("manager", "odoo_onetoone.group_onetoone_manager")
        cls.seller = cls._new_user("seller", "odoo_onetoone.group_onetoone_user")
        cls.indicators = {
            one.code: one
            for one in cls.env["onetoone.indicator"].search(
                [("code", "in", list(READINGS))]
            )
        }
        # nothing but these three indicators counts
        cls.env["onetoone.indicator"].search([]).weight = 0
        for indicator in cls.indicators.values():
            indicator.write({"anchors": "0 25 50 75 100", "weight": 1})
        cls.env["onetoone.action.template"].search([]).active = False

    @classmethod
    def _new_user(cls, name, group):
        return new_test_user(
            cls.env,
            f"dashboard-{name}",
            groups=f"base.group_user,{group}",
            company_id=cls.company.id,
            company_ids=[Command.set((cls.company | cls.other).ids)],
        )

    @classmethod
    def dimension(cls, code):
        return cls.env.ref(f"odoo_onetoone.dimension_{code}")

    @classmethod
    def close_round(cls, name, as_of=AS_OF, company=None, **values):
        assessment = cls.env["onetoone.assessment"].create(
            {"name": name, "company_id": (company or cls.company).id, "as_of": as_of}
        )
        cls.env.flush_all()
        assessment._settle(
            {"state": "closed", "dimensions": [], "blocks": [], **values}
        )
        if "readiness_change" in values:
            cls.env["onetoone.change"].create(
                {
                    "assessment_id": assessment.id,
                    "company_id": assessment.company_id.id,
                    "kind": "composition",
                    "points": values["readiness_change"],
                }
            )
        return assessment

    @classmethod
    def give_score(cls, assessment, code, **values):
        return cls.env["onetoone.score"].create(
            {
                "assessment_id": assessment.id,
                "company_id": assessment.company_id.id,
                "kind": "dimension",
                "dimension_id": cls.dimension(code).id,
                **values,
            }
        )

    @classmethod
    def give_readings(cls, as_of=AS_OF, company=None, **positions):
        return cls.env["onetoone.reading"].create(
            [
                {
                    "indicator_id": cls.indicators[code].id,
                    "company_id": (company or cls.company).id,
                    "as_of": as_of,
                    "numerator": value,
                    "denominator": 100,
                    "value": value,
                    "position": value,
                }
                for code, value in {**READINGS, **positions}.items()
            ]
        )

    @classmethod
    def give_alert(cls, kind, partner, amount, **values):
        return cls.env["onetoone.alert"].create(
            {
                "kind": kind,
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "amount_at_stake": amount,
                **values,
            }
        )

    def board(self, user=None, company=None):
        """Return what a user sees, as a new request would read it."""
        self.env.invalidate_all()
        return (
            self.env["onetoone.dashboard"]
            .with_user(user or self.analyst)
            .with_company(company or self.company)
            .get_data()
        )

    def stage(self, data, code):
        return next(one for one in data["stages"] if one["code"] == code)
