from odoo.tests import tagged

from .common import AS_OF, OnetooneCase


@tagged("post_install", "-at_install")
class TestOptionalFields(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        indicators = cls.env["onetoone.indicator"].search([], limit=3)
        cls.unknown, cls.zero, cls.ten = cls.env["onetoone.reading"].create(
            [
                {
                    "indicator_id": indicator.id,
                    "company_id": cls.company.id,
                    "as_of": AS_OF,
                    "value": value,
                    "numerator": value,
                }
                for indicator, value in zip(indicators, (None, 0, 10), strict=True)
            ]
        )
        cls.env.invalidate_all()

    def find(self, *condition):
        return self.env["onetoone.reading"].search(
            [("company_id", "=", self.company.id), condition]
        )

    def test_unknown_reads_false_and_zero_reads_zero(self):
        self.assertIs(self.unknown.value, False)
        self.assertIs(self.unknown.numerator, False)
        self.assertEqual(self.zero.value, 0.0)
        self.assertIsNot(self.zero.value, False)
        self.assertIsNot(self.zero.numerator, False)

    def test_unknown_is_null_in_the_column(self):
        self.env.cr.execute(
            "SELECT value, numerator FROM onetoone_reading WHERE id = %s",
            [self.unknown.id],
        )
        self.assertEqual(self.env.cr.fetchone(), (None, None))

    def test_written_false_becomes_unknown(self):
        self.ten.value = False
        self.ten.flush_recordset()
        self.ten.invalidate_recordset()
        self.assertIs(self.ten.value, False)

    def test_search_tells_unknown_from_zero(self):
        self.assertEqual(self.find("value", "=", False), self.unknown)
        self.assertEqual(self.find("value", "=", 0), self.zero)
        self.assertEqual(self.find("value", "<", 10), self.zero)
        self.assertEqual(self.find("value", "!=", False), self.zero | self.ten)

    def test_average_leaves_unknown_out(self):
        [(average,)] = self.env["onetoone.reading"]._read_group(
            [("company_id", "=", self.company.id)], [], ["value:avg"]
        )
        self.assertEqual(average, 5.0)

    def test_export_writes_unknown_as_empty(self):
        readings = self.unknown | self.zero | self.ten
        rows = readings.export_data(["value", "numerator"])["datas"]
        self.assertEqual(rows, [["", ""], [0.0, 0], [10.0, 10]])

    def test_web_read_gives_false_for_unknown(self):
        [values] = self.unknown.web_read({"value": {}, "numerator": {}})
        self.assertIs(values["value"], False)
        self.assertIs(values["numerator"], False)
