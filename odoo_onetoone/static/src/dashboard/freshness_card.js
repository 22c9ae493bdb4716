import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

/** How fresh the numbers are, and what they had to do without. */
export class FreshnessCard extends Component {
    static template = "odoo_onetoone.FreshnessCard";
    static props = {
        asOf: String,
        round: [Object, {value: false}],
        missingSources: Array,
        openSources: Function,
        openRefresh: Function,
    };

    get opinionsAsOf() {
        const {round} = this.props;
        return round
            ? _t("%(date)s (%(round)s)", {date: round.date, round: round.name})
            : _t("No round is closed yet");
    }
}
