import {formatDate} from "@web/core/l10n/dates";

const {DateTime} = luxon;

/**
 * @returns {Object} an axis of dates for a chart: milliseconds, read as the user does
 */
export function dateAxis() {
    return {
        bounds: "data",
        type: "linear",
        ticks: {
            autoSkip: true,
            callback: (milliseconds) => formatDate(DateTime.fromMillis(milliseconds)),
            maxRotation: 0,
            maxTicksLimit: 4,
        },
    };
}
