from odoo import api, models
from odoo.tools import format_amount, format_date


class OnetooneDashboard(models.AbstractModel):
    """What the dashboard shows; it only reads what is stored."""

    _name = "onetoone.dashboard"
    _description = "One-to-One Dashboard"

    @api.readonly
    @api.model
    def get_data(self):
        """Return the dashboard of the current company.

        Shape: {company, company_id, window_months, can_run, refresh: {id, state,
        progress, as_of, is_due, failure}, customers: {portfolio, active, value,
        classes: [{abc, count, share}]}, stages: [{id, code, name, description, level:
        {rank, name, is_minimum, held: [rule], obstacle: rule} or False, readings:
        [{id, indicator_id, code, name, numerator, denominator, value, unit, weight,
        position, explanation, has_records}]}], broken_sources: [{name, reason}],
        failing_jobs: [{name, reason}]}. A rule is {rank, text, is_known}.
        ``numerator``, ``denominator``, ``value`` and ``position`` are False where there
        is no data; ``share`` is in percent.
        """
        company = self.env.company.root_id
        refresh = self.env["onetoone.refresh"].search([("company_id", "=", company.id)])
        return {
            "company": company.name,
            "company_id": company.id,
            "window_months": company.onetoone_window_months,
            "can_run": self.env.user.has_group("odoo_onetoone.group_onetoone_analyst"),
            "refresh": self._refresh_data(refresh),
            "customers": self._customers_data(company, refresh),
            "stages": self._stages_data(company),
            "broken_sources": self._broken_sources(company),
            "failing_jobs": refresh._failing_jobs(),
        }

    def _refresh_data(self, refresh):
        return {
            "id": refresh.id,
            "state": refresh.state,
            "progress": refresh.progress,
            "as_of": format_date(self.env, refresh.as_of),
            "is_due": refresh._is_due_at_opening(),
            "failure": refresh.failure_reason or "",
        }

    def _customers_data(self, company, refresh):
        # {class: [customers, value]}
        classes = refresh.class_totals or {}
        total = sum(value for _count, value in classes.values() if value > 0)
        return {
            "portfolio": refresh.customer_count,
            "active": refresh.active_count,
            "value": format_amount(
                self.env,
                round(sum(value for _count, value in classes.values())),
                company.currency_id,
                trailing_zeroes=False,
            ),
            "classes": [
                {
                    "abc": abc,
                    "count": count,
                    "share": 100 * value / total if total and value > 0 else 0,
                }
                for abc, (count, value) in sorted(classes.items())
            ],
        }

    def _stages_data(self, company):
        readings = self._latest_readings(company).sorted(
            lambda reading: reading.indicator_id.sequence
        )
        stages = self.env["onetoone.dimension"].search([("kind", "=", "stage")])
        levels = self._level_data(company, readings)
        return [
            {
                "id": stage.id,
                "code": stage.code,
                "name": stage.name,
                "description": stage.description or "",
                "level": levels.get(stage.id, False),
                "readings": [
                    self._reading_data(reading)
                    for reading in readings
                    if reading.dimension_id == stage
                ],
            }
            for stage in stages
        ]

    def _level_data(self, company, readings):
        """Return {stage id: suggested level} of the date of the readings."""
        suggestions = self.env["onetoone.level.suggestion"].search(
            [("company_id", "=", company.id), ("as_of", "=", readings[:1].as_of)]
        )
        indicators = {
            reading.indicator_id.code: reading.indicator_id for reading in readings
        }
        say = suggestions._rule_data
        return {
            suggestion.dimension_id.id: {
                "rank": suggestion.level_id.rank,
                "name": suggestion.level_id.name,
                "is_minimum": suggestion.is_minimum,
                "held": [say(rule, indicators) for rule in suggestion.held or []],
                "obstacle": suggestion.obstacle
                and say(suggestion.obstacle, indicators),
            }
            for suggestion in suggestions
        }

    def _latest_readings(self, company):
        readings = self.env["onetoone.reading"]
        in_company = [("company_id", "=", company.id)]
        latest = readings.search(in_company, order="as_of desc", limit=1).as_of
        return readings.search([*in_company, ("as_of", "=", latest)])

    def _reading_data(self, reading):
        return {
            "id": reading.id,
            "indicator_id": reading.indicator_id.id,
            "code": reading.indicator_id.code,
            "name": reading.indicator_id.name,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "value": reading.value,
            "unit": reading.unit,
            "weight": reading.indicator_id.weight,
            "position": reading.position,
            "explanation": reading.explanation,
            "has_records": bool(reading.denominator),
        }

    def _broken_sources(self, company):
        """Return the used sources that cannot be read, with the reason."""
        sources = (
            self.env["onetoone.source"]
            .sudo()
            .search([("company_id", "=", company.id), ("is_used", "=", True)])
        )
        return [
            {"name": source.name, "reason": source.state_reason}
            for source in sources
            if source._is_failing()
        ]
