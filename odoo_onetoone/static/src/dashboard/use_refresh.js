import {onWillDestroy, useState} from "@odoo/owl";
import {RPCError} from "@web/core/network/rpc";
import {browser} from "@web/core/browser/browser";
import {useService} from "@web/core/utils/hooks";

const MODEL = "onetoone.refresh";
const POLL_DELAY = 4000;
const WAIT_DELAY = 1500;

/**
 * Follow the refresh of a company and, on demand, carry it on batch by batch.
 *
 * @param {() => Promise<void>} onDone called when the refresh ended, well or not
 * @returns {{state: Object, follow: Function, run: Function}}
 */
export function useRefresh(onDone) {
    const orm = useService("orm");
    const state = useState({isRunning: false, isMine: false, progress: 0, failure: ""});
    let refreshId = false;
    let timer = null;

    function wait(delay) {
        return new Promise((resolve) => {
            timer = browser.setTimeout(resolve, delay);
        });
    }

    async function read() {
        const fields = ["state", "progress"];
        const [refresh] = await orm.silent.read(MODEL, [refreshId], fields);
        return refresh;
    }

    async function poll() {
        await wait(POLL_DELAY);
        while (!state.isMine) {
            const refresh = await read();
            if (state.isMine) {
                return;
            }
            if (refresh.state !== "running") {
                await onDone();
                return;
            }
            state.progress = refresh.progress;
            await wait(POLL_DELAY);
        }
    }

    async function runBatches() {
        // the scheduled job carries on what is left when this page is closed
        await orm.silent.call(MODEL, "action_start", [[refreshId]]);
        let before = -1;
        while (state.progress < 100) {
            if (state.progress === before) {
                // somebody else is at it, and may finish it
                await wait(WAIT_DELAY);
                if ((await read()).state !== "running") {
                    return;
                }
            }
            before = state.progress;
            state.progress = await orm.silent.call(MODEL, "action_run_batch", [
                [refreshId],
            ]);
        }
    }

    onWillDestroy(() => browser.clearTimeout(timer));

    return {
        state,

        /**
         * @param {Object} refresh the refresh as the dashboard's data tell it
         */
        follow(refresh) {
            refreshId = refresh.id;
            const isRunning = refresh.state === "running";
            const isNews = isRunning && !state.isRunning;
            Object.assign(state, {isRunning, progress: refresh.progress});
            if (refresh.state === "failed") {
                state.failure = refresh.failure;
            }
            if (isNews) {
                poll();
            }
        },

        async run() {
            if (state.isMine) {
                return;
            }
            browser.clearTimeout(timer);
            const progress = state.isRunning ? state.progress : 0;
            Object.assign(state, {
                isRunning: true,
                isMine: true,
                progress,
                failure: "",
            });
            try {
                await runBatches();
            } catch (error) {
                if (!(error instanceof RPCError)) {
                    throw error;
                }
                state.failure = error.data?.message || error.message;
            } finally {
                Object.assign(state, {isRunning: false, isMine: false});
            }
            await onDone();
        },
    };
}
