import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    getService,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

describe.current.tags("desktop");
defineMailModels();

const cell = (value, reason = false) => ({
    value,
    low: false,
    high: false,
    count: false,
    is_thin: false,
    reason,
});

let data = {};

async function openHeatMap(context = {}) {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "odoo_onetoone.heat_map",
        name: "Heat Map",
        context,
    });
    await animationFrame();
}

beforeEach(() => {
    data = {
        rounds: [
            {id: 2, name: "Later"},
            {id: 1, name: "Earlier"},
        ],
        round: {
            id: 2,
            state: "closed",
            is_anonymous: true,
            minimum: 5,
            left_out: "",
            columns: [
                {name: "Front Line", side: "inside", block: "frontline"},
                {name: "Inside", side: "inside", block: false},
                {name: "Outside", side: "outside", block: false},
                {name: "Overall", side: false, block: false},
            ],
            sections: [
                {
                    kind: "aspect",
                    name: "Aspect",
                    rows: [
                        {
                            dimension_id: 7,
                            question_code: false,
                            name: "Process",
                            cells: [
                                {...cell(0), low: 0, high: 8.26, count: 6},
                                cell(19.6),
                                cell(false, "not_shown"),
                                cell(85),
                            ],
                            questions: [
                                {
                                    dimension_id: 7,
                                    question_code: "quality",
                                    name: "How good?",
                                    cells: [
                                        cell(false, "not_shown"),
                                        cell(40),
                                        cell(60),
                                        cell(false, "too_few_answers"),
                                    ],
                                    questions: [],
                                },
                            ],
                        },
                    ],
                },
            ],
        },
    };
    onRpc("onetoone.assessment", "get_heat_map", ({args}) => {
        expect.step(args);
        return data;
    });
});

test("numbers are shown with their colour, and no number says why", async () => {
    await openHeatMap();
    expect(queryAllTexts(".o_onetoone_table tbody td")).toEqual([
        "0",
        "20",
        "too few",
        "85",
        "",
    ]);
    expect(".o_onetoone_cell:contains(20)").toHaveClass("o_onetoone_band_1");
    expect(".o_onetoone_cell:contains(85)").toHaveClass("o_onetoone_band_4");
    expect(".o_onetoone_cell:first").toHaveAttribute(
        "aria-label",
        "Process, Front Line: 0.0 · 95 % interval 0.0 to 8.3 · 6 answers"
    );
    expect("[data-reason=not_shown]").toHaveText(/Fewer than 5 answered/);
    expect("[data-reason]").toHaveCount(1);
    expect.verifySteps([[false]]);
});

test("few answers are marked, and the mark is explained", async () => {
    await openHeatMap();
    expect(".o_onetoone_thin").toHaveCount(0);
    data.round.sections[0].rows[0].cells[3] = {...cell(85), count: 4, is_thin: true};
    await contains("select.o_onetoone_round").select("1");
    expect(".o_onetoone_cell:last").toHaveText("85 *");
    expect(".o_onetoone_cell:last").toHaveAttribute(
        "aria-label",
        "Process, Overall: 85.0 · too few answers for an interval · 4 answers"
    );
    expect(".o_onetoone_thin").toHaveText(/too few people answered/);
    expect.verifySteps([[false], [1]]);
});

test("a side without a number has no bar", async () => {
    await openHeatMap();
    expect("td.o_onetoone_sides .o_onetoone_inside").toHaveCount(1);
    expect("td.o_onetoone_sides .o_onetoone_outside").toHaveCount(0);
    expect.verifySteps([[false]]);
});

test("questions follow their dimension when asked for", async () => {
    await openHeatMap();
    expect(".o_onetoone_question").toHaveCount(0);
    await contains(".o_onetoone_with_questions").click();
    expect(".o_onetoone_dimension + .o_onetoone_question th").toHaveText("How good?");
    expect(".o_onetoone_question .o_onetoone_empty:last").toHaveText(
        "fewer than 5 answers"
    );
    expect("[data-reason]").toHaveCount(2);
    expect.verifySteps([[false]]);
});

test("a cell opens the scores behind it", async () => {
    mockService("action", {
        doAction(action) {
            if (action.res_model) {
                expect.step([action.name, action.domain]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await openHeatMap();
    await contains(".o_onetoone_cell:first").click();
    await contains(".o_onetoone_with_questions").click();
    await contains(".o_onetoone_question .o_onetoone_cell:first").click();
    expect.verifySteps([
        [false],
        [
            "Process, Front Line",
            [
                ["assessment_id", "=", 2],
                ["dimension_id", "=", 7],
                ["block", "=", "frontline"],
                ["cut", "=", false],
            ],
        ],
        [
            "How good?",
            [
                ["assessment_id", "=", 2],
                ["question_code", "=", "quality"],
                ["block", "=", false],
                ["cut", "=", false],
            ],
        ],
    ]);
});

test("another round can be chosen", async () => {
    await openHeatMap({active_id: 2});
    data.round = {...data.round, id: 1, state: "draft", sections: []};
    await contains(".o_onetoone_round").select("1");
    await animationFrame();
    expect(".o_onetoone_table").toHaveCount(0);
    expect(".o_onetoone_no_round").toHaveText(/not closed yet/);
    expect.verifySteps([[2], [1]]);
});

test("without a closed round that is said", async () => {
    data = {rounds: [], round: false};
    await openHeatMap();
    expect(".o_onetoone_no_round").toHaveText(/No round is closed yet/);
    expect(".o_onetoone_round").toHaveCount(0);
    expect.verifySteps([[false]]);
});
