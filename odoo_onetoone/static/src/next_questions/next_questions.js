import {Component, status, toRaw, useEffect, useRef, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const NONE = [];

let lastId = 0;

/**
 * The one or two questions to ask next, answered in place.
 *
 * An answer is recorded at once, apart from the form: what else was changed on the form
 * stays there, unsaved.
 */
export class NextQuestions extends Component {
    static template = "odoo_onetoone.NextQuestions";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.root = useRef("root");
        this.id = `o_onetoone_question_${++lastId}`;
        this.state = useState({answers: {}, busy: false, next: null, said: null});
        this.moveFocus = false;
        useEffect(
            () => {
                if (this.moveFocus) {
                    // the button that had it is gone; no keyboard covers a phone
                    this.moveFocus = false;
                    this.root.el?.focus();
                }
            },
            () => [this.questions]
        );
    }

    /** What the server said last: with the record, or in return for an answer. */
    get questions() {
        const {next} = this.state;
        const loaded = this.loaded;
        return next && toRaw(next.after) === loaded ? next.questions : loaded;
    }

    get loaded() {
        return toRaw(this.props.record.data[this.props.name]) || NONE;
    }

    get said() {
        const {said} = this.state;
        return said?.resId === this.props.record.resId ? said.text : "";
    }

    get isNew() {
        return !this.props.record.resId;
    }

    /** What is typed in for one customer is not meant for another. */
    key(question) {
        return `${this.props.record.resId}_${question.topic_id}`;
    }

    inputId(question) {
        return `${this.id}_${this.key(question)}`;
    }

    inputType(question) {
        return {date: "date", number: "number"}[question.kind] || "text";
    }

    answer(question) {
        return this.state.answers[this.key(question)] ?? "";
    }

    setAnswer(question, ev) {
        this.state.answers[this.key(question)] = ev.target.value;
    }

    canSave(question) {
        return !this.state.busy && this.answer(question).trim() !== "";
    }

    async save(question) {
        if (!this.canSave(question)) {
            return;
        }
        const answer = this.answer(question);
        await this.record(
            question,
            "action_onetoone_learn",
            [question.kind === "choice" ? Number(answer) : answer],
            _t("The answer was saved.")
        );
    }

    async notNow(question) {
        await this.record(
            question,
            "action_onetoone_not_answered",
            [],
            _t("The question will be asked again later.")
        );
    }

    /** Whether the form still shows the record, with nothing unsaved on it. */
    async mayReload(record) {
        const isUnchanged = !(await record.isDirty());
        const isShown = status(this) !== "destroyed" && record === this.props.record;
        return isUnchanged && isShown;
    }

    /** Tell the server, then show what to ask next. */
    async record(question, method, parameters, said) {
        if (this.state.busy) {
            return;
        }
        const {record} = this.props;
        const {resId} = record;
        const key = this.key(question);
        const after = this.loaded;
        this.state.busy = true;
        try {
            const questions = await this.orm.call(record.resModel, method, [
                [resId],
                question.topic_id,
                ...parameters,
            ]);
            delete this.state.answers[key];
            this.state.next = {after, questions};
            this.state.said = {resId, text: said};
            this.moveFocus = true;
            // an answer may be a wish of the customer, which the form shows, too
            if (await this.mayReload(record)) {
                await record.load();
            }
        } finally {
            this.state.busy = false;
        }
    }
}

export const nextQuestions = {
    component: NextQuestions,
    displayName: _t("Next Questions"),
    supportedTypes: ["json"],
};

registry.category("fields").add("onetoone_next_questions", nextQuestions);
