import {click, see} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const PAGE = ".o_onetoone_what_if";
const REACHABLE = `${PAGE} .o_onetoone_what_if_number:contains('reachable')`;

function assert(condition, message) {
    if (!condition) {
        throw new Error(message);
    }
}

/** Everything stays inside the page, also on a phone, and has its label. */
function fits() {
    for (const input of document.querySelectorAll(`${PAGE} input`)) {
        const {left, right} = input.getBoundingClientRect();
        assert(left >= 0 && right <= window.innerWidth, "A field leaves the page");
        assert(input.labels.length || input.ariaLabel, "A field has no label");
    }
}

registry.category("web_tour.tours").add("onetoone_what_if", {
    steps: () => [
        stepUtils.autoExpandMoreButtons(),
        click("Ask what if", ".oe_stat_button:contains('What If')"),
        {
            content: "The stored readiness is there",
            trigger: `${PAGE} .o_onetoone_readiness:contains('36.8')`,
            run: fits,
        },
        {
            content: "Everybody can be reached",
            trigger: `${REACHABLE} input[type=number]`,
            run: "edit 95",
        },
        see(
            "The readiness moves at once",
            `${PAGE} .o_onetoone_readiness:contains('55.6')`
        ),
        see(
            "So does the stage",
            `${PAGE} [data-stage=identify] .o_onetoone_difference:contains('+37.5')`
        ),
        click("Take it back", `${PAGE} .o_onetoone_reset`),
        see(
            "It is as it was stored",
            `${PAGE}:has(.o_onetoone_reset:disabled) .o_onetoone_readiness:contains('36.8')`
        ),
    ],
});
