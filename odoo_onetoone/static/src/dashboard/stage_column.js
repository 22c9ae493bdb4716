import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

import {ReadingCard} from "./reading_card";

/** One stage: the level the records suggest, and why; then what was measured. */
export class StageColumn extends Component {
    static template = "odoo_onetoone.StageColumn";
    static components = {ReadingCard};
    static props = {
        stage: Object,
        step: Number,
        openCounted: Function,
        openAmong: Function,
        openTrend: Function,
    };

    get measured() {
        return this.props.stage.readings.filter(({value}) => value !== false);
    }

    /** What counts in the stage comes first. */
    get weighted() {
        return this.measured.filter(({weight}) => weight > 0);
    }

    get unweighted() {
        return this.measured.filter(({weight}) => !(weight > 0));
    }

    get missing() {
        return this.props.stage.readings.filter(({value}) => value === false);
    }

    get unweightedTitle() {
        return _t("Shown without weight (%(count)s)", {count: this.unweighted.length});
    }

    get missingTitle() {
        return _t("Without a value (%(count)s)", {count: this.missing.length});
    }

    get levelName() {
        const {rank, name, is_minimum} = this.props.stage.level;
        return is_minimum
            ? _t("At least level %(rank)s: %(name)s", {rank, name})
            : _t("Level %(rank)s: %(name)s", {rank, name});
    }

    get obstacle() {
        const {obstacle} = this.props.stage.level;
        if (!obstacle) {
            return _t("The highest level of this stage.");
        }
        const {rank, text, is_known} = obstacle;
        return is_known
            ? _t("Missing for level %(rank)s – %(text)s", {rank, text})
            : _t("Not known for level %(rank)s – %(text)s", {rank, text});
    }
}
