/* global Chart */
import {Component, onWillStart, useEffect, useRef, useState} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {localization} from "@web/core/l10n/localization";

/**
 * A drawing with its numbers in a table behind it: always there for those who listen,
 * and for everybody who asks for it.
 */
export class OnetooneChart extends Component {
    static template = "odoo_onetoone.Chart";
    static props = {
        // what it shows, in one sentence
        label: String,
        type: String,
        // as Chart.js takes them
        data: Object,
        options: {type: Object, optional: true},
        // {columns: [text], rows: [{name, cells: [text]}]}
        table: Object,
        // (index of a row) => opens what is behind it
        openRow: {type: Function, optional: true},
    };
    static defaultProps = {options: {}};

    setup() {
        this.canvas = useRef("canvas");
        this.state = useState({isTable: false});
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(() => {
            if (this.state.isTable) {
                return;
            }
            const chart = new Chart(this.canvas.el, this.config);
            return () => chart.destroy();
        });
    }

    get config() {
        const {color, fontFamily} = getComputedStyle(this.canvas.el);
        const {options, type, data, openRow} = this.props;
        const rtl = localization.direction === "rtl";
        return {
            type,
            data,
            options: {
                animation: false,
                color,
                font: {family: fontFamily},
                maintainAspectRatio: false,
                onClick: openRow && ((ev, [hit]) => hit && openRow(hit.index)),
                ...options,
                plugins: {
                    legend: {
                        rtl,
                        labels: {boxHeight: 8, boxWidth: 8, color, usePointStyle: true},
                    },
                    tooltip: {rtl},
                    ...options.plugins,
                },
                scales: this.colorScales(options.scales || {}, color),
            },
        };
    }

    /** Axes and their texts in the colour of the text around them. */
    colorScales(scales, color) {
        const line = color.replace(/^rgb\((.*)\)$/, "rgba($1, 0.2)");
        const entries = Object.entries(scales).map(([name, scale]) => [
            name,
            {
                ...scale,
                angleLines: {color: line},
                grid: {color: line},
                pointLabels: {color, ...scale.pointLabels},
                ticks: {backdropColor: "transparent", color, ...scale.ticks},
            },
        ]);
        return Object.fromEntries(entries);
    }
}
