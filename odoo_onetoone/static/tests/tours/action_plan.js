import {
    click,
    clickStatButton,
    openApp,
    openMenu,
    see,
} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

const row = (name) => `.o_list_view .o_data_row:contains('${name}')`;
const card = (name) => `.o_kanban_record:contains('${name}')`;
const column = (state) => `.o_kanban_group:has(.o_column_title:contains('${state}'))`;

const choose = [
    ...openApp("Open One-to-One", "odoo_onetoone.menu_root"),
    ...openMenu(
        "The rounds",
        "odoo_onetoone.menu_assessments",
        "odoo_onetoone.menu_rounds"
    ),
    click("The closed one", `${row("First")} [name=name]`),
    ...clickStatButton("What does it propose?", "action_open_proposals"),
    see(
        "The best comes first, with its reason",
        ".o_data_row:eq(0):contains('Do known'):contains('10.0 points short of 50.0')"
    ),
    click("Choose it", `${row("Do known")} .o_list_record_selector input`),
    click("And another", `${row("Do reach")} .o_list_record_selector input`),
    click("Accept both", ".o_control_panel button[name=action_accept]"),
];

const accept = [
    see("Both will be planned", ".modal .o_data_row:eq(1):contains('Do reach')"),
    click("Plan them", ".modal button[name=action_accept]"),
    see("They are planned", ".o_notification:contains('Actions planned: 2.')"),
    see("What is left to propose", `.o_list_view:not(:has(${row("Do known")}))`),
    click("Not this one", `${row("Do use")} .o_list_record_selector input`),
    click("It is not for us", ".o_control_panel button[name=action_drop]"),
    see("Nothing is left", ".o_view_nocontent:contains('Nothing is proposed')"),
];

const work = [
    ...openMenu("The plan", "odoo_onetoone.menu_plan", "odoo_onetoone.menu_actions"),
    see("It is to do", `${column("To Do")} ${card("Do known")}`),
    see("What is dropped is here", `${column("Dropped")} ${card("Do use")}`),
    {
        content: "It is done",
        trigger: `${column("To Do")} ${card("Do known")}`,
        run: `drag_and_drop(${column("Done")})`,
    },
    see("It stays there", `${column("Done")} ${card("Do known")}`),
    click("Open the other", `${column("To Do")} ${card("Do reach")}`),
    see("Why it is planned", ".o_form_view [name=reason]:contains('17.5 points')"),
    see(
        "Where it stands and should stand",
        ".o_form_view .o_field_widget[name=target] input:value('50.0')"
    ),
];

registry.category("web_tour.tours").add("onetoone_action_plan", {
    steps: () => [...choose, ...accept, ...work],
});
