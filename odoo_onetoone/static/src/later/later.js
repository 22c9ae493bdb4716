import {Component, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";

// what is about to be read, by record: all that is shown at a time in one call
const waiting = new Map();

// fields notice one after the other that their record was loaded or saved
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function readLater(orm, {resModel, resId, context}, field, fieldSpecification) {
    const key = `${resModel},${resId}`;
    if (!waiting.has(key)) {
        const specification = {};
        const values = nextFrame().then(() => {
            waiting.delete(key);
            return orm.webRead(resModel, [resId], {context, specification});
        });
        waiting.set(key, {specification, values});
    }
    const {specification, values} = waiting.get(key);
    specification[field] = fieldSpecification;
    return values.then((records) => records[0][field]);
}

/**
 * A field that its form does not read: it is read when it is first shown, on a page
 * that few people open, and again whenever the record was loaded or saved.
 *
 * Attributes of the node: `field`, and `component`, the name of the field widget that
 * shows it; without it the field is shown as text, or its records as tags.
 */
export class Later extends Component {
    static template = "odoo_onetoone.Later";
    static props = {
        ...standardWidgetProps,
        field: String,
        component: {type: String, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        // what field widgets need to know of a record
        this.shown = useState({
            resModel: this.props.record.resModel,
            resId: false,
            data: {},
            isDirty: () => this.props.record.isDirty(),
            load: () => this.props.record.load(),
        });
        this.state = useState({isRead: false});
        useRecordObserver((record) => {
            const {resId, data} = record; // other data with each load and save
            if (data) {
                this.read(record, resId);
            }
        });
    }

    async read(record, resId) {
        const {field, component} = this.props;
        // of the records that are shown as tags, the name
        const specification = component ? {} : {fields: {display_name: {}}};
        const value = resId
            ? await readLater(this.orm, record, field, specification)
            : false;
        if (record.resId === resId) {
            this.shown.resId = resId;
            this.shown.data = {[field]: value};
            this.state.isRead = true;
        }
    }

    get value() {
        return this.shown.data[this.props.field];
    }

    get fieldComponent() {
        const {component} = this.props;
        return component && registry.category("fields").get(component).component;
    }
}

registry.category("view_widgets").add("onetoone_later", {
    component: Later,
    extractProps: ({attrs}) => ({field: attrs.field, component: attrs.component}),
});
