import {openApp} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

const DASHBOARD = ".o_onetoone_dashboard";
const REACHABLE = `${DASHBOARD} .o_onetoone_reading[data-code=reachable]`;

const goBack = () => [
    {
        content: "Go back to the dashboard",
        trigger: ".o_breadcrumb .o_back_button",
        run: "click",
    },
    {
        content: "The readings are there again",
        trigger: REACHABLE,
    },
];

function check(condition, message) {
    if (!condition) {
        throw new Error(message);
    }
}

function checkListed(expected) {
    const listed = document.querySelector(".o_list_view .o_pager_limit").textContent;
    check(listed === expected, `${listed} records are listed instead of ${expected}`);
}

registry.category("web_tour.tours").add("onetoone_dashboard", {
    steps: () => {
        let counted = "";
        let among = "";
        return [
            ...openApp("Open the app", "odoo_onetoone.menu_root"),
            {
                content: "The stages come with their readings",
                trigger: `${REACHABLE} .o_onetoone_counted`,
                run() {
                    const {dataset} = document.querySelector(REACHABLE);
                    counted = dataset.counted;
                    among = dataset.among;
                    check(Number(counted), "No customer is counted");
                    check(counted !== among, "Every customer is counted");
                },
            },
            {
                content: "A share of 0 is a value",
                trigger: `${DASHBOARD} [data-code=channel_integration] .o_onetoone_number:contains(0.0)`,
            },
            {
                content: "Where there is nothing to count there is no bar",
                trigger: `${DASHBOARD} [data-code=complaint_hours].o_onetoone_no_data:not(:has([role=progressbar])) .o_onetoone_number:contains(No data)`,
            },
            {
                content: "What is not started says so",
                trigger: `${DASHBOARD} .o_onetoone_missing [data-code=profile_kept] .o_onetoone_explanation:contains(Not started)`,
            },
            {
                content: "Open the customers counted",
                trigger: `${REACHABLE} .o_onetoone_counted`,
                run: "click",
            },
            {
                content: "As many are listed as the reading counts",
                trigger: ".o_list_view .o_data_row",
                run: () => checkListed(counted),
            },
            ...goBack(),
            {
                content: "Open all customers of the reading",
                trigger: `${REACHABLE} .o_onetoone_among`,
                run: "click",
            },
            {
                content: "As many are listed as the reading divides by",
                trigger: ".o_list_view .o_data_row",
                run: () => checkListed(among),
            },
            ...goBack(),
            {
                content: "Open the customers of class A",
                trigger: `${DASHBOARD} .o_onetoone_classes [data-abc=a]`,
                run: "click",
            },
            {
                content: "They are listed behind a filter",
                trigger: ".o_facet_value:contains(Class A)",
            },
            {
                content: "All of them are of class A",
                trigger: ".o_list_view .o_data_row [name=abc]:contains(A)",
            },
            ...goBack(),
            {
                content: "Open the trend",
                trigger: `${REACHABLE} .o_onetoone_trend`,
                run: "click",
            },
            {
                content: "The trend is drawn",
                trigger: ".o_graph_view canvas",
            },
            ...goBack(),
        ];
    },
});

registry.category("web_tour.tours").add("onetoone_first_opening", {
    steps: () => [
        ...openApp("Open the app", "odoo_onetoone.menu_root"),
        {
            content: "The first refresh starts by itself and shows how far it is",
            trigger: `${DASHBOARD} .o_onetoone_running [role=progressbar]`,
        },
        {
            content: "Then the numbers appear",
            trigger: `${REACHABLE} .o_onetoone_number`,
        },
        {
            content: "Nothing is under way any more",
            trigger: `${DASHBOARD}:not(:has(.o_onetoone_running)) .o_onetoone_as_of`,
        },
    ],
});
