import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Estimate extends models.Model {
    potential = fields.Float();
    _records = [{id: 1, potential: 12.5}];
}

defineMailModels();
defineModels([Estimate]);

async function openForm() {
    onRpc("web_save", ({args}) => expect.step(args[1]));
    await mountView({
        type: "form",
        resModel: "estimate",
        resId: 1,
        arch: `<form><field name="potential" widget="onetoone_optional_float" /></form>`,
    });
}

test("an emptied number is unknown, not zero", async () => {
    await openForm();
    expect(".o_field_widget input").toHaveValue("12.50");
    await contains(".o_field_widget input").edit("");
    await clickSave();
    expect.verifySteps([{potential: false}]);
});

test("a zero stays a zero", async () => {
    await openForm();
    await contains(".o_field_widget input").edit("0");
    await clickSave();
    expect.verifySteps([{potential: 0}]);
});
