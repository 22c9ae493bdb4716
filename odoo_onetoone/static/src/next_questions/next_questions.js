import {Component, toRaw, useEffect, useRef, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";

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
        this.state = useState({questions: [], answers: {}, busy: false, said: ""});
        let resId = null;
        let loaded = null;
        useRecordObserver((record) => {
            const questions = record.data[this.props.name] || [];
            if (toRaw(questions) !== loaded) {
                // not when something else changes: that would bring answered ones back
                loaded = toRaw(questions);
                this.state.questions = questions;
            }
            if (record.resId !== resId) {
                // another customer: nothing that was typed is meant for him
                resId = record.resId;
                this.state.answers = {};
                this.state.said = "";
            }
        });
        this.moveFocus = false;
        useEffect(
            () => {
                if (this.moveFocus) {
                    // the button that had it is gone; no keyboard covers a phone
                    this.moveFocus = false;
                    this.root.el?.focus();
                }
            },
            () => [this.state.questions]
        );
    }

    get isNew() {
        return !this.props.record.resId;
    }

    inputId(question) {
        return `${this.id}_${question.topic_id}`;
    }

    inputType(question) {
        return {date: "date", number: "number"}[question.kind] || "text";
    }

    answer(question) {
        return this.state.answers[question.topic_id] ?? "";
    }

    setAnswer(question, ev) {
        this.state.answers[question.topic_id] = ev.target.value;
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

    /** Tell the server, then show what to ask next. */
    async record(question, method, parameters, said) {
        if (this.state.busy) {
            return;
        }
        const {record} = this.props;
        const {resId} = record;
        this.state.busy = true;
        try {
            const questions = await this.orm.call(record.resModel, method, [
                [resId],
                question.topic_id,
                ...parameters,
            ]);
            if (record.resId !== resId) {
                return;
            }
            delete this.state.answers[question.topic_id];
            this.state.said = said;
            this.moveFocus = true;
            if (await record.isDirty()) {
                this.state.questions = questions;
            } else {
                // an answer may be a wish of the customer, which the form shows, too
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
