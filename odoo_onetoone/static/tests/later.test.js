import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    pagerNext,
} from "@web/../tests/web_test_helpers";

class Tag extends models.Model {
    _name = "tag";

    name = fields.Char();

    _records = [
        {id: 1, name: "Key"},
        {id: 2, name: "Region"},
    ];
}

class Customer extends models.Model {
    _name = "customer";

    name = fields.Char();
    reason = fields.Char();
    tag_ids = fields.Many2many({relation: "tag"});
    onetoone_answers = fields.Json();

    _records = [
        {
            id: 1,
            name: "Ada",
            reason: "Buys much",
            tag_ids: [1, 2],
            onetoone_answers: [
                {
                    topic_id: 5,
                    name: "Ideas",
                    answer: "More",
                    date: "2026-01-31",
                    is_in_force: true,
                },
            ],
        },
        {id: 2, name: "Bo", reason: "Buys little", tag_ids: [], onetoone_answers: []},
    ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Customer, Tag]);

const FORM = `
    <form>
        <field name="name" />
        <notebook>
            <page string="First" name="first" />
            <page string="Later" name="later">
                <widget name="onetoone_later" field="reason" />
                <widget name="onetoone_later" field="tag_ids" />
                <widget
                    name="onetoone_later"
                    field="onetoone_answers"
                    component="onetoone_answers"
                />
            </page>
        </notebook>
    </form>`;

let specifications = [];

async function open(resIds = [1]) {
    onRpc("customer", "web_read", ({kwargs}) => {
        specifications.push(Object.keys(kwargs.specification).sort());
    });
    await mountView({
        type: "form",
        resModel: "customer",
        resId: resIds[0],
        resIds,
        arch: FORM,
    });
}

async function allRead() {
    // one frame until it is read, one to show it, one to spare
    for (let frame = 0; frame < 3; frame++) {
        await animationFrame();
    }
}

const LATER = ["onetoone_answers", "reason", "tag_ids"];

beforeEach(() => {
    specifications = [];
});

test("nothing is read before the page is opened, then all at once", async () => {
    await open();
    expect(specifications).toEqual([["display_name", "name"]]);
    await contains(".nav-link:contains(Later)").click();
    await allRead();
    expect(specifications).toEqual([["display_name", "name"], LATER]);
    expect("[data-field=reason]").toHaveText("Buys much");
    expect(queryAllTexts("[data-field=tag_ids] .badge")).toEqual(["Key", "Region"]);
    expect("[data-field=onetoone_answers] dd span:first").toHaveText("More");
});

test("it is read again when the record was saved, not with every change", async () => {
    await open();
    await contains(".nav-link:contains(Later)").click();
    await allRead();
    specifications = [];
    await contains(".o_field_widget[name=name] input").edit("Adam");
    await allRead();
    expect(specifications).toEqual([]);
    await clickSave();
    await allRead();
    expect(specifications).toEqual([LATER]);
});

test("another customer shows what is his", async () => {
    await open([1, 2]);
    await contains(".nav-link:contains(Later)").click();
    await allRead();
    await pagerNext();
    await allRead();
    expect("[data-field=reason]").toHaveText("Buys little");
    expect("[data-field=tag_ids] .badge").toHaveCount(0);
    expect("[data-field=onetoone_answers]").toHaveText("Nothing was learnt yet.");
});

test("a new record has nothing to read", async () => {
    await open([false]);
    await contains(".nav-link:contains(Later)").click();
    await allRead();
    expect(specifications).toEqual([]);
    expect("[data-field=reason]").toHaveText("");
});
