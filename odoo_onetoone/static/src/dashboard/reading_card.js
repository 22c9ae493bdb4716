import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";

import {formatValue, unitOf} from "./units";

/** One indicator of a stage, as it was last measured. */
export class ReadingCard extends Component {
    static template = "odoo_onetoone.ReadingCard";
    static props = {
        reading: Object,
        openCounted: Function,
        openAmong: Function,
        openTrend: Function,
    };

    get hasValue() {
        // 0 is a value; only false says that there are no data
        return this.props.reading.value !== false;
    }

    get value() {
        return formatValue(this.props.reading.value, this.props.reading.unit);
    }

    get unit() {
        return unitOf(this.props.reading.unit);
    }

    get isScored() {
        return this.props.reading.position !== false;
    }

    get position() {
        return formatInteger(Math.round(this.props.reading.position));
    }

    get standing() {
        return _t("%(position)s of 100", {position: this.position});
    }

    get label() {
        return _t("Position of %(indicator)s", {indicator: this.props.reading.name});
    }

    get color() {
        const {position} = this.props.reading;
        if (position < 25) {
            return "danger";
        }
        return position >= 75 ? "success" : "primary";
    }

    get among() {
        return _t("All %(count)s", {
            count: formatInteger(this.props.reading.denominator),
        });
    }
}
