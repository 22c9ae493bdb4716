import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {shown, signed} from "./format";

// where one stage of development ends and the next begins
const LIMITS = [25, 50, 75];

/** How ready the company is, as its latest closed round says. */
export class ReadinessCard extends Component {
    static template = "odoo_onetoone.ReadinessCard";
    static props = {
        round: [Object, {value: false}],
        evidence: Object,
        openRound: Function,
        openChanges: Function,
    };

    setup() {
        this.limits = LIMITS;
    }

    get hasReadiness() {
        return this.props.round && this.props.round.readiness !== false;
    }

    /** Without opinions there is no readiness, only evidence. */
    get value() {
        const {round, evidence} = this.props;
        if (this.hasReadiness) {
            return round.readiness;
        }
        return round ? round.evidence : evidence.value;
    }

    get hasNumber() {
        return this.value !== false;
    }

    get number() {
        return shown(this.value, 1);
    }

    get interval() {
        const {readiness_low, readiness_high} = this.props.round;
        return readiness_low === false
            ? _t("too few answers for an interval")
            : _t("%(low)s to %(high)s with 95 % certainty", {
                  low: shown(readiness_low, 1),
                  high: shown(readiness_high, 1),
              });
    }

    /** The stage of development, or all that lie inside the interval. */
    get stage() {
        const names = this.props.round.development_stages;
        const [first, last] = [names[0], names[names.length - 1]];
        if (!names.length) {
            return _t("Too little evidence to name a stage");
        }
        if (names.length === 1) {
            return first;
        }
        return names.length === 2
            ? _t("%(first)s or %(last)s", {first, last})
            : _t("%(first)s to %(last)s", {first, last});
    }

    get change() {
        const {change, change_is_clear, previous} = this.props.round;
        const values = {points: signed(change), round: previous.name};
        return change_is_clear
            ? _t("%(points)s points since %(round)s", values)
            : _t("No clear change since %(round)s (%(points)s points)", values);
    }

    get changeIcon() {
        const {change, change_is_clear} = this.props.round;
        if (!change_is_clear || change === 0) {
            return "fa-arrow-right";
        }
        return change > 0 ? "fa-arrow-up" : "fa-arrow-down";
    }

    get verdictColor() {
        return {go: "success", prepare_first: "warning", not_yet: "danger"}[
            this.props.round.verdict.code
        ];
    }

    get about() {
        const {name, date} = this.props.round;
        return _t("%(round)s, as of %(date)s", {round: name, date});
    }

    get leftOut() {
        return _t("Left out, because too few answered: %(groups)s", {
            groups: this.props.round.left_out,
        });
    }
}
