import {_t} from "@web/core/l10n/translation";

/** The colours: from which opinion on, and what stands in the legend. */
export const BANDS = [
    {from: 0, name: "0–19"},
    {from: 20, name: "20–39"},
    {from: 40, name: "40–59"},
    {from: 60, name: "60–79"},
    {from: 80, name: "80–100"},
];

/**
 * @param {Number} value 0 to 100
 * @returns {Number} the number of its band; the shown, rounded number decides
 */
export function bandOf(value) {
    return BANDS.findLastIndex(({from}) => Math.round(value) >= from);
}

/**
 * @param {String} code why there is no number
 * @param {Number} minimum of answers that a number must rest on
 * @returns {Object} {code, short, long}: for the cell and for the note below
 */
export function explainReason(code, minimum) {
    const texts = {
        not_asked: [
            _t("not asked"),
            _t("Nothing of it stands in the questionnaires of the group."),
        ],
        no_answers: [_t("nobody answered"), _t("Nobody answered.")],
        too_few_answers: [
            _t("fewer than %(minimum)s answers", {minimum}),
            _t("A number must rest on at least %(minimum)s answers.", {minimum}),
        ],
        no_weight: [
            _t("no weight"),
            _t("The weights of all groups that answered are zero."),
        ],
        would_reveal: [
            _t("would reveal"),
            _t("With the other numbers it would reveal what a few people said."),
        ],
        not_shown: [
            _t("too few"),
            _t(
                "Fewer than %(minimum)s answered, or with the other numbers it would reveal what fewer than %(minimum)s said.",
                {minimum}
            ),
        ],
        from_parts: [
            _t("in its parts"),
            _t("Made from other dimensions, which are shown on their own."),
        ],
    };
    const [short, long] = texts[code];
    return {code, short, long};
}
