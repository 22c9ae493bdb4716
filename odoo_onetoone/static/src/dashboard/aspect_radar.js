import {Component} from "@odoo/owl";
import {hexToRGBA} from "@web/core/colors/colors";
import {_t} from "@web/core/l10n/translation";

import {OnetooneChart} from "../chart/chart";
import {colorOf} from "../chart/palette";
import {shown} from "./format";

/** How people inside and outside judge the aspects of the company. */
export class AspectRadar extends Component {
    static template = "odoo_onetoone.AspectRadar";
    static components = {OnetooneChart};
    static props = {aspects: Array, openScores: Function};

    setup() {
        this.label = _t("Opinion by aspect, inside and outside the company, 0 to 100");
        this.options = {
            scales: {
                r: {
                    min: 0,
                    max: 100,
                    pointLabels: {font: {size: 11}},
                    ticks: {stepSize: 50, showLabelBackdrop: false},
                },
            },
        };
    }

    /** Both sides, as far as they are shown; without them, what all say together. */
    get series() {
        const series = [
            {field: "inside", name: _t("Inside")},
            {field: "outside", name: _t("Outside")},
        ].filter(({field}) => this.props.aspects.some((one) => one[field] !== false));
        return series.length ? series : [{field: "opinion", name: _t("Overall")}];
    }

    get data() {
        return {
            // a word a line, for want of room beside the circle
            labels: this.props.aspects.map(({name}) => name.split(" ")),
            datasets: this.series.map(({field, name}) => ({
                label: name,
                data: this.props.aspects.map((one) =>
                    one[field] === false ? null : one[field]
                ),
                backgroundColor: hexToRGBA(colorOf(field), 0.15),
                borderColor: colorOf(field),
                borderDash: field === "outside" ? [5, 3] : [],
                pointBackgroundColor: colorOf(field),
                borderWidth: 2,
            })),
        };
    }

    get table() {
        return {
            columns: [_t("Inside"), _t("Outside"), _t("Overall")],
            rows: this.props.aspects.map(({name, inside, outside, opinion}) => ({
                name,
                cells: [inside, outside, opinion].map((value) => shown(value)),
            })),
        };
    }

    openRow(index) {
        return this.props.openScores(this.props.aspects[index]);
    }
}
