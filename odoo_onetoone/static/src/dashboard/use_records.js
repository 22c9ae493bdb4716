import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

/**
 * What a click on a number of the dashboard opens: the records behind it.
 *
 * @param {() => Object} getData the data of the dashboard
 * @returns {Object} a function for each kind of records
 */
export function useRecords(getData) {
    const action = useService("action");
    const orm = useService("orm");

    const ofCompany = () => ["company_id", "=", getData().company_id];

    function open(name, model, viewTypes, values) {
        return action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: model,
            views: viewTypes.map((type) => [false, type]),
            ...values,
        });
    }

    /** Open what a method of a record tells. */
    async function openBy(model, id, method) {
        return action.doAction(await orm.call(model, method, [[id]]));
    }

    return {
        /**
         * @param {Number|Boolean} roundId false for a new round
         */
        openRound: (roundId) =>
            open(_t("Round"), "onetoone.assessment", ["form"], {res_id: roundId}),

        openChanges: (roundId) =>
            openBy("onetoone.assessment", roundId, "action_open_changes"),

        openProposals: (roundId) =>
            openBy("onetoone.assessment", roundId, "action_open_proposals"),

        openActions: () => action.doAction("odoo_onetoone.onetoone_action_action"),

        openRounds: () =>
            open(_t("Rounds"), "onetoone.assessment", ["graph", "list", "form"], {
                domain: [ofCompany(), ["state", "=", "closed"]],
            }),

        /**
         * @param {Object} dimension a stage or an aspect
         */
        openScores: (dimension) =>
            open(dimension.name, "onetoone.score", ["list", "form"], {
                domain: [
                    ["assessment_id", "=", getData().round.id],
                    ["dimension_id", "=", dimension.id],
                ],
                context: {onetoone_one_round: true},
            }),

        /**
         * @param {Object} line a kind of alerts
         */
        openAlerts: (line) =>
            open(line.name, "onetoone.alert", ["list", "kanban", "form"], {
                domain: [ofCompany(), ["kind", "=", line.kind]],
                context: {search_default_open: 1},
            }),

        openCallToday: () =>
            action.doAction("odoo_onetoone.onetoone_alert_action_mine"),

        openAllAlerts: () => action.doAction("odoo_onetoone.onetoone_alert_action"),

        openCounted: (reading) =>
            openBy("onetoone.reading", reading.id, "action_open_counted"),

        openAmong: (reading) =>
            openBy("onetoone.reading", reading.id, "action_open_among"),

        openTrend: (reading) =>
            open(reading.name, "onetoone.reading", ["graph", "list", "form"], {
                domain: [
                    ["indicator_id", "=", reading.indicator_id],
                    ofCompany(),
                    // a graph would draw "no data" as 0, and days without a reading
                    ["value", "!=", false],
                ],
                context: {
                    fill_temporal: false,
                    graph_groupbys: ["as_of:day"],
                    graph_measure: "value",
                },
            }),

        /**
         * @param {String} filter name of a filter of the profiles' search view
         */
        openCustomers: (filter) =>
            open(
                _t("Customers"),
                "onetoone.profile",
                ["list", "form", "graph", "pivot"],
                {
                    domain: [ofCompany()],
                    context: {[`search_default_${filter}`]: 1},
                }
            ),

        openSources: () => action.doAction("odoo_onetoone.onetoone_source_action"),

        openRefresh: () => action.doAction("odoo_onetoone.onetoone_refresh_action"),
    };
}
