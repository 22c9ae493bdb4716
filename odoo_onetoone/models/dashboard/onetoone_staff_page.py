from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ...readers.indicators.measurement import NOT_APPLICABLE

TREND_MONTHS = 24


class OnetooneStaffPage(models.AbstractModel):
    """The few numbers every employee may see, whatever rights he has (E-15)."""

    _name = "onetoone.staff.page"
    _description = "One-to-One for All Staff"

    @api.readonly
    @api.model
    def get_data(self):
        """Return the indicators that the current company shows to all staff.

        Shape: {company, indicators: [{code, name, definition, unit, value, as_of,
        reason, trend: [{date, value}]}]}: ``value`` is the latest, False where there
        is none, and ``reason`` says why. The trend holds the values of two years with
        dates in ISO format, oldest first. Raises AccessError for who is no employee.
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only employees can open this page."))
        # who works for a branch may not read its root company itself
        company = self.env.company.sudo().root_id
        return {
            "company": company.name,
            "indicators": [
                self._indicator_data(indicator, readings)
                for indicator, readings in self._shown_readings(company)
            ],
        }

    def _shown_readings(self, company):
        """Return [(indicator, its readings, the latest first)].

        Employees have no rights on readings, so nothing but this domain holds back
        what is not shown to all.
        """
        readings = self.env["onetoone.reading"].sudo()
        shown = [
            ("company_id", "=", company.id),
            ("is_public", "=", True),
            ("indicator_id.active", "=", True),
        ]
        latest = readings.search(shown, order="as_of desc", limit=1).as_of
        if not latest:
            return []
        since = latest - relativedelta(months=TREND_MONTHS)
        found = readings.search([*shown, ("as_of", ">=", since)])
        by_indicator = found.grouped("indicator_id")
        return [
            (indicator, by_indicator[indicator])
            for indicator in found.indicator_id.sorted()
            if by_indicator[indicator][0].missing_reason != NOT_APPLICABLE
        ]

    def _indicator_data(self, indicator, readings):
        last = readings[0]
        return {
            "code": indicator.code,
            "name": indicator.name,
            "definition": indicator.definition or "",
            "unit": indicator.unit,
            "value": last.value,
            "as_of": format_date(self.env, last.as_of),
            "reason": last.explanation if last.value is False else "",
            "trend": [
                {"date": one.as_of.isoformat(), "value": one.value}
                for one in readings[::-1]
                if one.value is not False
            ],
        }
