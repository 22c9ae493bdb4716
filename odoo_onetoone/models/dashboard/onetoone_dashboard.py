from odoo import api, models


class OnetooneDashboard(models.AbstractModel):
    """What the dashboard shows; it only reads what is stored.

    Each part of it stands in a file of its own in this folder.
    """

    _name = "onetoone.dashboard"
    _description = "One-to-One Dashboard"

    @api.readonly
    @api.model
    def get_data(self):
        """Return the dashboard of the current company, all of it in one call.

        A branch sees that of its root company. Numbers are False where there is no
        data; scores, opinions, evidence and targets are 0-100, shares in percent,
        coverages fractions. Dates are formatted, in the trend in ISO format. Raises
        AccessError for who is no analyst. Shape::

            {company, company_id, window_months, can_run, can_manage,
             refresh: {id, state, progress, as_of, is_due, failure},
             round: {id, name, date, readiness, readiness_low, readiness_high,
                     development_stages: [name], opinion, evidence, change,
                     change_is_clear,
                     previous: {id, name, date} or False, verdict: {code, name, text,
                     reasons: [text]} or False, left_out} or False,
             trend: {rounds: [{date, name, readiness, opinion, evidence}],
                     days: [{date, evidence}]},
             evidence_now,
             stages: [{id, code, name, description, score, evidence_now, level,
                       readings: [reading]}],
             aspects: [{id, name, opinion, inside, outside}],
             alerts: {customers, count, kinds: [{kind, name, count, stake}]},
             customers: {portfolio, active, value, classes: [{abc, count, share}]},
             first_steps: [step],
             broken_sources: [{name, reason}], missing_sources: [name],
             failing_jobs: [{name, reason}]}

        A score is False, or what the latest closed round says of the stage: {opinion,
        opinion_low, opinion_high, answer_count, evidence, evidence_coverage, target,
        gap, said_level, say_do, level: {rank, name, is_confirmed} or False,
        thin_reasons: [code]}. ``evidence_now`` is that of
        the latest readings: {value, coverage}. A level is what the
        records of today suggest: {rank, name, is_minimum, held: [rule], obstacle:
        rule} or False, with a rule {rank, text, is_known}. A reading is {id,
        indicator_id, code, name, numerator, denominator, value, unit, weight,
        position, explanation, has_records}.
        """
        # who works for a branch may not read its root company itself
        company = self.env.company.sudo().root_id
        refresh = self.env["onetoone.refresh"].search([("company_id", "=", company.id)])
        rounds = self.env["onetoone.assessment"].search(
            [("company_id", "=", company.id)]
        )
        # their order is that of their dates
        latest = rounds.filtered(lambda one: one.state == "closed")[:1]
        scores = self._scores_of(latest)
        stages = self.env["onetoone.dimension"].search([("kind", "=", "stage")])
        readings = self._latest_readings(company)
        plan = self._plan_data(company, latest)
        sources = self._used_sources(company)
        return {
            "company": company.name,
            "company_id": company.id,
            "window_months": company.onetoone_window_months,
            "can_run": self.env.user.has_group("odoo_onetoone.group_onetoone_analyst"),
            "can_manage": self.env.user.has_group(
                "odoo_onetoone.group_onetoone_manager"
            ),
            "refresh": self._refresh_data(refresh),
            "round": self._round_data(latest),
            "evidence_now": self._evidence_of_all(stages, readings),
            "stages": self._stages_data(company, stages, scores, readings),
            "aspects": self._aspects_data(scores),
            "plan": plan,
            "trend": self._trend_data(company, stages),
            "alerts": self._alerts_data(company),
            "customers": self._customers_data(company, refresh),
            "first_steps": self._first_steps(refresh, rounds, sources, plan),
            "broken_sources": self._broken_sources(sources),
            "missing_sources": self._missing_sources(sources),
            "failing_jobs": refresh._failing_jobs(),
        }
