import re
from xml.etree import ElementTree

from odoo.tests import BaseCase

from ..pdf.svg import Bar, Point, bar, radar, trend
from ..pdf.text import shortened

SVG = "{http://www.w3.org/2000/svg}"


def shapes(chart, tag):
    return [shape.attrib for shape in ElementTree.fromstring(chart).iter(f"{SVG}{tag}")]


class TestSvg(BaseCase):
    def test_bars_are_as_long_as_their_values(self):
        chart = bar(Bar(20, 42, 31, 50), "Identify", width=300)
        widths = [float(one["width"]) for one in shapes(chart, "rect")]
        self.assertEqual(widths, [60, 126, 93])
        target = shapes(chart, "line")[-1]
        self.assertEqual((target["x1"], target["stroke-width"]), ("150.0", "2.5"))

    def test_no_data_is_no_bar_and_zero_is_a_sliver(self):
        chart = bar(Bar(None, 0, None, None), "Identify")
        self.assertEqual([one["width"] for one in shapes(chart, "rect")], ["1"])
        self.assertEqual(len(shapes(chart, "line")), 5)

    def test_the_first_axis_points_up(self):
        chart = radar([100, 0, 50, 100], [None] * 4, "Aspects", size=240)
        dots = [(float(one["cx"]), float(one["cy"])) for one in shapes(chart, "circle")]
        # centre 120, radius 100: up, right, down, left
        self.assertEqual(dots, [(120, 20), (120, 120), (120, 170), (20, 120)])
        outline = shapes(chart, "polygon")[-1]["points"]
        self.assertEqual(outline, "120.0,20.0 120.0,120.0 120.0,170.0 20.0,120.0")

    def test_two_values_make_no_outline(self):
        chart = radar([100, 50, None], [None] * 3, "Aspects")
        self.assertEqual(len(shapes(chart, "polygon")), 4)  # the rings
        self.assertEqual(len(shapes(chart, "circle")), 2)

    def test_a_trend_rises_with_its_values(self):
        points = [Point("a", 10), Point("b", None), Point("c", 90, 80, 100)]
        chart = trend(points, "Trend")
        first, last = shapes(chart, "circle")
        self.assertLess(float(first["cx"]), float(last["cx"]))
        self.assertGreater(float(first["cy"]), float(last["cy"]))
        [line] = shapes(chart, "polyline")
        self.assertEqual(len(line["points"].split()), 2)
        whisker = shapes(chart, "line")[-1]
        self.assertEqual(whisker["x1"], last["cx"])

    def test_one_round_is_a_point(self):
        chart = trend([Point("2026-01-01", 50)], "Trend")
        self.assertEqual(len(shapes(chart, "circle")), 1)
        self.assertEqual(shapes(chart, "polyline"), [])
        self.assertEqual(shapes(trend([], "Trend"), "circle"), [])

    def test_a_hostile_title_stays_a_text(self):
        for chart in (
            bar(Bar(1, 1, 1, 1), '"><script>'),
            radar([1], [1], "<&>"),
            trend([Point("<b>", 1)], "<&>"),
        ):
            ElementTree.fromstring(chart)
            self.assertFalse(re.search("<script|<b>", chart))

    def test_texts_are_cut_by_their_width(self):
        self.assertEqual(shortened("  a\n b ", 9), "a b")
        self.assertEqual(shortened("abcdef", 6), "abcdef")
        self.assertEqual(shortened("abcdefg", 6), "abcde…")
        self.assertEqual(shortened("客户客户", 8), "客户客户")
        self.assertEqual(shortened("客户客户客", 8), "客户客…")
        # a mark above a letter takes no room
        self.assertEqual(shortened("a\u0301b\u0301", 2), "a\u0301b\u0301")
