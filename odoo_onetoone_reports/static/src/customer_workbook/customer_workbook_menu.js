import {Component} from "@odoo/owl";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {registry} from "@web/core/registry";
import {STATIC_ACTIONS_GROUP_NUMBER} from "@web/search/action_menus/action_menus";
import {mayExport, WORKBOOK_EVENT} from "./customer_list_view";

/** All customers of the filter as a workbook, where none is selected. */
export class CustomerWorkbookMenu extends Component {
    static template = "odoo_onetoone_reports.CustomerWorkbookMenu";
    static components = {DropdownItem};
    static props = {};

    onSelected() {
        this.env.searchModel.trigger(WORKBOOK_EVENT);
    }
}

registry.category("cogMenu").add(
    "onetoone-customer-workbook",
    {
        Component: CustomerWorkbookMenu,
        groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
        isDisplayed: async (env) =>
            env.config.viewType === "list" &&
            env.searchModel?.resModel === "onetoone.profile" &&
            !env.model.root.selection.length &&
            (await mayExport()),
    },
    {sequence: 11}
);
