import {Component} from "@odoo/owl";
import {uniqueId} from "@web/core/utils/functions";

/** A number that is typed in or moved on a slider; emptied, it is as it was. */
export class WhatIfNumber extends Component {
    static template = "odoo_onetoone.WhatIfNumber";
    static props = {
        change: Function,
        field: Object,
        value: [Number, {value: false}],
    };

    setup() {
        this.id = uniqueId("o_onetoone_what_if_");
    }

    get isChanged() {
        return this.props.value !== this.props.field.stored;
    }

    /** As much of the number as one can read; it counts as a whole. */
    get shown() {
        const {value} = this.props;
        return value === false ? "" : Number(value.toFixed(2));
    }

    get step() {
        const {low, high} = this.props.field;
        return (high - low) / 100;
    }

    onInput({target}) {
        if (target.validity.valid) {
            const value = target.value === "" ? false : Number(target.value);
            this.props.change(this.props.field, value);
        }
    }
}
