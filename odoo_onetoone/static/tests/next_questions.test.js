import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {animationFrame, Deferred} from "@odoo/hoot-mock";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const NEEDS = {
    topic_id: 1,
    question: "What matters?",
    kind: "choice",
    choices: [
        {id: 11, name: "Price"},
        {id: 12, name: "<b>Quality</b>"},
    ],
};
const DECIDER = {topic_id: 2, question: "Who decides?", kind: "text", choices: []};
const SUPPLIERS = {topic_id: 3, question: "How many?", kind: "number", choices: []};
const DAY = {topic_id: 4, question: "When next?", kind: "date", choices: []};

class Customer extends models.Model {
    _name = "customer";

    name = fields.Char();
    note = fields.Char();
    onetoone_next_questions = fields.Json();
    onetoone_answers = fields.Json();

    _records = [
        {
            id: 1,
            name: "Ada",
            onetoone_next_questions: [NEEDS, DECIDER],
            onetoone_answers: [
                {
                    topic_id: 5,
                    name: "Ideas",
                    answer: "<i>More</i>",
                    date: "2026-01-31",
                    is_in_force: false,
                },
            ],
        },
        {id: 2, name: "Bo", note: "second", onetoone_next_questions: [DECIDER, DAY]},
        {id: 3, name: "Cy", onetoone_next_questions: false, onetoone_answers: false},
    ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Customer]);

const FORM = `
    <form>
        <field name="name" />
        <field name="note" />
        <field name="onetoone_next_questions" widget="onetoone_next_questions" />
        <field name="onetoone_answers" widget="onetoone_answers" />
    </form>`;

const TEXT = ".o_onetoone_question input[type=text]";

let calls = [];

async function open(resId, options = {}) {
    await mountView({
        type: "form",
        resModel: "customer",
        resId,
        arch: FORM,
        ...options,
    });
}

/** Answer the calls of the widget, and note them. */
function answerWith(...questions) {
    for (const method of ["action_onetoone_learn", "action_onetoone_not_answered"]) {
        onRpc("customer", method, function ({args}) {
            calls.push([method, ...args]);
            this.env.customer.write([1], {onetoone_next_questions: questions});
            return questions;
        });
    }
}

function asked() {
    return queryAllTexts(".o_onetoone_question label");
}

beforeEach(() => {
    calls = [];
});

test("each kind has its own field, with the question as its label", async () => {
    Customer._records[0].onetoone_next_questions = [NEEDS, DECIDER, SUPPLIERS, DAY];
    await open(1);
    expect(asked()).toEqual([
        "What matters?",
        "Who decides?",
        "How many?",
        "When next?",
    ]);
    expect(queryAllTexts("select option")).toEqual([
        "Choose…",
        "Price",
        "<b>Quality</b>",
    ]);
    for (const [number, selector] of [
        [1, "select"],
        [2, "input[type=text]"],
        [3, "input[type=number]"],
        [4, "input[type=date]"],
    ]) {
        const question = `.o_onetoone_question:nth-of-type(${number})`;
        const field = queryOne(`${question} ${selector}`);
        expect(queryOne(`${question} label`).control).toBe(field);
    }
});

test("a choice is sent by its id, and the next questions appear", async () => {
    answerWith(DECIDER, SUPPLIERS);
    await open(1);
    expect(".o_onetoone_question:first button[type=submit]").not.toBeEnabled();
    await contains(".o_onetoone_question:first select").select("12");
    await contains(".o_onetoone_question:first button[type=submit]").click();
    expect(calls).toEqual([["action_onetoone_learn", [1], 1, 12]]);
    expect(asked()).toEqual(["Who decides?", "How many?"]);
    expect("[role=status]").toHaveText("The answer was saved.");
    expect(".o_onetoone_next_questions").toBeFocused();
});

test("blanks are no answer, 0 is one", async () => {
    Customer._records[0].onetoone_next_questions = [DECIDER, SUPPLIERS];
    answerWith(DECIDER);
    await open(1);
    await contains(TEXT).edit("   ", {confirm: false});
    expect(".o_onetoone_question:first button[type=submit]").not.toBeEnabled();
    await contains(".o_onetoone_question input[type=number]").edit("0", {
        confirm: "enter",
    });
    expect(calls).toEqual([["action_onetoone_learn", [1], 3, "0"]]);
});

test("a question that is not answered now makes room for the next", async () => {
    answerWith(DECIDER);
    await open(1);
    await contains(".o_onetoone_question:first button:contains(Not now)").click();
    expect(calls).toEqual([["action_onetoone_not_answered", [1], 1]]);
    expect(asked()).toEqual(["Who decides?"]);
    expect("[role=status]").toHaveText("The question will be asked again later.");
});

test("nothing that is typed elsewhere is lost, nor saved", async () => {
    answerWith(SUPPLIERS);
    onRpc("customer", "web_save", ({args}) => {
        calls.push(["web_save", args[1]]);
    });
    await open(1);
    await contains("[name=note] input").edit("typed before");
    await contains(TEXT).edit("Bo", {confirm: "enter"});
    expect(calls).toEqual([["action_onetoone_learn", [1], 2, "Bo"]]);
    expect("[name=note] input").toHaveValue("typed before");
    expect(asked()).toEqual(["How many?"]);
    // what happens to the form afterwards does not bring answered questions back
    await contains("[name=note] input").edit("and after");
    await animationFrame();
    expect(asked()).toEqual(["How many?"]);
    await clickSave();
    expect(calls[1]).toEqual(["web_save", {note: "and after"}]);
    expect(asked()).toEqual(["How many?"]);
});

test("what is typed for the other question stays", async () => {
    answerWith(DECIDER, SUPPLIERS);
    await open(1);
    await contains(TEXT).edit("Bo", {confirm: false});
    await contains(".o_onetoone_question:first button:contains(Not now)").click();
    expect(TEXT).toHaveValue("Bo");
});

test("an answer that is refused can be corrected", async () => {
    expect.errors(1);
    let isRefused = true;
    onRpc("customer", "action_onetoone_learn", function ({args}) {
        calls.push(args);
        if (isRefused) {
            throw makeServerError({type: "ValidationError", message: "No."});
        }
        this.env.customer.write([1], {onetoone_next_questions: []});
        return [];
    });
    await open(1);
    await contains(TEXT).edit("Bo", {confirm: "enter"});
    expect.verifyErrors(["No."]);
    await contains(".modal .btn-primary").click();
    expect(TEXT).toHaveValue("Bo");
    expect(asked()).toEqual(["What matters?", "Who decides?"]);
    isRefused = false;
    await contains(TEXT).edit("Bo and Cy", {confirm: "enter"});
    expect(calls).toHaveLength(2);
    expect(".o_onetoone_no_question").toHaveText("Nothing to ask for now.");
});

test("a second click waits for the first", async () => {
    const wait = new Deferred();
    onRpc("customer", "action_onetoone_not_answered", async ({args}) => {
        calls.push(args);
        await wait;
        return [];
    });
    await open(1);
    await contains(".o_onetoone_question:first button:contains(Not now)").click();
    expect(".o_onetoone_question:last button:contains(Not now)").not.toBeEnabled();
    wait.resolve();
    await animationFrame();
    expect(calls).toHaveLength(1);
});

test("each customer has questions of his own", async () => {
    await open(1, {resIds: [1, 2, 3]});
    await contains(TEXT).edit("meant for Ada", {confirm: false});
    await contains(".o_pager_next").click();
    expect(asked()).toEqual(["Who decides?", "When next?"]);
    expect(TEXT).toHaveValue("");
    await contains(".o_pager_next").click();
    expect(asked()).toEqual([]);
    expect(".o_onetoone_no_question").toHaveText("Nothing to ask for now.");
});

test("a new record asks nothing yet", async () => {
    await open(undefined);
    expect(".o_onetoone_no_question").toHaveText(
        "Questions appear once this is saved."
    );
});

test("answers are text, and say how old they are", async () => {
    await open(1);
    expect(".o_onetoone_answers dt").toHaveText("Ideas");
    expect(".o_onetoone_answers dd span:first").toHaveText("<i>More</i>");
    expect(".o_onetoone_answers dd").toHaveText(/01\/31\/2026 · out of date/);
});
