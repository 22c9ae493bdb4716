import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

/** What to do first, and what is done of it; gone when all is. */
export class FirstSteps extends Component {
    static template = "odoo_onetoone.FirstSteps";
    static props = {
        steps: Array,
        // {step code: {label, run} or undefined: nothing the user may do}
        actions: Object,
    };

    get steps() {
        const texts = {
            measure: {
                title: _t("Measure what your records show"),
                intro: _t("Sources found in this database:"),
                nothing: _t("No source was found yet: install or set one up."),
            },
            invite: {
                title: _t("Invite people to say how they see it"),
                intro: _t("A round is prepared:"),
                nothing: _t(
                    "A round asks your own people, partners and customers: 22 questions, ten minutes."
                ),
            },
            act: {
                title: _t("Choose a first action"),
                intro: _t("Proposed first:"),
                nothing: _t(
                    "Actions are proposed for the largest gaps, as soon as a round is closed."
                ),
            },
        };
        const next = this.props.steps.find(({is_done}) => !is_done);
        return this.props.steps.map((step) => ({
            ...step,
            ...texts[step.code],
            isNext: step === next,
            action: step.is_done ? undefined : this.props.actions[step.code],
        }));
    }
}
