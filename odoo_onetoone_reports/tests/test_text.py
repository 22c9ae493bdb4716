from odoo.tests import BaseCase

from ..xlsx.text import (
    CUT_MARK,
    MAX_TEXT,
    clean_text,
    footer_text,
    property_text,
    sheet_name,
    utf16_length,
)


class TestText(BaseCase):
    def test_control_characters_go(self):
        self.assertEqual(clean_text("a\x00b\x0bc\x1fd\ufffee\ud800f"), "abcdef")

    def test_tabs_and_line_ends_stay(self):
        self.assertEqual(clean_text("a\tb\r\nc\rd\ne"), "a\tb\nc\nd\ne")

    def test_the_longest_text_stays_whole(self):
        text = "x" * MAX_TEXT
        self.assertEqual(clean_text(text), text)

    def test_a_longer_text_is_cut_with_a_mark(self):
        cleaned = clean_text("x" * (MAX_TEXT + 1))
        self.assertEqual(len(cleaned), MAX_TEXT)
        self.assertTrue(cleaned.endswith("x" + CUT_MARK))

    def test_a_character_is_never_cut_in_half(self):
        cleaned = clean_text("😀" * MAX_TEXT)
        self.assertLessEqual(utf16_length(cleaned), MAX_TEXT)
        self.assertTrue(cleaned.endswith("😀" + CUT_MARK))

    def test_sheet_name_without_what_excel_forbids(self):
        self.assertEqual(sheet_name("a[b]c:d*e?f/g\\h", set()), "a b c d e f g h")
        self.assertEqual(sheet_name("'quoted'", set()), "quoted")
        self.assertEqual(sheet_name("=1+1", set()), "=1+1")

    def test_sheet_name_is_never_empty(self):
        self.assertEqual(sheet_name("[]", set()), "Sheet")

    def test_sheet_name_is_short(self):
        self.assertEqual(sheet_name("x" * 40, set()), "x" * 31)
        self.assertLessEqual(utf16_length(sheet_name("😀" * 40, set())), 31)

    def test_sheet_names_differ_also_without_case(self):
        taken = set()
        names = [sheet_name(name, taken) for name in ("List", "LIST", "list")]
        self.assertEqual(names, ["List", "LIST 2", "list 3"])

    def test_long_sheet_names_differ(self):
        taken = set()
        names = [sheet_name("x" * 40, taken) for _ in range(2)]
        self.assertEqual(names, ["x" * 31, f"{'x' * 29} 2"])

    def test_footer_holds_no_command(self):
        self.assertEqual(footer_text("R&D &P\n&[Date]"), "R&&D &&P &&[Date]")
        self.assertLessEqual(len(footer_text("&" * 500)), 255)

    def test_property_is_short(self):
        self.assertLessEqual(len(property_text("x" * 500)), 255)
