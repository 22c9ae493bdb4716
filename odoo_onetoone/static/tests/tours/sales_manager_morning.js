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

const ALERT = ".o_data_row:contains('Fallen Ltd')";
const QUESTION = ".o_onetoone_next_questions .o_onetoone_question:nth-of-type(1)";
const RECIPIENTS = ".o_field_widget[name=mailing_domain]";
const openSales = (content, entry) => openMenu(content, "crm.crm_menu_sales", entry);
const goBack = (content, name) =>
    click(content, `.o_breadcrumb .breadcrumb-item:contains('${name}') a`);
const isAt = (content, name) =>
    see(content, `.o_last_breadcrumb_item:contains('${name}')`);

const callList = [
    ...openApp("Open the CRM", "crm.crm_menu_root"),
    ...openSales("Whom must my team call?", "odoo_onetoone.menu_crm_call_today_team"),
    click("Look at the customers of Sam", ".o_group_header:contains('Sam')"),
    see("Whose stake is largest stands first", `${ALERT}:first`),
    see("Why he is to be called", `${ALERT} :contains('95 % less')`),
    readWhole(
        "The longest kind of alert",
        ".o_data_cell[name=kind]:contains('Valuable Customer Lost')"
    ),
];

const customer = [
    click("Open the customer", `${ALERT} button[name=action_open_customer]`),
    isAt("It is the customer", "Fallen Ltd"),
    click("What do we know of him?", ".o_notebook .nav-link[name=onetoone]"),
    see("His alert", ".o_onetoone_alert_cards :contains('95 % less')"),
    see("What to ask next", `${QUESTION} label:text('What matters?')`),
    {
        content: "He says what matters to him",
        trigger: `${QUESTION} select`,
        run: "selectByLabel Speed",
    },
    click("Keep that", `${QUESTION} button[type=submit]:enabled`),
    see("Now we know it", ".o_onetoone_answers dd:contains('Speed')"),
    see("The next question", `${QUESTION} label:text('Who decides?')`),
];

const history = [
    ...clickStatButton("How often did we talk?", "action_open_onetoone_history"),
    isAt("His history", "Contact History"),
    see("Somebody wrote to him", ".o_data_row:contains('E-mail'):contains('Sam')"),
    goBack("Back to the customer", "Fallen Ltd"),
    see("His answer is still there", ".o_onetoone_answers dd:contains('Speed')"),
    goBack("Back to the list of calls", "Call Today"),
];

const call = [
    click("Log the call", `${ALERT} button[name=action_call]`),
    see("What it is about", ".modal :contains('95 % less')"),
    write(
        "Note what was said",
        ".modal .o_field_widget[name=feedback] textarea",
        "Wants a visit"
    ),
    click("Log it", ".modal button[name=action_log]"),
    see(
        "He is gone, the other one still waits",
        `.o_list_view:not(:has(${ALERT})) .o_data_row:contains('Lost Ltd')`
    ),
    click(
        "Look at those that are closed, too",
        ".o_searchview_facet:contains('Open') .o_facet_remove"
    ),
    see("His alert is closed", `${ALERT}.text-muted:not(:has([name=action_call]))`),
];

const mailing = [
    ...openSales("Write to a segment", "odoo_onetoone.menu_crm_segments"),
    click("Open it", ".o_data_row:contains('Key accounts') [name=name]"),
    click("Send them a mailing", "button[name=action_send_mailing]"),
    click("Its members get it", `${RECIPIENTS} button:contains('2 record(s)')`),
    see("One of them", ".modal .o_data_row:contains('Fallen Ltd')"),
    see("The other one", ".modal .o_data_row:contains('Steady Ltd')"),
    click("Close the list", ".modal .btn-close"),
    write("What it is about", "[name=subject] textarea, [name=subject] input", "News"),
    click("Keep it as a draft", ".o_form_button_save"),
    see("It is kept", ".o_form_saved .o_arrow_button_current:contains('Draft')"),
    isAt("It bears its name", "News"),
];

registry.category("web_tour.tours").add("onetoone_sales_manager_morning", {
    steps: () => [...callList, ...customer, ...history, ...call, ...mailing],
});
