import {Component, onMounted, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {formatInteger} from "@web/views/fields/formatters";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

import {CustomerSummary} from "./customer_summary";
import {StageColumn} from "./stage_column";
import {useRefresh} from "./use_refresh";

/**
 * The first page of the app: the customers and, per stage, what was measured.
 *
 * Other addons offer files of the company by adding {label, url(companyId)} to the
 * registry category "odoo_onetoone.dashboard_actions".
 */
export class OnetooneDashboard extends Component {
    static template = "odoo_onetoone.Dashboard";
    static components = {CustomerSummary, Layout, StageColumn};
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({data: null});
        this.refresh = useRefresh(() => this.load());
        onWillStart(() => this.load());
        onMounted(() => {
            const {can_run, refresh} = this.state.data;
            if (can_run && refresh.is_due) {
                this.refresh.run();
            }
        });
    }

    async load() {
        this.state.data = await this.orm.call("onetoone.dashboard", "get_data");
        this.refresh.follow(this.state.data.refresh);
    }

    // ---------------------------------------------------------
    // What the template shows
    // ---------------------------------------------------------

    get data() {
        return this.state.data;
    }

    get isComputed() {
        return Boolean(this.data.refresh.as_of);
    }

    get asOf() {
        return _t("as of %(date)s: everything before this day counts", {
            date: this.data.refresh.as_of,
        });
    }

    get percent() {
        return formatInteger(Math.floor(this.refresh.state.progress));
    }

    get files() {
        return registry
            .category("odoo_onetoone.dashboard_actions")
            .getAll()
            .map(({label, url}) => ({label, url: url(user.activeCompany.id)}));
    }

    // ---------------------------------------------------------
    // What a click opens
    // ---------------------------------------------------------

    openCounted(reading) {
        return this.openRecords(reading, "action_open_counted");
    }

    openAmong(reading) {
        return this.openRecords(reading, "action_open_among");
    }

    async openRecords(reading, method) {
        const action = await this.orm.call("onetoone.reading", method, [[reading.id]]);
        return this.action.doAction(action);
    }

    openTrend(reading) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: reading.name,
            res_model: "onetoone.reading",
            views: [
                [false, "graph"],
                [false, "list"],
                [false, "form"],
            ],
            domain: [
                ["indicator_id", "=", reading.indicator_id],
                ["company_id", "=", this.data.company_id],
                // a graph would draw "no data" as 0, and days without a reading
                ["value", "!=", false],
            ],
            context: {
                fill_temporal: false,
                graph_groupbys: ["as_of:day"],
                graph_measure: "value",
            },
        });
    }

    /**
     * @param {String} filter name of a filter of the profiles' search view
     */
    openCustomers(filter) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Customers"),
            res_model: "onetoone.profile",
            views: [
                [false, "list"],
                [false, "form"],
                [false, "graph"],
                [false, "pivot"],
            ],
            domain: [["company_id", "=", this.data.company_id]],
            context: {[`search_default_${filter}`]: 1},
        });
    }

    openSources() {
        return this.action.doAction("odoo_onetoone.onetoone_source_action");
    }
}

registry.category("actions").add("odoo_onetoone.dashboard", OnetooneDashboard);
