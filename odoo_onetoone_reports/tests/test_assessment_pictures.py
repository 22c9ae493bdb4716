from odoo.tests import TransactionCase, tagged

from .common import open_workbook
from .common_assessment import GivenRoundCase
from .common_office import is_blank, pictures


@tagged("post_install", "-at_install")
class TestAssessmentPictures(GivenRoundCase, TransactionCase):
    """What comes out of the printer."""

    def test_every_page_has_something_on_it(self):
        content = self._book(self._new_round(name="خريف 🍂 =1+1 " + "long " * 40))
        pages = pictures(content)
        sheets = len(open_workbook(content).sheetnames)
        self.assertGreaterEqual(len(pages), sheets)
        self.assertLess(len(pages), sheets * 2)
        for number, page in enumerate(pages, start=1):
            self.assertFalse(is_blank(page), f"page {number}")
            self.assertGreater(page.width, page.height, f"page {number}")

    def test_the_cover_shows_its_charts(self):
        """Below the table, where nothing but the charts can be, there is ink."""
        cover = pictures(self._book(self._new_round()))[0]
        lower = cover.crop(
            (0, cover.height * 6 // 10, cover.width, cover.height * 8 // 10)
        )
        for half in (
            lower.crop((0, 0, lower.width // 2, lower.height)),
            lower.crop((lower.width // 2, 0, lower.width, lower.height)),
        ):
            dark = sum(half.histogram()[:200]) / (half.width * half.height)
            self.assertGreater(dark, 0.01)
