import {
    click,
    openApp,
    openMenu,
    see,
    write,
} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

const DASHBOARD = ".o_onetoone_dashboard";

const field = (name) => `.o_form_view .o_field_widget[name='${name}']`;
const step = (code) => `${DASHBOARD} .o_onetoone_first_steps [data-step='${code}']`;
const openConfiguration = (content, entry) =>
    openMenu(
        content,
        "odoo_onetoone.menu_configuration",
        `odoo_onetoone.menu_${entry}`
    );
const isReady = see(
    "It can be read",
    ".o_form_saved .o_arrow_button_current:contains('Ready')"
);
const save = click("Save", ".o_form_button_save:visible");
/** Choose a value of a selection by its name. */
const pick = (content, trigger, text) => [
    click(`${content}: unfold the values`, `${trigger} input`),
    click(content, `.o_select_menu_item:contains('${text}')`),
];

const firstNumbers = [
    ...openApp("Open the app", "odoo_onetoone.menu_root"),
    see("Sources were found", `${step("measure")} li:contains('Purchases')`),
    see("People are to be asked later", `${step("invite")}:contains('A round asks')`),
    see("No number is shown yet", `${DASHBOARD}:not(:has(.o_onetoone_number))`),
    click("Measure what there is", `${step("measure")} button:contains('Measure Now')`),
    see("The first numbers", `${DASHBOARD} .o_onetoone_reading .o_onetoone_number`),
    see(
        "The first step is done",
        `${DASHBOARD}:not(:has(.o_onetoone_running)) [data-step='measure'] .fa-check`
    ),
    see("The next one is to invite", `${step("invite")}[aria-current='step']`),
];

const brokenSource = [
    see(
        "A source is broken",
        `${DASHBOARD} .o_onetoone_broken li:contains('customer_of_mine does not exist')`
    ),
    click("What is wrong there?", ".o_onetoone_broken button"),
    see("A source that was found", ".o_data_row:contains('Ready')"),
    see(
        "One that needs another addon says so",
        ".o_data_row:contains('Not Installed'):contains('is installed')"
    ),
    click("The broken one", ".o_data_row:contains('Broken') [name='name']"),
    see("Why it is broken", ".alert:contains('customer_of_mine does not exist')"),
    write("Correct it", `${field("partner_field")} input`, "partner_id"),
    save,
    isReady,
];

const ownSource = [
    ...openConfiguration("All sources", "sources"),
    click("One of our own", ".o_list_button_add"),
    ...pick("What it tells", field("kind"), "Interactions"),
    write("Look for its documents", `${field("model_id")} input`, "Survey User Input"),
    click("Where from", ".o-autocomplete--dropdown-item:contains('Survey User Input')"),
    see(
        "Its fields are proposed",
        `${field("partner_field")} input:value('partner_id')`
    ),
    write("What we call it", `${field("name")} input`, "Web questionnaires"),
    save,
    isReady,
    ...openConfiguration("All sources", "sources"),
    see("It is one of them", ".o_data_row:contains('Web questionnaires')"),
];

const settings = [
    ...openConfiguration("The settings", "settings"),
    write("A longer window", "[name='onetoone_window_months'] input", 24),
    {...save, expectUnloadPage: true},
    see("It is kept", "[name='onetoone_window_months'] input:value('24')"),
    see("What indexes cost", "[name='onetoone_index_summary']:contains('Creating')"),
    click("Have them", "button[name='action_onetoone_create_indexes']"),
    {
        ...click("Go on", ".modal-footer .btn-primary"),
        expectUnloadPage: true,
    },
    see("They will be there", "button[name='action_onetoone_drop_indexes']"),
];

const colleague = [
    ...openApp("Open Odoo's settings", "base.menu_administration"),
    ...openMenu("The users", "base.menu_users", "base.menu_action_res_users"),
    click("Rita", ".o_data_row:contains('Rita') [name='name']"),
    click("Her rights", ".o_notebook .nav-link[name='access_rights']"),
    ...pick(
        "She shall see all results",
        "[name='group_ids'] .o_wrap_label:has(label:contains('One-to-One')) + .o_wrap_input",
        "Analyst: All Results"
    ),
    save,
    see("She may", ".o_form_saved"),
];

registry.category("web_tour.tours").add("onetoone_administrator_first_day", {
    steps: () => [...firstNumbers, ...brokenSource, ...ownSource],
});

registry.category("web_tour.tours").add("onetoone_administrator_settings", {
    steps: () => [
        ...openApp("Open the app", "odoo_onetoone.menu_root"),
        ...settings,
        ...colleague,
    ],
});
