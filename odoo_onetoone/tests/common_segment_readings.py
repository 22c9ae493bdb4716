"""Segments, learnings and wishes of the tests."""

from datetime import date

from .common import AS_OF
from .readings import ReadingsCase

# a membership that covers the date of the tests, without an end
SINCE = date(2026, 1, 1)


class SegmentsCase(ReadingsCase):
    @classmethod
    def division(cls, basis="value", company=None):
        return cls.env["onetoone.segment.division"].create(
            {
                "name": basis,
                "basis": basis,
                "is_exclusive": False,
                "company_id": (company or cls.company).id,
            }
        )

    @classmethod
    def segment(cls, name, division=None, company=None, **values):
        return cls.env["onetoone.segment"].create(
            {
                "name": name,
                "company_id": (company or cls.company).id,
                "division_id": division.id if division else False,
                "domain": "[('is_customer', '=', True)]",
                **values,
            }
        )

    @classmethod
    def join(cls, segment, partners, since=SINCE, until=False):
        """Let partners belong to a segment for a period."""
        return cls.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment.id,
                    "partner_id": partner.id,
                    "company_id": segment.company_id.id,
                    "date_from": since,
                    "date_to": until,
                }
                for partner in partners
            ]
        )

    @classmethod
    def topic(cls, name):
        return cls.env["onetoone.topic"].create(
            {"name": name, "question": f"{name}?", "kind": "text"}
        )

    @classmethod
    def learn(cls, partner, topic, day, value="Said", company=None, **values):
        return cls.env["onetoone.learning"].create(
            {
                "partner_id": partner.id,
                "topic_id": topic.id,
                "company_id": (company or cls.company).id,
                "value": value,
                "date": day,
                **values,
            }
        )

    def measured(self, *codes, as_of=AS_OF, company=None):
        """Return some readings of a date; profiles are those of the last refresh."""
        readings = self.measure(as_of, company)
        return {code: readings[code] for code in codes}

    def assert_readings(self, expected, **dated):
        """Compare with {code: (numerator, denominator, value)}."""
        readings = self.measured(*expected, **dated)
        for code, numbers in expected.items():
            self.assert_counts(readings[code], *numbers)
        return readings

    def assert_missing(self, reason, *codes, **dated):
        for code, reading in self.measured(*codes, **dated).items():
            self.assertEqual(reading.missing_reason, reason, code)
            self.assertIs(reading.value, False, code)
            self.assertIs(reading.numerator, False, code)
