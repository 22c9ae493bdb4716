import {stepUtils} from "@web_tour/tour_utils";

/** Steps that tours share: what a user sees, clicks, writes and opens. */

export const see = (content, trigger) => ({content, trigger});

export const click = (content, trigger) => ({content, trigger, run: "click"});

export const write = (content, trigger, text) => ({
    content,
    trigger,
    run: `edit ${text}`,
});

export const openApp = (content, menu) => [
    stepUtils.showAppsMenuItem(),
    click(content, `.o_app[data-menu-xmlid='${menu}']`),
];

/** Open an entry of a menu of the app. */
export const openMenu = (content, menu, entry) => [
    click(`${content}: unfold the menu`, `button[data-menu-xmlid='${menu}']`),
    click(content, `.o-dropdown--menu [data-menu-xmlid='${entry}']`),
];

/** Click a button above a form, also where there is only room for it under "More". */
export const clickStatButton = (content, name) => [
    stepUtils.autoExpandMoreButtons(),
    click(content, `.oe_stat_button[name='${name}']`),
];

/** See that texts are shown as a whole, not cut off for want of room. */
export const readWhole = (content, trigger) => ({
    content,
    trigger,
    run({queryAll}) {
        for (const text of queryAll(trigger)) {
            if (text.scrollWidth > text.clientWidth) {
                throw new Error(`Cut off: ${text.textContent}`);
            }
        }
    },
});
