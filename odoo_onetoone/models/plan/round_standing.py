"""Where everything that an activity can move stood in a closed round."""

from collections import Counter
from functools import cached_property

from ...engine import plan
from ...engine.opinion import comparison, readiness, scores
from ...engine.opinion.interval import Estimate
from ...engine.opinion.weighted import weighted_mean
from ...engine.positions import parse_anchors
from ...optional_fields import known
from ...readers.indicators.measurement import NOT_APPLICABLE
from ..assessment.assessment_scoring import GAP_TOOL_KIND, STAGES

# The kinds of things that move; the key of one is (kind, its id or code).
INDICATOR, QUESTION, STAGE, COMPANY = "indicator", "question", "stage", "company"
WHOLE_COMPANY = (COMPANY, None)


class RoundStanding:
    """Reads what closing froze, and nothing else.

    A key is ("indicator", id), ("question", code), ("stage", code) or
    ("company", None). Positions are 0-100.

    :param assessment: a closed round, with all rights
    """

    def __init__(self, assessment):
        self.assessment = assessment
        self.targets = assessment._targets()
        self._shortfalls = {}

    # ------------------------------------------------------------
    # WHERE IT STANDS
    # ------------------------------------------------------------

    @cached_property
    def stages(self):
        """{code: Stage}, in their order."""
        return self.assessment._stages(self._results)

    @cached_property
    def readings(self):
        """{indicator id: frozen reading}, those left out that do not apply."""
        return {
            reading.indicator_id.id: reading
            for reading in self.assessment.reading_ids
            if reading.missing_reason != NOT_APPLICABLE
        }

    @cached_property
    def not_applicable(self):
        """The ids of the indicators that say nothing about the company."""
        return set(self.assessment.reading_ids.indicator_id.ids) - self.readings.keys()

    @cached_property
    def questions(self):
        """{code: survey question} that were scored, one wording each."""
        return self.assessment._asked_questions()

    @cached_property
    def opinions(self):
        """{code: Estimate} of the questions that may be published."""
        return {
            result.code: Estimate(
                result.opinion, result.opinion_low, result.opinion_high
            )
            for result in self._results
            if result.kind == scores.QUESTION
            and result.opinion is not None
            and not (result.block or result.cut)
        }

    @cached_property
    def as_round(self):
        """The round as the engine compares it with another."""
        return self.assessment._as_round(self._results)

    def value(self, key):
        """Return the value of an indicator in its own unit, None of anything else."""
        kind, code = key
        reading = self.readings.get(code) if kind == INDICATOR else None
        return known(reading.value) if reading else None

    def estimate(self, key):
        """Return the position of ``key`` with its interval; None without one."""
        kind, code = key
        if kind == INDICATOR:
            reading = self.readings.get(code)
            return _counted(known(reading.position) if reading else None)
        if kind == QUESTION:
            return self.opinions.get(code)
        if kind == STAGE:
            combined = readiness.combine(self.stages[code])
            is_counted = combined.missing == readiness.OPINION
            estimate = combined.estimate
            return _counted(estimate.value) if is_counted else estimate
        return self._readiness

    def anchors(self, indicator_id):
        """Return the anchors an indicator had, None without any."""
        reading = self.readings.get(indicator_id)
        return parse_anchors(reading.anchors) if reading and reading.anchors else None

    def next_option(self, key):
        """Return the option above where a question stands, "" where there is none."""
        kind, code = key
        estimate = self.estimate(key) if kind == QUESTION else None
        if estimate is None:
            return ""
        question = self.questions[code]
        level = plan.next_level(estimate.value, question.onetoone_level_count)
        options = question.suggested_answer_ids
        return options.filtered(lambda one: one.onetoone_level == level).value or ""

    def change_since(self, earlier, code):
        """Return the change of a question like for like, None where it has none."""
        if code not in self.questions:
            return None
        found = comparison.compare(
            scores.QUESTION, code, earlier.as_round, self.as_round
        )
        return found.like_for_like

    # ------------------------------------------------------------
    # WHAT IS MISSING
    # ------------------------------------------------------------

    def shortfall(self, key):
        """Return what is missing of ``key`` to its target; None if it is not known."""
        if key not in self._shortfalls:
            self._shortfalls[key] = self._find_shortfall(key)
        return self._shortfalls[key]

    def _find_shortfall(self, key):
        kind, code = key
        target, _is_set = self.target(key)
        if target is None:
            return None
        if kind == STAGE:
            found = plan.stage_shortfall(self.stages[code], target, self._worth)
            return found and found._replace(key=key)
        estimate = self.estimate(key)
        if estimate is None:
            return None
        uncertainty = plan.half_width(estimate)
        return plan.Shortfall(
            key, estimate.value, target, uncertainty, self._weight(key)
        )

    def target(self, key):
        """Return (target, whether somebody set it), (None, False) without any.

        The target of the dimension; of an aspect without one, that of the stage the
        question belongs to. Where none was set, the next stage of development begins
        at the target. The whole company has the mean of its stages.
        """
        if key == WHOLE_COMPANY:
            return self._company_target()
        for code in self._dimension_codes(key):
            if code in self.targets:
                return self.targets[code], True
        return self._default_target, False

    def _dimension_codes(self, key):
        kind, code = key
        if kind == STAGE:
            return [code]
        if kind == INDICATOR:
            return [self.readings[code].dimension_id.code]
        question = self.questions[code]
        dimensions = question.onetoone_dimension_id, question.onetoone_stage_id
        return [dimension.code for dimension in dimensions if dimension]

    def _company_target(self):
        if not any(code in self.targets for code in STAGES):
            return self._default_target, False
        mean = weighted_mean(
            (stage.weight, self.target((STAGE, code))[0])
            for code, stage in self.stages.items()
        )
        return mean, True

    @cached_property
    def _default_target(self):
        reached = self._readiness
        return plan.next_target(reached.value) if reached else None

    def _weight(self, key):
        kind, code = key
        if kind == COMPANY:
            return 1.0
        if kind == INDICATOR:
            return self._indicator_weight(self.readings[code])
        dimension = self.questions[code].onetoone_dimension_id.code
        if self._kinds.get(dimension) == GAP_TOOL_KIND:
            return self._worth.gap_question
        # only a question with an opinion is asked for its weight
        return self._worth.opinion.get(dimension, 0.0) / self._answered[dimension]

    def _indicator_weight(self, reading):
        stage = reading.dimension_id.code
        measured = self._measured_weights[stage]
        worth = self._worth.evidence.get(stage, 0.0)
        return worth * reading.weight / measured if measured else 0.0

    @cached_property
    def _measured_weights(self):
        """{stage code: sum of the weights of its indicators that have a position}."""
        weights = Counter()
        for reading in self.readings.values():
            if known(reading.position) is not None:
                weights[reading.dimension_id.code] += reading.weight
        return weights

    @cached_property
    def _answered(self):
        """{dimension code: number of its questions that have an opinion}."""
        return Counter(
            self.questions[code].onetoone_dimension_id.code for code in self.opinions
        )

    # ------------------------------------------------------------
    # SOURCES
    # ------------------------------------------------------------

    @cached_property
    def _results(self):
        return self.assessment._stored_results()

    @cached_property
    def _kinds(self):
        return {one["code"]: one["kind"] for one in self.assessment.dimensions}

    @cached_property
    def _worth(self):
        gap_opinions = self.assessment._gap_opinions(self._results)
        return plan.worth_of(list(self.stages.values()), list(gap_opinions.values()))

    @cached_property
    def _readiness(self):
        """The readiness, the evidence where there is none; None without both."""
        assessment = self.assessment
        if known(assessment.readiness) is None:
            return _counted(known(assessment.evidence))
        return Estimate(
            assessment.readiness,
            known(assessment.readiness_low),
            known(assessment.readiness_high),
        )


def _counted(value):
    """Return what is counted as an estimate: nothing of it is chance."""
    return None if value is None else Estimate(value, value, value)
