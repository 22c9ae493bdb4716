import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

import {HeatMapRow} from "./heat_map_row";
import {BANDS, explainReason} from "./heat_map_utils";

/** What each group says of each dimension, in one table, and the two sides as bars. */
export class OnetooneHeatMap extends Component {
    static template = "odoo_onetoone.HeatMap";
    static components = {HeatMapRow, Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.bands = BANDS;
        const {roundId, withQuestions} = this.props.state || {};
        this.state = useState({data: null, withQuestions: Boolean(withQuestions)});
        useSetupAction({
            getLocalState: () => ({
                roundId: this.round && this.round.id,
                withQuestions: this.state.withQuestions,
            }),
        });
        onWillStart(() => this.load(roundId || this.props.action.context.active_id));
    }

    /**
     * @param {Number} [roundId] the latest closed round by default
     */
    async load(roundId) {
        this.state.data = await this.orm.call("onetoone.assessment", "get_heat_map", [
            roundId || false,
        ]);
    }

    // ---------------------------------------------------------
    // What the template shows
    // ---------------------------------------------------------

    get round() {
        return this.state.data.round;
    }

    get leftOut() {
        return _t(
            "Left out of every number, because fewer than %(minimum)s answered: %(groups)s",
            {minimum: this.round.minimum, groups: this.round.left_out}
        );
    }

    /** A tbody of rows for each section; questions follow their dimension. */
    get sections() {
        return this.round.sections.map(({kind, name, rows}) => ({
            kind,
            name,
            rows: rows.flatMap((row) => [
                row,
                ...(this.state.withQuestions ? row.questions : []),
            ]),
        }));
    }

    /** What the words in the empty cells mean, as far as they occur. */
    get reasons() {
        const cells = this.sections.flatMap(({rows}) =>
            rows.flatMap((row) => row.cells)
        );
        const codes = new Set(cells.map(({reason}) => reason).filter(Boolean));
        return [...codes].map((code) => explainReason(code, this.round.minimum));
    }

    get hasThin() {
        return this.sections.some(({rows}) =>
            rows.some((row) => row.cells.some((cell) => cell.is_thin))
        );
    }

    // ---------------------------------------------------------
    // What the user does
    // ---------------------------------------------------------

    async choose(ev) {
        await this.load(Number(ev.target.value));
        this.props.updateActionState({active_id: this.round.id});
    }

    /** Open the scores behind a cell; of a dimension with those of its questions. */
    openScores(row, column) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: column.block ? `${row.name}, ${column.name}` : row.name,
            res_model: "onetoone.score",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [
                ["assessment_id", "=", this.round.id],
                row.question_code
                    ? ["question_code", "=", row.question_code]
                    : ["dimension_id", "=", row.dimension_id],
                ["block", "=", column.block],
                ["cut", "=", false],
            ],
            context: {onetoone_one_round: true},
        });
    }
}

registry.category("actions").add("odoo_onetoone.heat_map", OnetooneHeatMap);
