import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";

import {bandOf, explainReason} from "./heat_map_utils";

/** A dimension or question: a cell for each column, and both sides as bars. */
export class HeatMapRow extends Component {
    static template = "odoo_onetoone.HeatMapRow";
    static props = {
        columns: Array,
        minimum: Number,
        openScores: Function,
        row: Object,
    };

    get cells() {
        return this.props.columns.map((column, index) => {
            const {value, low, high, count, is_thin, reason} =
                this.props.row.cells[index];
            const cell = {index, column, reason: null};
            if (value === false) {
                return {...cell, reason: explainReason(reason, this.props.minimum)};
            }
            return {
                ...cell,
                text: formatFloat(value, {digits: [16, 0]}) + (is_thin ? " *" : ""),
                band: bandOf(value),
                detail: this.describe({column, value, low, high, count, is_thin}),
            };
        });
    }

    /** The sides that have a number, inside first. */
    get bars() {
        return this.cells
            .map((cell, index) => ({...cell, value: this.props.row.cells[index].value}))
            .filter(
                ({column, value}) => column.side && !column.block && value !== false
            );
    }

    /** What a cell says to those who point at it or listen. */
    describe({column, value, low, high, count, is_thin}) {
        const shown = (number) => formatFloat(number, {digits: [16, 1]});
        const parts = [`${this.props.row.name}, ${column.name}: ${shown(value)}`];
        if (low !== false) {
            parts.push(
                _t("95 % interval %(low)s to %(high)s", {
                    low: shown(low),
                    high: shown(high),
                })
            );
        }
        if (is_thin) {
            parts.push(_t("too few answers for an interval"));
        }
        if (count !== false) {
            parts.push(_t("%(count)s answers", {count}));
        }
        return parts.join(" · ");
    }
}
