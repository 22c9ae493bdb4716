import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {redirect} from "@web/core/utils/urls";

/** Tells the person who asked for a file that it is ready, or why there is none. */
export const storedFileService = {
    dependencies: ["bus_service", "notification"],
    start(env, {bus_service: bus, notification}) {
        bus.subscribe("onetoone_report_file", ({title, message, url}) => {
            const download = {
                name: _t("Download"),
                primary: true,
                onClick: () => redirect(url),
            };
            notification.add(message, {
                title,
                type: url ? "success" : "danger",
                sticky: true,
                buttons: url ? [download] : [],
            });
        });
        bus.start();
    },
};

registry.category("services").add("onetoone_stored_file", storedFileService);
