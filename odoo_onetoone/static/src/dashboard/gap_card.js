import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {shown} from "./format";

/** Where most is missing, and what may be done about it. */
export class GapCard extends Component {
    static template = "odoo_onetoone.GapCard";
    static props = {
        plan: Object,
        roundId: Number,
        openProposals: Function,
        openActions: Function,
    };

    get proposals() {
        return this.props.plan.proposals.map((proposal) => ({
            ...proposal,
            about: _t("%(subject)s: %(points)s points missing", {
                subject: this.name(proposal),
                points: shown(proposal.gap),
            }),
        }));
    }

    /** What falls short: the indicator or question of a stage, or the stage itself. */
    name({dimension, subject}) {
        return subject === dimension ? subject : `${dimension} · ${subject}`;
    }

    get open() {
        return _t("%(count)s open", {count: formatInteger(this.props.plan.open_count)});
    }

    get overdue() {
        return _t("%(count)s overdue", {
            count: formatInteger(this.props.plan.overdue_count),
        });
    }
}
