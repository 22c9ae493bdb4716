import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {formatFloat} from "@web/views/fields/formatters";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

import {WhatIfNumber} from "./what_if_number";

const NOTHING = () => ({indicators: {}, weights: {}, share: {}});
const SHARE = "share";

/** What a closed round would come to, were some of its numbers others. */
export class OnetooneWhatIf extends Component {
    static template = "odoo_onetoone.WhatIf";
    static components = {Layout, WhatIfNumber};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({
            data: null,
            outcome: null,
            changes: NOTHING(),
            // a reset draws all fields anew, whatever was typed into them
            drawn: 0,
        });
        this.updateSoon = useDebounced(() => this.update(), 50);
        onWillStart(() => this.load());
    }

    get roundId() {
        return this.props.action.context.active_id;
    }

    async load() {
        if (this.roundId) {
            const args = [[this.roundId]];
            const data = await this.orm.call(
                "onetoone.assessment",
                "get_what_if",
                args
            );
            Object.assign(this.state, {data, outcome: data.outcome});
        }
    }

    async update() {
        const {indicators, weights, share} = this.state.changes;
        const changes = {indicators, weights, evidence_share: share[SHARE] ?? null};
        this.state.outcome = await this.keepLast.add(
            this.orm.call("onetoone.assessment", "what_if", [[this.roundId], changes])
        );
    }

    // ---------------------------------------------------------
    // What the template shows
    // ---------------------------------------------------------

    get weights() {
        return this.state.data.blocks.map(({key, name, weight}) => ({
            group: "weights",
            key,
            label: name,
            stored: weight,
            least: 0,
            low: 0,
            high: Math.max(2, weight),
        }));
    }

    get share() {
        return {
            group: "share",
            key: SHARE,
            label: _t("Share of evidence"),
            stored: this.state.data.evidence_share,
            least: 0,
            most: 1,
            low: 0,
            high: 1,
        };
    }

    /** The indicators of a stage; their sliders reach over the anchors. */
    indicators(stage) {
        return stage.indicators.map(({id, name, unit, anchors, value}) => ({
            group: "indicators",
            key: String(id),
            label: `${name} (${unit})`,
            stored: value,
            low: Math.min(...anchors, ...(value === false ? [] : [value])),
            high: Math.max(...anchors, ...(value === false ? [] : [value])),
        }));
    }

    /** The value that counts now: a changed one, else that of the round. */
    valueOf({group, key, stored}) {
        return this.state.changes[group][key] ?? stored;
    }

    get isChanged() {
        return Object.values(this.state.changes).some(
            (part) => Object.keys(part).length
        );
    }

    get readiness() {
        const {readiness} = this.state.outcome;
        return this.compared(readiness, this.state.data.outcome.readiness);
    }

    get interval() {
        const {readiness_low: low, readiness_high: high} = this.state.outcome;
        if (low === false) {
            return "";
        }
        return _t("95 % interval %(low)s to %(high)s", {
            low: this.shown(low),
            high: this.shown(high),
        });
    }

    get developmentStage() {
        return this.state.data.development_stages[this.state.outcome.development_stage];
    }

    get storedDevelopmentStage() {
        const {development_stages: names, outcome} = this.state.data;
        return names[outcome.development_stage];
    }

    get stages() {
        const stored = this.state.data.outcome.stages;
        return this.state.outcome.stages.map((stage, index) => ({
            code: stage.code,
            name: this.state.data.stages[index].name,
            opinion: this.shown(stage.opinion),
            evidence: this.shown(stage.evidence),
            combined: this.compared(stage.combined, stored[index].combined),
        }));
    }

    /** A number, and how far it lies from that of the round. */
    compared(value, stored) {
        const isKnown = value !== false && stored !== false;
        const difference = isKnown ? Number((value - stored).toFixed(1)) : 0;
        const sign = difference > 0 ? "+" : "";
        return {
            value: this.shown(value),
            isBetter: difference > 0,
            difference: difference ? `${sign}${this.shown(difference)}` : "",
        };
    }

    shown(number) {
        return number === false ? "–" : formatFloat(number, {digits: [16, 1]});
    }

    // ---------------------------------------------------------
    // What the user does
    // ---------------------------------------------------------

    /**
     * @param {Object} field
     * @param {Number|Boolean} value false: as it was
     */
    change({group, key, stored}, value) {
        if (value === false || value === stored) {
            delete this.state.changes[group][key];
        } else {
            this.state.changes[group][key] = value;
        }
        this.updateSoon();
    }

    reset() {
        this.state.changes = NOTHING();
        this.state.drawn += 1;
        this.updateSoon();
    }
}

registry.category("actions").add("odoo_onetoone.what_if", OnetooneWhatIf);
