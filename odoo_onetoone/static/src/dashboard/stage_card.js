import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {describeSayDo, shown} from "./format";

// from this part of the weight measured, evidence counts in full
const FULL_COVERAGE = 0.5;

/** One stage in a few lines: what people say, what the records show, what is wanted. */
export class StageCard extends Component {
    static template = "odoo_onetoone.StageCard";
    static props = {
        stage: Object,
        step: Number,
        openScores: Function,
        showEvidence: Function,
    };

    get score() {
        return this.props.stage.score;
    }

    /** A bar is {code, name, value, text, title, open}; without a value no bar. */
    get bars() {
        const {stage, openScores, showEvidence} = this.props;
        const evidence = this.score ? this.score.evidence : stage.evidence_now.value;
        const bars = [
            {
                code: "evidence",
                name: _t("Evidence"),
                value: evidence,
                title: _t("Show the indicators of %(stage)s", {stage: stage.name}),
                open: () => showEvidence(stage),
            },
        ];
        if (this.score) {
            bars.unshift({
                code: "opinion",
                name: _t("Opinion"),
                value: this.score.opinion,
                title: _t("Open the scores of %(stage)s", {stage: stage.name}),
                open: () => openScores(stage),
            });
            bars.push({
                code: "target",
                name: _t("Target"),
                value: this.score.target,
                title: _t("Open the scores of %(stage)s", {stage: stage.name}),
                open: () => openScores(stage),
            });
        }
        return bars.map((bar) => ({...bar, text: shown(bar.value)}));
    }

    get level() {
        const {rank, name, is_minimum} = (this.score || this.props.stage).level;
        return is_minimum
            ? _t("At least level %(rank)s: %(name)s", {rank, name})
            : _t("Level %(rank)s: %(name)s", {rank, name});
    }

    get hasLevel() {
        const {level} = this.score || this.props.stage;
        return Boolean(level);
    }

    get isConfirmed() {
        return Boolean(this.score && this.score.level.is_confirmed);
    }

    /** What the numbers lack, in words. */
    get doubts() {
        const texts = {
            no_opinion: _t("no opinion shown"),
            no_interval: _t("few answers"),
            no_evidence: _t("no evidence"),
            little_evidence: _t("thin evidence"),
        };
        const {score, evidence_now} = this.props.stage;
        if (score) {
            return score.thin_reasons.map((code) => texts[code]);
        }
        if (evidence_now.value === false) {
            return [texts.no_evidence];
        }
        return evidence_now.coverage < FULL_COVERAGE ? [texts.little_evidence] : [];
    }

    get sayDo() {
        const {score} = this;
        return score && score.say_do !== false ? describeSayDo(score.say_do) : "";
    }

    /** What the records show today, where it is not what the round froze. */
    get now() {
        const {evidence_now} = this.props.stage;
        const frozen = this.score && shown(this.score.evidence);
        const today = shown(evidence_now.value);
        return this.score && evidence_now.value !== false && today !== frozen
            ? _t("Evidence today: %(value)s", {value: today})
            : "";
    }
}
