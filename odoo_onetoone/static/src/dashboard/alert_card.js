import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";

/** The customers who need a human today, by what happened to them. */
export class AlertCard extends Component {
    static template = "odoo_onetoone.AlertCard";
    static props = {
        alerts: Object,
        openAlerts: Function,
        openAllAlerts: Function,
        openCallToday: Function,
    };

    get summary() {
        const {customers, count} = this.props.alerts;
        return _t("%(customers)s customers, %(count)s alerts", {
            customers: formatInteger(customers),
            count: formatInteger(count),
        });
    }

    format(number) {
        return formatInteger(number);
    }
}
