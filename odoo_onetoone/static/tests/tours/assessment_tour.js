import {
    click,
    openApp,
    openMenu,
    see,
    write,
} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const ROUND = "Readiness of the year";
const LEFT_OUT = [
    "Strategy Team",
    "Executives",
    "Middle Managers",
    "Front Line",
    "Partners",
];
const STAFF = ["Anna", "Boris", "Clara", "Diego", "Elena"];
const CUSTOMERS = ["Xaver", "Yvonne", "Zoe"];

const field = (name) => `.o_form_view .o_field_widget[name='${name}']`;
const inWizard = (name) => `.modal .o_field_widget[name='${name}']`;
const group = (name) => `${field("group_ids")} .o_data_row:contains('${name}')`;
const openTab = (name) =>
    click(`Turn to ${name}`, `.o_notebook .nav-link[name='${name}']`);
const isAt = (content, name) =>
    see(content, `.o_last_breadcrumb_item:contains('${name}')`);
const goBack = [
    click("Back to the round", `.o_breadcrumb .breadcrumb-item:contains('${ROUND}') a`),
    isAt("It is the round", ROUND),
];
const isIn = (state) =>
    see(`It is ${state}`, `.o_arrow_button_current:contains('${state}')`);
const confirm = click("Confirm", ".modal-footer .btn-primary");
const open = (name) => [
    stepUtils.autoExpandMoreButtons(),
    click(`Look at: ${name}`, `.oe_stat_button:contains('${name}')`),
];

const newRound = [
    ...openApp("Open the app", "odoo_onetoone.menu_root"),
    click("Start a round", "[data-step='invite'] button:contains('Start a Round')"),
    write("Its name", `${field("name")} input, ${field("name")} textarea`, ROUND),
    openTab("groups"),
    ...LEFT_OUT.map((name) =>
        click(
            `Do not ask: ${name}`,
            `${group(name)} .o_list_record_remove button, ${group(name)} .o_list_record_remove`
        )
    ),
    see("Two are left", `${field("group_ids")}:not(:has(.o_data_row:eq(2)))`),
    openTab("targets"),
    click("One more target", `${field("target_ids")} a:contains('Add a line')`),
    write("Of what?", `${field("target_ids")} [name='dimension_id'] input`, "Identify"),
    click("Of the first stage", ".o-autocomplete--dropdown-item:text('Identify')"),
    write("How far?", `${field("target_ids")} [name='target'] input`, 60),
    click("Save", ".o_form_button_save:visible"),
    see("It is saved", ".o_form_saved"),
];

/** Choose people by name, one after the other. */
const choose = (name, people) =>
    people.flatMap((person) => [
        write(`Look for ${person}`, `${inWizard(name)} input`, person),
        click(person, `.o-autocomplete--dropdown-item:contains('${person}')`),
        see(`${person} is chosen`, `${inWizard(name)} .o_tag:contains('${person}')`),
    ]);
const add = (choice, people) => [
    click("Who takes part?", "button:contains('Add Participants')"),
    ...choice,
    see(
        "It says how many",
        `${inWizard("summary")}:contains('${people.length} can be')`
    ),
    click("Add them", ".modal button[name='action_add']"),
    click("It is done", ".o_notification:contains('added') .o_notification_close"),
];
const participants = [
    ...add(choose("user_ids", STAFF), STAFF),
    ...add(
        [
            click(
                "Customers, too",
                `${inWizard("source")} input[data-value='contacts']`
            ),
            ...choose("partner_ids", CUSTOMERS),
        ],
        CUSTOMERS
    ),
    see(
        "All of them take part",
        "button[name='action_open_participants'] .o_stat_value:text('8')"
    ),
];

const opening = [
    click("Open it", "button[name='action_open']"),
    confirm,
    isIn("Open"),
    openTab("groups"),
    see("Nobody answered", `${group("Other Staff")}:contains('fewer than 5')`),
];

const progress = [
    ...openApp("Open the app", "odoo_onetoone.menu_root"),
    ...openMenu(
        "The rounds",
        "odoo_onetoone.menu_assessments",
        "odoo_onetoone.menu_rounds"
    ),
    click("The open one", `.o_data_row:contains('${ROUND}') [name='name']`),
    isAt("It is the round", ROUND),
    openTab("groups"),
    see("The staff answered", `${group("Other Staff")} [name='progress']:text('5')`),
    see(
        "Of how many customers did is not told",
        `${group("Customers")} [name='progress']:contains('fewer than 5')`
    ),
];

const results = [
    click("Close it", "button[name='action_close']"),
    confirm,
    isIn("Closed"),
    ...open("Scores"),
    isAt("The scores", "Scores"),
    see("A stage", ".o_data_row:contains('Identify')"),
    ...goBack,
    ...open("Heat Map"),
    see("What the staff says", "th[data-block='staff']"),
    see("A number of it", ".o_onetoone_heat_map button.o_onetoone_cell:contains('33')"),
    see("Who is left out", ".o_onetoone_left_out:contains('Customers')"),
    ...goBack,
    ...open("Advice"),
    see("What they wrote", ".o_data_row:contains('Call back the same day')"),
    ...goBack,
];

const nextRound = [
    click("The next one", "button[name='action_next_round']"),
    isAt("It is prepared", `${ROUND} (next)`),
    isIn("Draft"),
    openTab("groups"),
    see("It asks the same", group("Customers")),
];

registry.category("web_tour.tours").add("onetoone_assessment_begins", {
    steps: () => [...newRound, ...participants, ...opening],
});

registry.category("web_tour.tours").add("onetoone_assessment_ends", {
    steps: () => [...progress, ...results, ...nextRound],
});
