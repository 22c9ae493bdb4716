"""What all readers of indicators have in common.

A reader measures one indicator and tells which records it counted: ``domains`` give
exactly the records of the numerator and of the denominator.
"""

from odoo.fields import Domain

from .measurement import NO_SOURCE, NOT_INSTALLED, NOT_STARTED


class Reader:
    """How one indicator is read.

    :param source_kinds: kinds of sources without which nothing can be said
    :param needed_models: models of optional addons that must be installed
    :param started: function from the context to whether there is a first record of
        ours to read, such as a segment; without one there is no value
    :param has_history: whether the past can be computed from dated facts; state
        (addresses, terms, owners) is known for the past from stored readings only
    """

    #: model of the records that a reading opens; None where there are none
    model = None
    #: whether it takes part in the one pass over the customers
    counts_profiles = False
    #: whether the records can be listed only while the profiles are of that date
    lists_profiles = False

    def __init__(
        self, *, source_kinds=(), needed_models=(), started=None, has_history=True
    ):
        self.source_kinds = tuple(source_kinds)
        self.needed_models = tuple(needed_models)
        self.has_history = has_history
        self._started = started

    def missing_reason(self, context):
        """Return why nothing can be measured at all, or None."""
        if any(name not in context.env for name in self.needed_models):
            return NOT_INSTALLED
        if self._started and not self._started(context):
            return NOT_STARTED
        if not all(context.is_ready(kind) for kind in self.source_kinds):
            return NO_SOURCE
        return None

    def lookback_days(self, context):
        """Return how many days before the window contacts are compared with."""
        return 0

    def domains(self, company, horizon):
        """Return the domains of the records counted, and of those among them."""
        raise NotImplementedError

    def measure(self, context):
        """Return the :class:`Measurement` of a :class:`MeasureContext`."""
        raise NotImplementedError


class NeedsField:
    """A reader of a field that an addon adds to the model of another one.

    :param needed_field: (model, field)
    """

    def __init__(self, *args, needed_field, **needs):
        super().__init__(*args, **needs)
        self._needed_field = needed_field

    def missing_reason(self, context):
        model, field = self._needed_field
        if model not in context.env or field not in context.env[model]._fields:
            return NOT_INSTALLED
        return super().missing_reason(context)


def resolve(domain, company, horizon):
    """Return a domain, given as such or as a function of company and horizon."""
    return Domain(domain(company, horizon) if callable(domain) else domain)
