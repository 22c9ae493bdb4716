import {Component, onMounted, onWillStart, useRef, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {formatInteger} from "@web/views/fields/formatters";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

import {paletteStyle} from "../chart/palette";
import {AlertCard} from "./alert_card";
import {AspectRadar} from "./aspect_radar";
import {CustomerSummary} from "./customer_summary";
import {FirstSteps} from "./first_steps";
import {FreshnessCard} from "./freshness_card";
import {GapCard} from "./gap_card";
import {ReadinessCard} from "./readiness_card";
import {StageCard} from "./stage_card";
import {StageColumn} from "./stage_column";
import {TrendCard} from "./trend_card";
import {useRecords} from "./use_records";
import {useRefresh} from "./use_refresh";

/**
 * The first page of the app, for those who have ten seconds: where we stand, what to
 * do next, who needs us today. Below it what was measured, stage by stage.
 *
 * Other addons offer files of the company by adding {label, url(companyId)} to the
 * registry category "odoo_onetoone.dashboard_actions".
 */
export class OnetooneDashboard extends Component {
    static template = "odoo_onetoone.Dashboard";
    static components = {
        AlertCard,
        AspectRadar,
        CustomerSummary,
        FirstSteps,
        FreshnessCard,
        GapCard,
        Layout,
        ReadinessCard,
        StageCard,
        StageColumn,
        TrendCard,
    };
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.page = useRef("page");
        this.palette = paletteStyle();
        this.state = useState({data: null});
        this.records = useRecords(() => this.data);
        this.refresh = useRefresh(() => this.load());
        onWillStart(() => this.load());
        onMounted(() => {
            const {can_run, refresh} = this.state.data;
            if (can_run && refresh.is_due) {
                this.refresh.run();
            }
        });
    }

    async load() {
        this.state.data = await this.orm.call("onetoone.dashboard", "get_data");
        this.refresh.follow(this.state.data.refresh);
    }

    // ---------------------------------------------------------
    // What the template shows
    // ---------------------------------------------------------

    get data() {
        return this.state.data;
    }

    get isComputed() {
        return Boolean(this.data.refresh.as_of);
    }

    /** Without records and without opinions there is nothing to show but what to do. */
    get hasNumbers() {
        return this.isComputed || Boolean(this.data.round);
    }

    get hasAspects() {
        return this.data.aspects.some(({opinion}) => opinion !== false);
    }

    get hasTrend() {
        const {rounds, days} = this.data.trend;
        return rounds.length + days.length > 1;
    }

    get asOf() {
        return _t("as of %(date)s: everything before this day counts", {
            date: this.data.refresh.as_of,
        });
    }

    get percent() {
        return formatInteger(Math.floor(this.refresh.state.progress));
    }

    get files() {
        return registry
            .category("odoo_onetoone.dashboard_actions")
            .getAll()
            .map(({label, url}) => ({label, url: url(user.activeCompany.id)}));
    }

    /** What the user can do for each of the first steps. */
    get stepActions() {
        const {can_run, can_manage, first_steps} = this.data;
        const roundOf = (step) => first_steps.find(({code}) => code === step).round_id;
        return {
            measure: can_run &&
                !this.refresh.state.isRunning && {
                    label: _t("Measure Now"),
                    run: () => this.refresh.run(),
                },
            invite: can_manage && {
                label: roundOf("invite") ? _t("Open the Round") : _t("Start a Round"),
                run: () => this.records.openRound(roundOf("invite")),
            },
            act: Boolean(roundOf("act")) && {
                label: _t("Choose Actions"),
                run: () => this.records.openProposals(roundOf("act")),
            },
        };
    }

    // ---------------------------------------------------------
    // What the user does
    // ---------------------------------------------------------

    /** Go down to the indicators of a stage. */
    showEvidence(stage) {
        const column = this.page.el.querySelector(
            `.o_onetoone_stage[data-code='${stage.code}']`
        );
        column.scrollIntoView({block: "start"});
        column.querySelector("h3").focus({preventScroll: true});
    }
}

registry.category("actions").add("odoo_onetoone.dashboard", OnetooneDashboard);
