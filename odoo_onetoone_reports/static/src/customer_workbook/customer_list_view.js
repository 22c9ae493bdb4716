import {_t} from "@web/core/l10n/translation";
import {download} from "@web/core/network/download";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useBus, useService} from "@web/core/utils/hooks";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";

export const WORKBOOK_EVENT = "onetoone-customer-workbook";

/** Whether the user may take customers away as a file. */
export async function mayExport() {
    return (
        (await user.hasGroup("base.group_allow_export")) ||
        (await user.hasGroup("odoo_onetoone.group_onetoone_analyst"))
    );
}

/** The list of customers, which can be had as a workbook with the columns it shows. */
export class CustomerListController extends ListController {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.actions = useService("action");
        this.mayExport = false;
        mayExport().then((may) => {
            this.mayExport = may;
        });
        useBus(this.env.searchModel, WORKBOOK_EVENT, () => this.exportWorkbook());
    }

    getStaticActionMenuItems() {
        return {
            ...super.getStaticActionMenuItems(),
            customerWorkbook: {
                isAvailable: () => this.mayExport,
                sequence: 11,
                icon: "fa fa-file-excel-o",
                description: _t("Customer Workbook"),
                callback: () => this.exportWorkbook(),
            },
        };
    }

    get workbookDomain() {
        const {root} = this.model;
        if (root.isDomainSelected || !root.selection.length) {
            return root.domain;
        }
        return [["id", "in", root.selection.map((record) => record.resId)]];
    }

    async exportWorkbook() {
        const domain = this.workbookDomain;
        const columns = this.getExportableFields().map((field) => field.name);
        const action = await this.orm.call("onetoone.customer.workbook", "request", [
            domain,
            columns,
        ]);
        if (action) {
            return this.actions.doAction(action);
        }
        const company_ids = user.context.allowed_company_ids;
        return download({
            url: "/onetoone/customers.xlsx",
            data: {data: JSON.stringify({domain, columns, company_ids})},
        });
    }
}

registry.category("views").add("onetoone_customer_list", {
    ...listView,
    Controller: CustomerListController,
});
