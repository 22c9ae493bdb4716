from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestDashboardUnit(HttpCase):
    """The tests of the components, in ``static/tests``."""

    def test_components(self):
        suite = hoot_id("@odoo_onetoone")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )


def hoot_id(name):
    """Return the id Hoot gives to a suite or test: a hash of its full name."""
    number = 0
    for char in name:
        number = ((number << 5) - number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"
