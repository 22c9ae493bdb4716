import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {advanceTime, animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    getService,
    makeServerError,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {Component, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";

import {dashboardData, openDashboard, READING} from "./dashboard_helpers";

describe.current.tags("desktop");
defineMailModels();

class Elsewhere extends Component {
    static template = xml`<div class="elsewhere" />`;
    static props = ["*"];
}

let data = {};

function setReadings(...readings) {
    data.stages[0].readings = readings.map((reading, index) => ({
        ...READING,
        id: index + 1,
        ...reading,
    }));
}

beforeEach(() => {
    data = dashboardData();
    onRpc("onetoone.dashboard", "get_data", () => {
        expect.step("get_data");
        return data;
    });
    onRpc("onetoone.refresh", "action_start", () => true);
});

test("no data is not drawn as 0", async () => {
    setReadings(
        {value: 0, numerator: 0, position: 0},
        {
            value: false,
            numerator: false,
            denominator: false,
            position: false,
            explanation: "There is nothing to count yet.",
            has_records: false,
        }
    );
    await openDashboard();
    expect(queryAllTexts(".o_onetoone_number")).toEqual(["0.0", "No data"]);
    expect(".o_onetoone_reading [role=progressbar]").toHaveCount(1);
    expect(".o_onetoone_reading [role=progressbar]").toHaveAttribute(
        "aria-valuenow",
        "0"
    );
    const noData = ".o_onetoone_reading.o_onetoone_no_data";
    expect(`${noData} .o_onetoone_unit`).toHaveCount(0);
    expect(`${noData} .o_onetoone_explanation`).toHaveText(
        "There is nothing to count yet."
    );
    expect(`${noData} .o_onetoone_counted`).toHaveCount(0);
    expect.verifySteps(["get_data"]);
});

test("a value without position is shown, but not scored", async () => {
    setReadings({value: 12.345, unit: "hours", denominator: 3, position: false});
    await openDashboard();
    expect(".o_onetoone_value").toHaveText("12.3h");
    expect(".o_onetoone_reading [role=progressbar]").toHaveCount(0);
    expect(".o_onetoone_reading").toHaveText(/Not scored/);
    expect.verifySteps(["get_data"]);
});

test("a stage without readings says so, classes show their part", async () => {
    setReadings({});
    await openDashboard();
    expect(".o_onetoone_unmeasured").toHaveCount(1);
    expect(queryAllTexts(".o_onetoone_classes button")).toEqual([
        "Class A 2 · 80 % of value",
        "Class C 8 · 20 % of value",
    ]);
    expect.verifySteps(["get_data"]);
});

test("a card opens what the server tells", async () => {
    setReadings({});
    onRpc("onetoone.reading", "action_open_counted", ({args}) => {
        expect.step(args);
        return {type: "ir.actions.client", tag: "counted"};
    });
    registry.category("actions").add("counted", () => expect.step("opened"));
    await openDashboard();
    await contains(".o_onetoone_counted").click();
    expect.verifySteps(["get_data", [[1]], "opened"]);
});

test("a refresh goes on batch by batch until it is done", async () => {
    const progress = [40, 80, 100];
    const batches = [];
    onRpc("onetoone.refresh", "action_run_batch", ({args}) => {
        expect.step(args);
        return new Promise((resolve) => {
            batches.push(() => resolve(progress.shift()));
        });
    });
    await openDashboard();
    await contains(".o_onetoone_refresh").click();
    const bar = ".o_onetoone_running [role=progressbar]";
    expect(".o_onetoone_refresh").not.toBeEnabled();
    expect(bar).toHaveAttribute("aria-valuenow", "0");
    batches.shift()();
    await animationFrame();
    expect(bar).toHaveAttribute("aria-valuenow", "40");
    batches.shift()();
    await animationFrame();
    expect(bar).toHaveAttribute("aria-valuenow", "80");
    batches.shift()();
    await animationFrame();
    expect(bar).toHaveCount(0);
    expect(".o_onetoone_refresh").toBeEnabled();
    expect.verifySteps(["get_data", [[7]], [[7]], [[7]], "get_data"]);
});

test("the first opening starts the refresh, and a failure is told", async () => {
    Object.assign(data.refresh, {state: "new", progress: 0, as_of: "", is_due: true});
    onRpc("onetoone.refresh", "action_run_batch", () => {
        expect.step("batch");
        throw makeServerError({message: "The source of orders is broken."});
    });
    await openDashboard();
    expect(".o_onetoone_failure").toHaveText(/The source of orders is broken/);
    expect(".o_onetoone_summary").toHaveCount(0);
    expect(".o_onetoone_refresh").toBeEnabled();
    expect.verifySteps(["get_data", "batch", "get_data"]);
});

test("a refresh under way is followed until it ends", async () => {
    Object.assign(data.refresh, {state: "running", progress: 10});
    const answers = [
        {state: "running", progress: 60},
        {state: "done", progress: 100},
    ];
    onRpc("onetoone.refresh", "read", () => {
        expect.step("read");
        return [{id: 7, ...answers.shift()}];
    });
    await openDashboard();
    const bar = ".o_onetoone_running [role=progressbar]";
    expect(bar).toHaveAttribute("aria-valuenow", "10");
    await advanceTime(4000);
    await animationFrame();
    expect(bar).toHaveAttribute("aria-valuenow", "60");
    Object.assign(data.refresh, {state: "done", progress: 100});
    await advanceTime(4000);
    await animationFrame();
    expect(bar).toHaveCount(0);
    expect.verifySteps(["get_data", "read", "read", "get_data"]);
});

test("a refresh that somebody else finishes is not started again", async () => {
    onRpc("onetoone.refresh", "action_run_batch", () => {
        expect.step("batch");
        return 0;
    });
    onRpc("onetoone.refresh", "read", () => {
        expect.step("read");
        return [{id: 7, state: "done", progress: 100}];
    });
    await openDashboard();
    await contains(".o_onetoone_refresh").click();
    await advanceTime(1500);
    await animationFrame();
    expect(".o_onetoone_running").toHaveCount(0);
    expect.verifySteps(["get_data", "batch", "read", "get_data"]);
});

test("leaving the dashboard ends the following", async () => {
    Object.assign(data.refresh, {state: "running", progress: 10});
    onRpc("onetoone.refresh", "read", () => expect.step("read"));
    registry.category("actions").add("elsewhere", Elsewhere);
    await openDashboard();
    await getService("action").doAction({type: "ir.actions.client", tag: "elsewhere"});
    await advanceTime(10000);
    expect.verifySteps(["get_data"]);
});

test("other addons offer files of the company", async () => {
    registry.category("odoo_onetoone.dashboard_actions").add("letter", {
        label: "Letter to customers",
        url: (companyId) => `/letter/${companyId}`,
    });
    await openDashboard();
    expect(".o_onetoone_file:contains(Letter)").toHaveAttribute("href", "/letter/1");
    expect.verifySteps(["get_data"]);
});

test("a stage shows the level the records suggest, and why", async () => {
    Object.assign(data.stages[0], {
        level: {
            rank: 3,
            name: "Records in some departments",
            is_minimum: false,
            held: [{rank: 2, text: "Reachable customers: 62.5 ≥ 25", is_known: true}],
            obstacle: {rank: 4, text: "Reachable customers: 62.5 < 70", is_known: true},
        },
    });
    Object.assign(data.stages[1], {
        level: {
            rank: 1,
            name: "Casual contacts",
            is_minimum: true,
            held: [],
            obstacle: {rank: 2, text: "Contact history: ? ≥ 10", is_known: false},
        },
    });
    await openDashboard();
    expect(queryAllTexts(".o_onetoone_level_name")).toEqual([
        "Level 3: Records in some departments",
        "At least level 1: Casual contacts",
    ]);
    expect(queryAllTexts(".o_onetoone_held")).toEqual([
        "Reachable customers: 62.5 ≥ 25",
    ]);
    expect(queryAllTexts(".o_onetoone_obstacle")).toEqual([
        "Missing for level 4 – Reachable customers: 62.5 < 70",
        "Not known for level 2 – Contact history: ? ≥ 10",
    ]);
    expect.verifySteps(["get_data"]);
});

test("what has no weight is folded, what has no value stands apart", async () => {
    setReadings(
        {code: "scored"},
        {code: "outcome", weight: 0},
        {code: "nothing", value: false, numerator: false, has_records: false}
    );
    await openDashboard();
    const code = (selector) => `${selector} .o_onetoone_reading`;
    expect(code(".o_onetoone_weighted")).toHaveAttribute("data-code", "scored");
    expect(code(".o_onetoone_unweighted")).toHaveAttribute("data-code", "outcome");
    expect(code(".o_onetoone_missing")).toHaveAttribute("data-code", "nothing");
    expect(".o_onetoone_unweighted").not.toHaveAttribute("open");
    expect.verifySteps(["get_data"]);
});

test("jobs that fail are named with their reason", async () => {
    data.failing_jobs = [{name: "Segments", reason: "On fire."}];
    await openDashboard();
    expect(".o_onetoone_failing_jobs li").toHaveText("Segments: On fire.");
    expect(".o_onetoone_failure").toHaveCount(0);
    expect.verifySteps(["get_data"]);
});

test("broken sources are named with their reason", async () => {
    data.broken_sources = [{name: "Orders", reason: "The field is gone."}];
    await openDashboard();
    expect(".o_onetoone_broken li").toHaveText("Orders: The field is gone.");
    expect.verifySteps(["get_data"]);
});
