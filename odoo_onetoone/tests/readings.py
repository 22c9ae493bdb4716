"""Measuring a company of the tests, and comparing with what was worked out by hand."""

from ..readers.indicators import READERS
from .common import AS_OF, OnetooneCase


class ReadingsCase(OnetooneCase):
    def measure(self, as_of=AS_OF, company=None):
        """Return {code: reading} of a company on a date."""
        readings = self.env["onetoone.indicator"]._measure(
            company or self.company, as_of
        )
        return {reading.indicator_id.code: reading for reading in readings}

    def assert_counts(self, reading, numerator, denominator, value):
        """Compare the numbers of a reading, whether it has a position or not."""
        code = reading.indicator_id.code
        self.assertEqual(
            (reading.numerator, reading.denominator), (numerator, denominator), code
        )
        if value is None:
            self.assertIs(reading.value, False, code)
        else:
            self.assertAlmostEqual(reading.value, value, 6, code)

    def assert_opens_what_it_counted(self, readings):
        """Every reading with a number opens as many records as it counted."""
        for code, reading in readings.items():
            if reading.numerator is False:
                self.assertTrue(reading.missing_reason, code)
                continue
            for action, number in (
                (reading.action_open_counted(), reading.numerator),
                (reading.action_open_among(), reading.denominator),
            ):
                self.assertEqual(action["res_model"], READERS[code].model)
                model = self.env[action["res_model"]].with_context(**action["context"])
                # cases of one reading stand for other rows than those of another
                model.invalidate_model()
                records = model.search(action["domain"])
                self.assertEqual(len(records), number, code)
                self.assertEqual(
                    model.search_count(action["domain"]), number, f"{code}, counted"
                )
