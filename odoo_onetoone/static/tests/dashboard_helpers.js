import {animationFrame} from "@odoo/hoot-mock";
import {getService, mountWithCleanup} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

export const READING = {
    id: 1,
    indicator_id: 1,
    code: "reachable",
    name: "Reachable customers",
    numerator: 5,
    denominator: 10,
    value: 50,
    unit: "percent",
    weight: 1,
    position: 37.5,
    explanation: "5 of 10 customers can be reached.",
    has_records: true,
};

const stage = (id, code, name) => ({
    id,
    code,
    name,
    description: "",
    score: false,
    evidence_now: {value: false, coverage: 0},
    level: false,
    readings: [],
});

/** What the server tells of a company that was measured, but held no round yet. */
export function dashboardData() {
    return {
        company: "Our Company",
        company_id: 1,
        window_months: 12,
        can_run: true,
        can_manage: true,
        refresh: {
            id: 7,
            state: "done",
            progress: 100,
            as_of: "07/01/2025",
            is_due: false,
            failure: "",
        },
        round: false,
        evidence_now: {value: false, coverage: 0},
        stages: [stage(1, "identify", "Identify"), stage(2, "interact", "Interact")],
        aspects: [],
        plan: {proposals: [], open_count: 0, overdue_count: 0, action_count: 0},
        trend: {rounds: [], days: []},
        alerts: {customers: 0, count: 0, kinds: []},
        customers: {
            portfolio: 10,
            active: 8,
            value: "$ 1,000",
            classes: [
                {abc: "a", count: 2, share: 80},
                {abc: "c", count: 8, share: 20},
            ],
        },
        first_steps: [],
        broken_sources: [],
        missing_sources: [],
        failing_jobs: [],
    };
}

export async function openDashboard() {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "odoo_onetoone.dashboard",
        name: "One-to-One",
    });
    await animationFrame();
}
