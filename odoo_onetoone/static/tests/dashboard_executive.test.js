import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts, queryFirst} from "@odoo/hoot-dom";
import {contains, mockService, onRpc} from "@web/../tests/web_test_helpers";

import {dashboardData, openDashboard} from "./dashboard_helpers";

describe.current.tags("desktop");
defineMailModels();

const ROUND = {
    id: 3,
    name: "Spring",
    date: "03/01/2026",
    readiness: 48.5,
    readiness_low: 44,
    readiness_high: 53,
    development_stages: ["Customer-sensitive", "Customer-driven"],
    opinion: 50,
    evidence: 47,
    change: 8.5,
    change_is_clear: true,
    previous: {id: 2, name: "Autumn", date: "09/01/2025"},
    verdict: {
        code: "prepare_first",
        name: "Prepare First",
        text: "Prepare first.",
        reasons: ["Identify stands at 31, below 50."],
    },
    left_out: "",
};
const SCORE = {
    opinion: 62.4,
    opinion_low: 58,
    opinion_high: 66,
    answer_count: 30,
    evidence: 41,
    evidence_coverage: 0.4,
    target: false,
    gap: false,
    said_level: 4,
    say_do: 1,
    level: {rank: 3, name: "Known by name", is_confirmed: true},
    thin_reasons: ["little_evidence"],
};

const FIRST_STEPS = [
    {code: "measure", is_done: false, found: ["Purchases: Orders"], round_id: false},
    {code: "invite", is_done: true, found: [], round_id: false},
    {code: "act", is_done: false, found: [], round_id: 3},
];

let data = {};

/** Note which actions are opened instead of opening them. */
function noteActions() {
    mockService("action", {
        doAction(action) {
            if (action.tag === "odoo_onetoone.dashboard") {
                return super.doAction(...arguments);
            }
            expect.step(action.res_model || action);
        },
    });
}

beforeEach(() => {
    data = dashboardData();
    onRpc("onetoone.dashboard", "get_data", () => data);
});

test("the round leads: number, interval, stages, change and verdict", async () => {
    data.round = ROUND;
    await openDashboard();
    expect(".o_onetoone_big").toHaveText("48.5");
    expect(".o_onetoone_interval").toHaveText("44.0 to 53.0 with 95 % certainty");
    expect(".o_onetoone_development").toHaveText(
        "Customer-sensitive or Customer-driven"
    );
    expect(".o_onetoone_change").toHaveText("+8.5 points since Autumn");
    expect(".o_onetoone_verdict .badge").toHaveText("Prepare First");
    // the reasons are folded
    expect(queryFirst(".o_onetoone_verdict li").textContent).toBe(
        "Identify stands at 31, below 50."
    );
});

test("a change that may be chance is called no clear change", async () => {
    data.round = {...ROUND, change: 0.4, change_is_clear: false};
    await openDashboard();
    expect(".o_onetoone_change").toHaveText(
        "No clear change since Autumn (+0.4 points)"
    );
    expect(".o_onetoone_change .fa-arrow-right").toHaveCount(1);
});

test("without an interval, a change or a stage nothing is made up", async () => {
    data.round = {
        ...ROUND,
        readiness_low: false,
        readiness_high: false,
        development_stages: [],
        change: false,
        verdict: false,
    };
    await openDashboard();
    expect(".o_onetoone_interval").toHaveText("too few answers for an interval");
    expect(".o_onetoone_range").toHaveCount(0);
    expect(".o_onetoone_change").toHaveCount(0);
    expect(".o_onetoone_verdict").toHaveCount(0);
});

test("evidence without a round is not called readiness", async () => {
    data.evidence_now = {value: 40, coverage: 0.75};
    await openDashboard();
    expect(".o_onetoone_readiness h2").toHaveText("Evidence");
    expect(".o_onetoone_big").toHaveText("40.0");
    expect(".o_onetoone_evidence_only").toHaveText(/takes a closed round/);
    expect(".o_onetoone_gaps").toHaveCount(0);
    expect(".o_onetoone_aspects").toHaveCount(0);
});

test("a stage shows bars of what there is, and says what it lacks", async () => {
    data.round = ROUND;
    data.stages[0].score = SCORE;
    data.stages[0].evidence_now = {value: 45.2, coverage: 1};
    await openDashboard();
    const identify = ".o_onetoone_stage_card[data-code=identify]";
    expect(queryAllTexts(`${identify} .o_onetoone_row_value`)).toEqual([
        "62",
        "41",
        "–",
    ]);
    const bar = queryFirst(`${identify} [data-bar=opinion] .o_onetoone_track span`);
    expect(bar.style.width).toBe("62.4%");
    expect(`${identify} [data-bar=target] .o_onetoone_track span`).toHaveCount(0);
    expect(`${identify} .o_onetoone_stage_level`).toHaveText(
        "Level 3: Known by name (confirmed)"
    );
    expect(`${identify} .o_onetoone_say_do`).toHaveText(
        "People say one step more than the records show."
    );
    expect(`${identify} .o_onetoone_now`).toHaveText("Evidence today: 45");
    expect(queryAllTexts(`${identify} .o_onetoone_doubts span`)).toEqual([
        "thin evidence",
    ]);
    // the other was not asked about: only its records speak
    expect(".o_onetoone_stage_card[data-code=interact] [data-bar]").toHaveCount(1);
});

test("a click opens what is behind a number", async () => {
    noteActions();
    onRpc("onetoone.assessment", "action_open_proposals", ({args}) => {
        expect.step(args);
        return "proposals";
    });
    data.round = ROUND;
    data.stages[0].score = SCORE;
    data.plan = {
        proposals: [
            {name: "Ask", dimension: "Identify", subject: "Reach", gap: 10, reason: ""},
        ],
        open_count: 2,
        overdue_count: 1,
        action_count: 3,
    };
    data.alerts = {
        customers: 1,
        count: 2,
        kinds: [{kind: "growing", name: "Growing", count: 2, stake: "$ 9"}],
    };
    await openDashboard();
    await contains(".o_onetoone_round").click();
    await contains("[data-bar=opinion]").click();
    await contains(".o_onetoone_alerts [data-kind=growing] button").click();
    await contains(".o_onetoone_call_today").click();
    await contains(".o_onetoone_gap button").click();
    await contains(".o_onetoone_actions").click();
    expect.verifySteps([
        "onetoone.assessment",
        "onetoone.score",
        "onetoone.alert",
        "odoo_onetoone.onetoone_alert_action_mine",
        [[3]],
        "proposals",
        "odoo_onetoone.onetoone_action_action",
    ]);
    expect(".o_onetoone_overdue").toHaveText("1 overdue");
    expect(".o_onetoone_gap .text-muted").toHaveText(
        "Identify · Reach: 10 points missing"
    );
});

test("the radar has a table behind it", async () => {
    data.round = ROUND;
    data.aspects = [
        {id: 5, name: "Process", opinion: 58, inside: 60, outside: 45.8},
        {id: 6, name: "Technology", opinion: 57, inside: 61.2, outside: false},
    ];
    await openDashboard();
    const aspects = ".o_onetoone_aspects";
    expect(`${aspects} canvas`).toHaveAttribute("aria-label", /inside and outside/);
    expect(`${aspects} .visually-hidden table`).toHaveCount(1);
    await contains(`${aspects} .o_onetoone_toggle`).click();
    expect(`${aspects} canvas`).toHaveCount(0);
    expect(queryAllTexts(`${aspects} tbody tr`).map((row) => row.split(/\s+/))).toEqual(
        [
            ["Process", "60", "46", "58"],
            ["Technology", "61", "–", "57"],
        ]
    );
});

test("the first steps say what was found and what is next", async () => {
    data.refresh = {...data.refresh, state: "new", as_of: ""};
    data.can_run = false;
    data.first_steps = FIRST_STEPS;
    await openDashboard();
    expect(".o_onetoone_first_steps li[aria-current=step]").toHaveAttribute(
        "data-step",
        "measure"
    );
    expect("[data-step=measure] ul").toHaveText("Purchases: Orders");
    // who may not measure is offered no button
    expect("[data-step=measure] button").toHaveCount(0);
    expect("[data-step=invite] button").toHaveCount(0);
    expect("[data-step=act] button").toHaveText("Choose Actions");
    // no zeros before anything was computed
    expect(".o_onetoone_readiness").toHaveCount(0);
});

test("what has no source is named", async () => {
    data.missing_sources = ["Complaints"];
    await openDashboard();
    expect(queryAllTexts(".o_onetoone_missing_sources li")).toEqual(["Complaints"]);
});

test("headings go down one step at a time", async () => {
    data.round = ROUND;
    data.first_steps = FIRST_STEPS;
    await openDashboard();
    const page = queryFirst(".o_onetoone_page");
    const levels = [...page.querySelectorAll("h1, h2, h3, h4")].map((one) =>
        Number(one.tagName[1])
    );
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => {
        expect(level - levels[index]).toBeLessThan(2);
    });
});
