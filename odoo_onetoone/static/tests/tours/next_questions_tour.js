import {registry} from "@web/core/registry";

const WIDGET = ".o_onetoone_next_questions";
const KNOWN = ".o_onetoone_answers";

function assert(condition, message) {
    if (!condition) {
        throw new Error(message);
    }
}

function question(number) {
    return `${WIDGET} .o_onetoone_question:nth-of-type(${number})`;
}

function assertAsked(...expected) {
    const labels = [...document.querySelectorAll(`${WIDGET} label`)];
    const asked = labels.map((label) => label.textContent.trim());
    assert(
        asked.join() === expected.join(),
        `Asked ${asked.join()} instead of ${expected.join()}`
    );
}

/** Everything that is shown or typed in stays inside the page, also on a phone. */
function assertFitsThePage() {
    const widget = document.querySelector(WIDGET);
    const {right, width} = widget.getBoundingClientRect();
    assert(width > 200, `The questions are only ${width} pixels wide`);
    assert(right <= window.innerWidth, "The questions reach beyond the page");
    for (const part of widget.querySelectorAll("input, select, button")) {
        const bounds = part.getBoundingClientRect();
        assert(bounds.right <= right + 1, "A part reaches beyond the questions");
        assert(bounds.height >= 40, "A part is too small for a thumb");
    }
    for (const label of widget.querySelectorAll("label")) {
        assert(label.control, "A question has no field that it labels");
    }
}

function assertTypedTextIsKept() {
    const website = document.querySelector("[name=website] input");
    assert(website.value === "ada.example", "What was typed before is gone");
}

registry.category("web_tour.tours").add("onetoone_next_questions", {
    steps: () => [
        {
            content: "Change something else on the form, and do not save it",
            trigger: "[name=website] input",
            run: "edit ada.example && press Tab",
        },
        {
            content: "Open the tab",
            trigger: ".o_notebook .nav-link[name=onetoone]",
            run: "click",
        },
        {
            content: "The two most useful questions are asked",
            trigger: question(2),
            run() {
                assertAsked("What matters?", "Who decides?");
                assertFitsThePage();
            },
        },
        {
            content: "There is nothing to save yet",
            trigger: `${question(1)} button[type=submit]:disabled`,
        },
        {
            content: "Choose an answer",
            trigger: `${question(1)} select`,
            run: "selectByLabel Speed",
        },
        {
            content: "Save it",
            trigger: `${question(1)} button[type=submit]:enabled`,
            run: "click",
        },
        {
            content: "The question is gone and the next one is there",
            trigger: `${question(2)} label:contains(When next?)`,
            run() {
                assertAsked("Who decides?", "When next?");
                assertTypedTextIsKept();
                assert(
                    document.activeElement === document.querySelector(WIDGET),
                    "The focus got lost"
                );
            },
        },
        {
            content: "That it was saved is said aloud",
            trigger: `${WIDGET} [role=status]:contains(saved)`,
        },
        {
            content: "The other question got no answer",
            trigger: `${question(1)} button:contains(Not now)`,
            run: "click",
        },
        {
            content: "Answer with a day, by the keyboard",
            trigger: `${question(1)} input[type=date]`,
            run() {
                // a browser gives a day as a whole, not letter by letter
                this.anchor.focus();
                this.anchor.value = "2026-03-31";
                this.anchor.dispatchEvent(new Event("input", {bubbles: true}));
            },
        },
        {
            content: "Enter saves",
            trigger: `${question(1)} input[type=date]`,
            run: "press Enter",
        },
        {
            content: "A number is asked as a number",
            trigger: `${question(1)} input[type=number]`,
            run() {
                assertAsked("How many?", "What else?");
                assertTypedTextIsKept();
                assertFitsThePage();
            },
        },
        {
            content: "Save the form",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "What we know is shown",
            trigger: `${KNOWN} dd:contains(Speed)`,
        },
        {
            content: "Write something that must stay text",
            trigger: `${question(2)} input[type=text]`,
            run: "edit <b>Everything</b>",
        },
        {
            content: "Save it, with nothing else unsaved",
            trigger: `${question(2)} button[type=submit]:enabled`,
            run: "click",
        },
        {
            content: "It is shown at once, and is text",
            trigger: `${KNOWN} dd:contains(Everything)`,
            run() {
                const known = document.querySelector(KNOWN);
                assert(!known.querySelector("b"), "A text was taken for HTML");
                assert(
                    known.textContent.includes("<b>Everything</b>"),
                    "A text lost a part"
                );
                assertAsked("How many?");
            },
        },
        {
            content: "The last question",
            trigger: `${question(1)} button:contains(Not now)`,
            run: "click",
        },
        {
            content: "Nothing is left, and the form is up to date",
            trigger: `${WIDGET}[aria-busy=false] .o_onetoone_no_question:contains(Nothing to ask)`,
        },
    ],
});

registry.category("web_tour.tours").add("onetoone_lead_questions", {
    steps: () => [
        {
            content: "The card says what to ask next; open it",
            trigger: ".o_kanban_record:contains(Deal):contains(What matters?)",
            run: "click",
        },
        {
            content: "Open the tab of the lead",
            trigger: ".o_notebook .nav-link[name=onetoone_qualification]",
            run: "click",
        },
        {
            content: "Answer in text",
            trigger: `${question(2)} input[type=text]`,
            run: "edit Her daughter",
        },
        {
            content: "Save it",
            trigger: `${question(2)} button[type=submit]:enabled`,
            run: "click",
        },
        {
            content: "The next question is there",
            trigger: `${question(2)} label:contains(When next?)`,
        },
        {
            content: "The answer, too",
            trigger: `${KNOWN} dd:contains(Her daughter)`,
        },
        {
            content: "Open all that was learnt",
            trigger: "button[name=action_open_onetoone_learnings]",
            run: "click",
        },
        {
            content: "It is listed",
            trigger: ".o_list_view .o_data_row [name=answer]:contains(Her daughter)",
        },
    ],
});
