import {Component} from "@odoo/owl";
import {formatDate, deserializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

import {OnetooneChart} from "../chart/chart";
import {colorOf} from "../chart/palette";
import {dateAxis} from "../chart/date_axis";
import {formatValue, unitOf} from "../dashboard/units";

/** One number that every employee may see: what it is, how it stands, how it went. */
export class StaffIndicator extends Component {
    static template = "odoo_onetoone.StaffIndicator";
    static components = {OnetooneChart};
    static props = {indicator: Object};

    get hasValue() {
        return this.props.indicator.value !== false;
    }

    get value() {
        return formatValue(this.props.indicator.value, this.props.indicator.unit);
    }

    get unit() {
        return unitOf(this.props.indicator.unit);
    }

    get asOf() {
        return _t("as of %(date)s", {date: this.props.indicator.as_of});
    }

    get label() {
        return _t("%(indicator)s over time", {indicator: this.props.indicator.name});
    }

    get data() {
        return {
            datasets: [
                {
                    label: this.props.indicator.name,
                    data: this.props.indicator.trend.map(({date, value}) => ({
                        x: deserializeDate(date).toMillis(),
                        y: value,
                    })),
                    borderColor: colorOf("evidence"),
                    backgroundColor: colorOf("evidence"),
                },
            ],
        };
    }

    get options() {
        return {
            scales: {x: dateAxis(), y: {beginAtZero: true}},
            plugins: {legend: {display: false}},
        };
    }

    get table() {
        const {name, trend, unit} = this.props.indicator;
        return {
            columns: [name],
            rows: trend.map(({date, value}) => ({
                name: formatDate(deserializeDate(date)),
                cells: [formatValue(value, unit)],
            })),
        };
    }
}
