import {Component} from "@odoo/owl";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

import {OnetooneChart} from "../chart/chart";
import {dateAxis} from "../chart/date_axis";
import {colorOf} from "../chart/palette";
import {shown} from "./format";

/** Readiness and opinion from round to round, and evidence from day to day. */
export class TrendCard extends Component {
    static template = "odoo_onetoone.TrendCard";
    static components = {OnetooneChart};
    static props = {trend: Object, openTrend: Function};

    setup() {
        this.label = _t("Readiness, opinion and evidence over time, 0 to 100");
        this.options = {
            scales: {x: dateAxis(), y: {min: 0, max: 100, ticks: {stepSize: 25}}},
        };
    }

    get data() {
        const {rounds, days} = this.props.trend;
        return {
            datasets: [
                this.line("readiness", _t("Readiness"), rounds, {borderWidth: 3}),
                this.line("opinion", _t("Opinion"), rounds, {borderDash: [5, 3]}),
                this.line("evidence", _t("Evidence"), days.length ? days : rounds, {
                    // many days make a line, few are points
                    pointRadius: days.length > 20 ? 0 : 3,
                }),
            ].filter(({data}) => data.length),
        };
    }

    line(field, label, points, style) {
        return {
            label,
            data: points
                .filter((point) => point[field] !== false)
                .map((point) => ({
                    x: deserializeDate(point.date).toMillis(),
                    y: point[field],
                })),
            backgroundColor: colorOf(field),
            borderColor: colorOf(field),
            borderWidth: 2,
            ...style,
        };
    }

    /** The rounds; a day a line would be a table for nobody. */
    get table() {
        const {rounds, days} = this.props.trend;
        const last = days[days.length - 1];
        const rows = rounds.map((round) => ({
            name: _t("%(round)s, %(date)s", {
                round: round.name,
                date: formatDate(deserializeDate(round.date)),
            }),
            cells: [round.readiness, round.opinion, round.evidence],
        }));
        if (last) {
            rows.push({
                name: _t("Records of %(date)s", {
                    date: formatDate(deserializeDate(last.date)),
                }),
                cells: [false, false, last.evidence],
            });
        }
        return {
            columns: [_t("Readiness"), _t("Opinion"), _t("Evidence")],
            rows: rows.map(({name, cells}) => ({
                name,
                cells: cells.map((value) => shown(value, 1)),
            })),
        };
    }
}
