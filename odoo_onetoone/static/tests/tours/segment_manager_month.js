import {
    click,
    clickStatButton,
    openApp,
    openMenu,
    readWhole,
    see,
    write,
} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

const RULE = ".o_field_widget[name=domain] .o_tree_editor_condition";
const SEGMENT = "Large buyers";
const MEMBERS = "button[name=action_open_customers] .o_stat_value";

const field = (name) => `.o_form_view .o_field_widget[name='${name}']`;
const openTab = (name) =>
    click(`Turn to ${name}`, `.o_notebook .nav-link[name='${name}']`);
const openSegments = (content, entry) =>
    openMenu(content, "odoo_onetoone.menu_segments_root", entry);
const isAtSegment = see(
    "It is the segment",
    `.o_last_breadcrumb_item:contains('${SEGMENT}')`
);
const goBack = [
    click("Back to the segment", `.breadcrumb-item:contains('${SEGMENT}') a`),
    isAtSegment,
];
const save = [
    click("Save", ".o_form_button_save:visible"),
    see("It is saved", ".o_form_saved"),
];
const isWorth = (count, value) => [
    see(`${count} fit`, `${field("live_count")}:text('${count}')`),
    see(`They are worth ${value}`, `${field("live_value")}:contains('${value}')`),
];
const stands = (level, nextStep) => [
    see(`It stands at ${level}`, `${field("management_level")}:text('${level}')`),
    see("What is next", `${field("next_step")}:text('${nextStep}')`),
];
/** Choose a record by what its name contains. */
const choose = (content, name, text) => [
    write(`${content}: look for it`, `${field(name)} input`, text),
    // what was looked for is marked: it is no longer the list of all
    click(content, `.o-autocomplete--dropdown-item .text-primary:contains('${text}')`),
];

const newSegment = [
    ...openApp("Open One-to-One", "odoo_onetoone.menu_root"),
    ...openSegments("My segments", "odoo_onetoone.menu_segments"),
    readWhole("What the columns say", ".o_list_view th .text-truncate"),
    click("A new one", ".o_list_button_add"),
    write("Its name", `${field("name")} input, ${field("name")} textarea`, SEGMENT),
    ...choose("Its division", "division_id", "By value"),
    click("One more rule", ".o_field_widget[name=domain] a:contains('New Rule')"),
    click("About what?", `${RULE}:eq(1) .o_model_field_selector`),
    write("Look for it", ".o_model_field_selector_popover_search input", "Value"),
    click(
        "About their value",
        ".o_model_field_selector_popover_item[data-name=monetary] button"
    ),
    see("The rule asks it", `${RULE}:eq(1) .o_model_field_selector:contains('Value')`),
    {
        content: "It must be large",
        trigger: `${RULE}:eq(1) select:has(option:contains('greater than'))`,
        run: "selectByLabel greater than",
    },
    ...isWorth(3, "1,800.00"),
    {
        content: "How large?",
        trigger: `${RULE}:eq(1) .o_tree_editor_editor:eq(2) input`,
        run: "edit 500 && press Tab",
    },
    ...isWorth(2, "1,500.00"),
    ...save,
    ...stands(0, "Let its members be worked out once."),
    click("Who belongs to it?", "button[name=action_refresh_members]"),
    see("Two do", `${MEMBERS}:text('2')`),
    ...stands(1, "Name who gets its results regularly."),
];

const people = [
    openTab("management"),
    ...choose("Who gets its results?", "report_user_ids", "Rita"),
    ...stands(2, "Name a segment manager."),
    ...choose("Who manages it?", "manager_id", "Mona"),
    ...stands(
        3,
        "Write a guideline for: E-mail, Phone, Meeting. Then give its manager a budget."
    ),
];

/** Add a line to a list of the form; ``number`` is how many there are already. */
const addLine = (list, number) =>
    click(
        "One more line",
        `${field(list)}:not(:has(.o_data_row:eq(${number}))) a:contains('Add a line')`
    );
const cell = (list, number, name) =>
    `${field(list)} .o_data_row:eq(${number}).o_selected_row [name='${name}']`;
const pick = (content, list, number, name, text) => [
    click(content, `${cell(list, number, name)} input`),
    click(text, `.o_select_menu_item:contains('${text}')`),
    see(
        "It is picked",
        `body:not(:has(.o_select_menu_menu)) ${cell(list, number, name)} input:value('${text}')`
    ),
];

const guideline = (number, channel, minimum, maximum) => {
    const inputOf = (name) => `${cell("guideline_ids", number, name)} input`;
    return [
        addLine("guideline_ids", number),
        ...pick("By what?", "guideline_ids", number, "channel", channel),
        write("Not more often than", inputOf("min_interval_days"), minimum),
        write("But as often as", inputOf("max_interval_days"), maximum),
    ];
};

const guidelines = [
    openTab("guidelines"),
    readWhole("What the columns say", `${field("guideline_ids")} th .text-truncate`),
    ...guideline(0, "E-mail", 14, 60),
    ...stands(
        3,
        "Write a guideline for: Phone, Meeting. Then give its manager a budget."
    ),
    ...guideline(1, "Phone", 30, 90),
    ...stands(3, "Write a guideline for: Meeting. Then give its manager a budget."),
    ...guideline(2, "Meeting", 90, 365),
    ...stands(3, "Give its manager a budget."),
    openTab("management"),
    write("Its budget", `${field("budget")} input`, "5000 && press Tab"),
    ...stands(4, "Let its manager answer for profit and loss."),
];

const propositions = [
    openTab("propositions"),
    addLine("proposition_ids", 0),
    ...pick("What do we offer?", "proposition_ids", 0, "element", "Service"),
    write(
        "What do they gain?",
        `${cell("proposition_ids", 0, "benefit")} input`,
        "No standstill"
    ),
    write(
        "How is it checked?",
        `${cell("proposition_ids", 0, "standard")} input`,
        "An answer the same day"
    ),
    ...pick(
        "What tells it?",
        "proposition_ids",
        0,
        "measure",
        "Hours to the first answer"
    ),
    write("At most", `${cell("proposition_ids", 0, "limit")} input`, 8),
];

const plans = [
    openTab("plans"),
    addLine("plan_ids", 0),
    write(
        "What is planned",
        ".modal [name=name] input, .modal [name=name] textarea",
        "A service contract for every machine"
    ),
    click("Keep the plan", ".modal .o_form_button_save"),
    see(
        "It is planned",
        `${field("plan_ids")} .o_data_row:contains('service contract')`
    ),
    ...save,
    ...stands(4, "Let its manager answer for profit and loss."),
];

const segment = [
    ...openApp("Open One-to-One", "odoo_onetoone.menu_root"),
    ...openSegments("My segments", "odoo_onetoone.menu_segments"),
    click("The large buyers", `.o_data_row:contains('${SEGMENT}') [name=name]`),
    isAtSegment,
    see("Three belong to it now", `${MEMBERS}:text('3')`),
    openTab("results"),
    see("What they are worth", `${field("value")}:contains('2,100.00')`),
];

const results = [
    ...clickStatButton("Its profit and loss", "action_open_results"),
    see(
        "All they bought, without scrolling",
        ".o_pivot tr:has(th:contains('Total')) .o_pivot_cell_value:text('$ 2,100.00'):viewPort"
    ),
    ...goBack,
    ...clickStatButton("Who joined and left?", "action_open_members"),
    see("Ann joined", ".o_data_row:contains('Ann')"),
    ...goBack,
];

const activities = [
    click(
        "Plan something with all",
        ".o_statusbar_buttons button:contains('Plan Act')"
    ),
    see("Who gets it", ".modal :contains('Members to plan for: 3.')"),
    write("What it is", ".modal [name=summary] input", "Offer the contract"),
    click("Plan it", ".modal button[name=action_plan]"),
    see("It is planned", ".o_notification:contains('Activities planned: 3.')"),
    see("It is the segment again", `body:not(.modal-open) ${field("name")}`),
];

const flow = [
    ...openSegments("Where do they come from?", "odoo_onetoone.menu_segment_flow"),
    see(
        "Three came",
        `.o_pivot table:has(th:contains('${SEGMENT}')) .o_pivot_cell_value:text('3')`
    ),
    ...openSegments("Back to my segments", "odoo_onetoone.menu_segments"),
    see(
        "It stands at 4",
        `.o_data_row:contains('${SEGMENT}') [name=management_level]:text('4')`
    ),
];

registry.category("web_tour.tours").add("onetoone_segment_manager_sets_up", {
    steps: () => [...newSegment, ...people, ...guidelines, ...propositions, ...plans],
});

registry.category("web_tour.tours").add("onetoone_segment_manager_looks_back", {
    steps: () => [...segment, ...results, ...activities, ...flow],
});
