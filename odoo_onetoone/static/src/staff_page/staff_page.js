import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

import {paletteStyle} from "../chart/palette";
import {StaffIndicator} from "./staff_indicator";

/** The indicators that the company shows to every employee. */
export class OnetooneStaffPage extends Component {
    static template = "odoo_onetoone.StaffPage";
    static components = {Layout, StaffIndicator};
    static props = {...standardActionServiceProps};

    setup() {
        const orm = useService("orm");
        this.palette = paletteStyle();
        this.state = useState({data: null});
        onWillStart(async () => {
            this.state.data = await orm.call("onetoone.staff.page", "get_data");
        });
    }

    get title() {
        return _t("%(company)s: how well we serve our customers", {
            company: this.state.data.company,
        });
    }
}

registry.category("actions").add("odoo_onetoone.staff_page", OnetooneStaffPage);
