import json

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common_small_company import SmallCompanyCase

APP = "odoo_onetoone.menu_root"
CRM = "crm.crm_menu_root"
OURS = "odoo_onetoone"
ALL_OPENED = "every entry was opened"
# ``state`` is what Odoo's robot counts in; ``brief`` are the entries it only opens
START = """
    const {startClickEverywhere} = odoo.loader.modules.get(
        "@web/webclient/clickbot/clickbot_loader"
    );
    const brief = %(brief)s;
    const state = {
        get light() { return brief.includes(this.testedMenus.at(-1)); },
        studioCount: 0, testedApps: [], testedMenus: [], testedFilters: 0,
        testedModals: 0, appIndex: 0, menuIndex: 0, subMenuIndex: 0,
    };
    const log = console.log;
    console.log = (message) => {
        log(message);
        if (message === "clickbot test succeeded") {
            const missed = %(menus)s.filter((one) => !state.testedMenus.includes(one));
            if (missed.length) {
                console.error(`These entries were not opened: ${missed}`);
            } else {
                log("%(signal)s");
            }
        }
    };
    startClickEverywhere("%(app)s", false, state);
"""


class ClickEverywhere(HttpCase):
    """Odoo's own robot opens each entry of our menus; any error stops it."""

    def click(self, app, user, with_filters=False):
        """Click through an app; fail if an entry of it was not opened.

        :param with_filters: whether to try the filters and the other views of an
            entry, too, unless an entry before it has the same
        """
        menus = self.menus_of(app, user)
        self.assertTrue(menus)
        brief = self.repeated(menus) if with_filters else list(menus)
        self.browser_js(
            "/odoo",
            START
            % {
                "app": app,
                "brief": json.dumps(brief),
                "menus": json.dumps(list(menus)),
                "signal": ALL_OPENED,
            },
            "odoo.isReady === true",
            login=user.login,
            timeout=240,
            success_signal=ALL_OPENED,
        )

    def menus_of(self, app, user):
        """Return {external id: action} of the entries a user sees, in their order."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        found = {}

        def walk(menu):
            for child in (menus[one] for one in menu["children"]):
                if child["children"]:
                    walk(child)
                else:
                    found[child["xmlid"]] = self.env[child["action_model"]].browse(
                        child["action_id"]
                    )

        walk(next(one for one in menus.values() if one.get("xmlid") == app))
        return found

    def repeated(self, menus):
        """Return the entries whose filters and views an earlier one has, too."""
        seen, repeated = set(), []
        for xmlid, action in menus.items():
            if action._name == "ir.actions.act_window":
                shown = action.res_model, action.search_view_id, action.view_mode
                repeated += [xmlid] if shown in seen else []
                seen.add(shown)
        return repeated

    def leave_only_our_menus(self, root):
        """Archive the entries of an app of Odoo that are not ours."""
        menus = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        ours = self.env["ir.model.data"].search(
            [("module", "=", OURS), ("model", "=", "ir.ui.menu")]
        )
        kept = menus.browse(ours.mapped("res_id"))
        parents = self.env["ir.ui.menu"].search([("id", "parent_of", kept.ids)])
        (menus - kept - parents).active = False


@tagged("post_install", "-at_install")
class TestClickEverywhere(SmallCompanyCase, ClickEverywhere):
    """Everybody clicks on everything in the app, and on what it adds to the CRM."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.group_ids |= cls.env.ref("sales_team.group_sale_manager")

    def test_manager(self):
        self.click(APP, self.manager, with_filters=True)
        self.leave_only_our_menus(self.env.ref(CRM))
        self.click(CRM, self.manager)

    def test_analyst(self):
        self.click(APP, self.analyst)

    def test_salesperson(self):
        self.click(APP, self.seller)
        self.leave_only_our_menus(self.env.ref(CRM))
        self.click(CRM, self.seller)


@tagged("post_install", "-at_install")
class TestClickInEmptyCompany(ClickEverywhere):
    """There is nothing to show yet, and everything says so without an error."""

    def test_manager(self):
        company = self.env["res.company"].create({"name": "Empty Company"})
        manager = new_test_user(
            self.env,
            "empty_manager",
            groups="base.group_user,odoo_onetoone.group_onetoone_manager",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        # all of these show customers; the salesperson opens them, too
        self.env.ref("odoo_onetoone.menu_lists").active = False
        self.click(APP, manager)
