import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What is known of a customer or lead: the latest answer to each topic. */
export class Answers extends Component {
    static template = "odoo_onetoone.Answers";
    static props = {...standardFieldProps};

    get answers() {
        return this.props.record.data[this.props.name] || [];
    }

    since(answer) {
        return formatDate(deserializeDate(answer.date));
    }
}

export const answers = {
    component: Answers,
    displayName: _t("Answers"),
    supportedTypes: ["json"],
};

registry.category("fields").add("onetoone_answers", answers);
