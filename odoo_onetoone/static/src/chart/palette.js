import {cookie} from "@web/core/browser/cookie";
import {getCustomColor} from "@web/core/colors/colors";

// name: [on a bright ground, on a dark one]; shades of Odoo's own charts that stand
// out from both grounds (3 to 1) and are told apart by the colour-blind
const COLORS = {
    readiness: ["#3A3580", "#8481DD"],
    opinion: ["#7F4295", "#A76DBC"],
    evidence: ["#0E8270", "#43C5B1"],
    target: ["#545B70", "#A4A8B6"],
    inside: ["#5752D1", "#8481DD"],
    outside: ["#BE5D10", "#F4A261"],
};

/**
 * @param {String} name of what is drawn
 * @returns {String} its colour, the same in charts and bars
 */
export function colorOf(name) {
    return getCustomColor(cookie.get("color_scheme"), ...COLORS[name]);
}

/**
 * @returns {String} the colours as a style: variables for what CSS draws
 */
export function paletteStyle() {
    return Object.keys(COLORS)
        .map((name) => `--onetoone-${name}: ${colorOf(name)};`)
        .join(" ");
}
