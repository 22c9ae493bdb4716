from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.odoo_onetoone.tests.common import OnetooneCase

from ..controllers.download import XLSX

BUTTON = ".o_onetoone_dashboard a.o_onetoone_file[href*='/onetoone/evidence/']"

# A click on the button asks the server for its address: the same is done here with
# fetch, which lets the test see the answer that the browser would save to disk.
CLICK = """
    const button = document.querySelector("%(button)s");
    document.addEventListener("click", async (ev) => {
        const link = ev.target.closest("a");
        ev.preventDefault();
        const answer = await fetch(link.href);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        const facts = {
            company: new URL(link.href).pathname,
            status: answer.status,
            type: answer.headers.get("Content-Type"),
            is_attachment: /^attachment;.*[.]xlsx/.test(
                answer.headers.get("Content-Disposition")
            ),
            // every xlsx is a zip archive
            start: String.fromCharCode(bytes[0], bytes[1]),
        };
        const expected = {
            company: "/onetoone/evidence/%(company)s.xlsx",
            status: 200,
            type: "%(type)s",
            is_attachment: true,
            start: "PK",
        };
        const [got, wanted] = [facts, expected].map((some) => JSON.stringify(some));
        if (got === wanted) {
            console.log("test successful");
        } else {
            console.error(`Downloaded ${got} instead of ${wanted}`);
        }
    });
    button.click();
"""


@tagged("post_install", "-at_install")
class TestDownloadTour(OnetooneCase, HttpCase):
    def test_dashboard_button_downloads_the_workbook(self):
        customer = self.customer("=1+1", email="sum@example.com")
        self.buy(customer, fields.Date.today(), 100)
        self.env["onetoone.profile"]._refresh(self.company)
        self.env["onetoone.indicator"]._measure(self.company)
        code = CLICK % {"button": BUTTON, "company": self.company.id, "type": XLSX}
        self.browser_js(
            "/odoo/onetoone",
            code,
            ready=f'Boolean(document.querySelector("{BUTTON}"))',
            login="onetoone-analyst",
        )
