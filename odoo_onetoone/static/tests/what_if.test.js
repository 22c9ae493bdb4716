import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts, queryFirst, queryOne, setInputRange} from "@odoo/hoot-dom";
import {advanceTime, animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    getService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

describe.current.tags("desktop");
defineMailModels();

const stage = (code, combined) => ({code, opinion: 40, evidence: false, combined});

function outcome(readiness, identify) {
    return {
        readiness,
        readiness_low: readiness - 5,
        readiness_high: readiness + 5,
        development_stage: readiness < 50 ? "customer_sensitive" : "customer_driven",
        stages: [stage("identify", identify), stage("customize", false)],
    };
}

let data = {};

async function openWhatIf(context = {active_id: 4}) {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "odoo_onetoone.what_if",
        name: "What If",
        context,
    });
    await animationFrame();
}

/** Wait until what was typed or moved has been asked and is shown. */
async function settle() {
    await advanceTime(100);
    await animationFrame();
}

const number = (key) => `[data-key='${key}'] input[type=number]`;
const slider = (key) => `[data-key='${key}'] input[type=range]`;

beforeEach(() => {
    data = {
        id: 4,
        name: "Round 2026",
        evidence_share: 0.5,
        fixed_count: 3,
        blocks: [{key: "strategy+staff", name: "Strategy Team, Staff", weight: 1.8}],
        stages: [
            {
                code: "identify",
                name: "Identify",
                indicators: [
                    {
                        id: 7,
                        name: "Reachable",
                        unit: "%",
                        anchors: [20, 40, 60, 80, 95],
                        value: 57.14285714,
                        position: 46.4,
                    },
                    {
                        id: 8,
                        name: "Duplicates",
                        unit: "%",
                        anchors: [20, 12, 7, 3, 0.5],
                        value: false,
                        position: false,
                    },
                ],
            },
            {code: "customize", name: "Customize", indicators: []},
        ],
        development_stages: {
            customer_sensitive: "Customer-sensitive",
            customer_driven: "Customer-driven",
        },
        outcome: outcome(45, 44.04),
    };
    onRpc("onetoone.assessment", "get_what_if", ({args}) => {
        expect.step(args);
        return data;
    });
    onRpc("onetoone.assessment", "what_if", ({args}) => {
        expect.step(args[1]);
        const isChanged = Object.keys(args[1].indicators).length;
        return isChanged ? outcome(52.3, 59) : data.outcome;
    });
});

test("it starts with what was stored, without a difference", async () => {
    await openWhatIf();
    expect(".o_onetoone_readiness").toHaveText("45.0");
    expect(".o_onetoone_outcome").toHaveText(/95 % interval 40.0 to 50.0/);
    expect(".o_onetoone_development_stage").toHaveText("Customer-sensitive");
    expect(queryAllTexts("[data-stage] > *")).toEqual([
        "Identify",
        "40.0",
        "–",
        "44.0",
        "",
        "Customize",
        "40.0",
        "–",
        "–",
        "",
    ]);
    expect(queryAllTexts(".o_onetoone_difference")).toEqual(["", "", ""]);
    expect(".o_onetoone_fixed").toHaveText(/^3 opinions stay/);
    expect(".o_onetoone_reset").not.toBeEnabled();
    expect.verifySteps([[[4]]]);
});

test("every field has its label and reaches over the anchors", async () => {
    await openWhatIf();
    for (const input of document.querySelectorAll(".o_onetoone_what_if input")) {
        expect(Boolean(input.labels.length || input.ariaLabel)).toBe(true);
    }
    expect(queryAllTexts("legend")).toEqual(["What counts how much", "Identify"]);
    expect(number(7)).toHaveValue(57.14);
    expect(slider(7)).toHaveAttribute("min", "20");
    expect(slider(7)).toHaveAttribute("max", "95");
    // less is better: the slider still goes from left to right
    expect(slider(8)).toHaveAttribute("min", "0.5");
    expect(queryOne(number(8)).value).toBe("");
    expect(queryFirst("label[for]").control).toBe(queryOne(number("share")));
    expect.verifySteps([[[4]]]);
});

test("what is typed moves the readiness, and reset takes it back", async () => {
    await openWhatIf();
    await contains(number(7)).edit("80", {confirm: false});
    await settle();
    expect(".o_onetoone_readiness").toHaveText("52.3");
    expect(queryAllTexts(".o_onetoone_difference")).toEqual(["+7.3", "+15.0", ""]);
    expect(".o_onetoone_stages").toHaveText(/Customer-driven\s*instead of/);
    expect(slider(7)).toHaveValue(80);
    await contains(".o_onetoone_reset").click();
    await settle();
    expect(".o_onetoone_readiness").toHaveText("45.0");
    expect(number(7)).toHaveValue(57.14);
    expect(".o_onetoone_reset").not.toBeEnabled();
    expect.verifySteps([
        [[4]],
        {indicators: {7: 80}, weights: {}, evidence_share: null},
        {indicators: {}, weights: {}, evidence_share: null},
    ]);
});

test("weights and the share go in by their names", async () => {
    await openWhatIf();
    await contains(number("strategy+staff")).edit("0", {confirm: false});
    await setInputRange(slider("share"), 0.2);
    await settle();
    expect(number("share")).toHaveValue(0.2);
    expect.verifySteps([
        [[4]],
        {indicators: {}, weights: {"strategy+staff": 0}, evidence_share: 0.2},
    ]);
});

test("typing is not interrupted, and what cannot be does not stay", async () => {
    await openWhatIf();
    await contains(number("share")).edit("00", {confirm: false});
    await settle();
    expect(queryOne(number("share")).value).toBe("00");
    await contains(number("share")).edit("15");
    await settle();
    // 1 was on the way to it
    expect(number("share")).toHaveValue(1);
    await contains(number("share")).clear({confirm: "enter"});
    await settle();
    expect(number("share")).toHaveValue(0.5);
    expect.verifySteps([
        [[4]],
        {indicators: {}, weights: {}, evidence_share: 0},
        {indicators: {}, weights: {}, evidence_share: 1},
        {indicators: {}, weights: {}, evidence_share: null},
    ]);
});

test("without a round it says where to find one", async () => {
    await openWhatIf({});
    expect(".o_onetoone_no_round").toHaveText(/Open a closed round first/);
    expect.verifySteps([]);
});
