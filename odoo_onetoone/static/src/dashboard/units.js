import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";

/**
 * @param {String} unit of an indicator
 * @returns {Object|undefined} {short, long}: how it is written, and what it means
 */
export function unitOf(unit) {
    return {
        percent: {short: "%", long: _t("percent")},
        minutes: {short: _t("min"), long: _t("minutes")},
        hours: {short: _t("h"), long: _t("working hours")},
        days: {short: _t("d"), long: _t("days")},
        months: {short: _t("mo"), long: _t("months")},
        points: {short: _t("pts"), long: _t("percentage points")},
        rating: {short: _t("of 5"), long: _t("rating from 0 to 5")},
    }[unit];
}

/**
 * @param {Number} value of an indicator
 * @param {String} unit
 * @returns {String} the number without its unit
 */
export function formatValue(value, unit) {
    return formatFloat(value, {digits: [16, unit === "count" ? 0 : 1]});
}
