import {click, see, write} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

const ROW = ".o_data_row:contains('Fallen Ltd')";

registry.category("web_tour.tours").add("onetoone_call_today", {
    steps: () => [
        see("Whose stake is largest stands first", `${ROW}:first`),
        see("Why he is to be called", `${ROW} :contains('Bought nothing')`),
        see("His number can be called", `${ROW} a[href='tel:+49301234']`),
        click("Write", `${ROW} button[name=action_write]`),
        see(
            "The letter waits to be changed",
            ".modal .o_mail_composer_form_view :contains('quieter between us')"
        ),
        click("Do not send it", ".modal .btn-close"),
        click("Log a call", `body:not(.modal-open) ${ROW} button[name=action_call]`),
        see("What it is about", ".modal :contains('Bought nothing')"),
        write(
            "Note what was said",
            ".modal .o_field_widget[name=feedback] textarea",
            "Wants a visit"
        ),
        click("Log the call", ".modal button[name=action_log]"),
        see("Nobody is left", ".o_view_nocontent :contains('Nobody needs you today')"),
    ],
});
