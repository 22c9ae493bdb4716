import {registry} from "@web/core/registry";
import {FloatField, floatField} from "@web/views/fields/float/float_field";

/** A number that may be unknown: emptied, it is unknown again and not zero. */
export class OptionalFloatField extends FloatField {
    parse(value) {
        return value.trim() === "" ? false : super.parse(value);
    }
}

registry.category("fields").add("onetoone_optional_float", {
    ...floatField,
    component: OptionalFloatField,
});
