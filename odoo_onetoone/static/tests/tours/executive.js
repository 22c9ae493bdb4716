import {click, see} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

const BOARD = ".o_onetoone_dashboard";
const IDENTIFY = `${BOARD} .o_onetoone_stage_card[data-code=identify]`;

const isAt = (name) =>
    see(`It is ${name}`, `.o_last_breadcrumb_item:contains('${name}')`);
const back = () => [
    click("Go back", ".o_breadcrumb .o_back_button"),
    see("The dashboard is there again", `${BOARD} .o_onetoone_big`),
];

registry.category("web_tour.tours").add("onetoone_executive", {
    steps: () => [
        see("Where we stand", `${BOARD} .o_onetoone_big:contains('39.4')`),
        see("What to make of it", `${BOARD} .o_onetoone_verdict [data-verdict]`),
        {
            content: "All of it fits the width of the screen",
            trigger: `${BOARD} .o_onetoone_aspects canvas`,
            run() {
                for (const part of document.querySelectorAll(
                    `${BOARD}, ${BOARD} .o_content`
                )) {
                    if (part.scrollWidth > part.clientWidth) {
                        throw new Error(`${part.className} is too wide`);
                    }
                }
            },
        },
        click(
            "What do people say of the first stage?",
            `${IDENTIFY} [data-bar=opinion]`
        ),
        isAt("Identify"),
        ...back(),
        click("What do the records show of it?", `${IDENTIFY} [data-bar=evidence]`),
        {
            content: "The page went down to its indicators",
            trigger: `${BOARD} .o_onetoone_stage[data-code=identify] h3`,
            run() {
                if (document.activeElement !== this.anchor) {
                    throw new Error("The heading of the stage has no focus");
                }
            },
        },
        click("What to do about the largest gap?", `${BOARD} .o_onetoone_gap button`),
        see("The proposals, best first", ".o_data_row:contains('Do reach')"),
        ...back(),
        click("Who needs us today?", `${BOARD} [data-kind=orphan] button`),
        isAt("Nobody Responsible"),
        ...back(),
        click(
            "The radar as a table",
            `${BOARD} .o_onetoone_aspects .o_onetoone_toggle`
        ),
        see(
            "Numbers to read",
            `${BOARD} .o_onetoone_aspects td:visible:contains('33')`
        ),
    ],
});
