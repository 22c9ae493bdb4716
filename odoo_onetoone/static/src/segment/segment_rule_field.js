import {registry} from "@web/core/registry";
import {DomainField, domainField} from "@web/views/fields/domain/domain_field";

/**
 * The condition of a segment in Odoo's domain editor.
 *
 * Odoo's own widget counts the records each time a form opens: with a million
 * customers that is too much. Here, the form counts when the condition changes.
 */
export class SegmentRuleField extends DomainField {
    static template = "odoo_onetoone.SegmentRuleField";

    async checkProps(props = this.props) {
        this.updateState({isValid: !this.getEvaluatedDomain(props).isInvalid});
    }
}

registry.category("fields").add("onetoone_segment_rule", {
    ...domainField,
    component: SegmentRuleField,
});
