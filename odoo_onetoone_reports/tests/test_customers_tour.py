from odoo.tests import HttpCase, tagged

from ..controllers.download import XLSX
from .common_files import FileCase

# The browser asks for the file in the background: what it sent and got is compared.
CODE = """
    const sent = [];
    const {open, send} = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, url, ...others) {
        this.isWorkbook = url.includes("/onetoone/customers.xlsx");
        return open.call(this, method, url, ...others);
    };
    XMLHttpRequest.prototype.send = function (body) {
        if (this.isWorkbook) {
            const {domain, columns} = JSON.parse(body.get("data"));
            this.addEventListener("load", () =>
                sent.push({
                    count: domain.length,
                    hasId: domain.some((part) => part[0] === "id"),
                    first: columns[0],
                    status: this.status,
                    type: this.getResponseHeader("Content-Type"),
                })
            );
        }
        return send.call(this, body);
    };
    async function find(selector, text = "") {
        for (let tries = 0; tries < 100; tries++) {
            const found = [...document.querySelectorAll(selector)].find((element) =>
                element.textContent.includes(text)
            );
            if (found) {
                return found;
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        throw new Error(`There is no ${selector} ${text}`);
    }
    async function answer(number) {
        for (let tries = 0; tries < 100 && sent.length < number; tries++) {
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return sent[number - 1];
    }
    (async () => {
        // all customers of the filter
        (await find(".o_cp_action_menus button")).click();
        (await find(".o_onetoone_customer_workbook")).click();
        const all = await answer(1);
        // those that are selected
        (await find(".o_data_row .o_list_record_selector input")).click();
        (await find(".o_control_panel .o_cp_action_menus button", "Actions")).click();
        (await find(".o-dropdown-item", "Customer Workbook")).click();
        const selected = await answer(2);
        const expected = {first: "partner_id", status: 200, type: "%(type)s"};
        for (const got of [all, selected]) {
            for (const [key, value] of Object.entries(expected)) {
                if (got[key] !== value) {
                    throw new Error(`${key}: ${got[key]} instead of ${value}`);
                }
            }
        }
        if (all.hasId || !selected.hasId || selected.count !== 1) {
            throw new Error(`Wrong filters: ${JSON.stringify([all, selected])}`);
        }
        console.log("test successful");
    })().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestCustomersTour(FileCase, HttpCase):
    def test_the_list_gives_the_workbook(self):
        self._create_profile("=1+1", monetary=3)
        self._create_profile("Second", monetary=2)
        self.browser_js(
            "/odoo/onetoone-customers",
            CODE % {"type": XLSX},
            ready='Boolean(document.querySelector(".o_data_row"))',
            login=self.analyst.login,
        )

    def test_who_may_not_export_is_not_offered_it(self):
        self._create_profile("Own", user_id=self.user.id)
        self.browser_js(
            "/odoo/onetoone-my-customers",
            """
            document.querySelector(".o_cp_action_menus button")?.click();
            setTimeout(() => {
                const found = document.querySelector(".o_onetoone_customer_workbook");
                if (found) {
                    console.error("The workbook is offered");
                } else {
                    console.log("test successful");
                }
            }, 1000);
            """,
            ready='Boolean(document.querySelector(".o_data_row"))',
            login=self.user.login,
        )
