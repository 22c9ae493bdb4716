import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";

/**
 * @param {Number|Boolean} number false where there is none
 * @param {Number} [digits]
 * @returns {String} the number, or a dash
 */
export function shown(number, digits = 0) {
    return number === false ? "–" : formatFloat(number, {digits: [16, digits]});
}

/**
 * @param {Number} number of points
 * @returns {String} with its sign, also a plus
 */
export function signed(number) {
    const text = shown(number, 1);
    return number > 0 ? `+${text}` : text;
}

/**
 * @param {Number} steps by which people place the company above its records
 * @returns {String}
 */
export function describeSayDo(steps) {
    const count = shown(Math.abs(steps), Number.isInteger(steps) ? 0 : 1);
    if (steps === 0) {
        return _t("People say what the records show.");
    }
    if (Math.abs(steps) === 1) {
        return steps > 0
            ? _t("People say one step more than the records show.")
            : _t("People say one step less than the records show.");
    }
    return steps > 0
        ? _t("People say %(count)s steps more than the records show.", {count})
        : _t("People say %(count)s steps less than the records show.", {count});
}
