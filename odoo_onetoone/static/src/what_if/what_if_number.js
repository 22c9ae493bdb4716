import {Component, useEffect, useRef} from "@odoo/owl";
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
        this.numberRef = useRef("number");
        useEffect(
            () => {
                const {el} = this.numberRef;
                // nobody is interrupted in typing: 0.0 is on the way to 0.05
                if (el !== el.ownerDocument.activeElement) {
                    el.value = this.shown;
                }
            },
            () => [this.shown]
        );
    }

    get isChanged() {
        return this.props.value !== this.props.field.stored;
    }

    get shown() {
        return this.format(this.props.value);
    }

    /** As much of the number as one can read; it counts as a whole. */
    format(value) {
        return value === false ? "" : Number(value.toFixed(2));
    }

    get step() {
        const {low, high} = this.props.field;
        return (high - low) / 100;
    }

    onInput({target}) {
        if (target.value !== "" && target.validity.valid) {
            this.props.change(this.props.field, Number(target.value));
        }
    }

    /** Typing is over: what is no number, or cannot be, does not stay there. */
    onChange({target}) {
        if (target.value === "") {
            this.props.change(this.props.field, false);
            target.value = this.format(this.props.field.stored);
        } else if (!target.validity.valid) {
            target.value = this.shown;
        }
    }
}
