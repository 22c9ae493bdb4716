import re
from collections import Counter

from odoo.tests import TransactionCase, tagged

# how many activities of each kind the inventory has
SERIES = {"T-IDN": 7, "T-DIF": 8, "T-INT": 17, "T-CUS": 7, "T-X": 2, "S": 58}
STAGES = {
    "identify": (7, "S-02 S-25 S-33 S-49"),
    "differentiate": (
        8,
        "S-03 S-11 S-15 S-18 S-32 S-40 S-42 S-44 S-45 S-48 S-53",
    ),
    "interact": (
        17,
        "S-04 S-09 S-10 S-13 S-17 S-21 S-22 S-23 S-24 S-26 S-27 S-28 S-35 S-36 S-37 "
        "S-41 S-51",
    ),
    "customize": (7, "S-05 S-12 S-31 S-34 S-46 S-50 S-54 S-57"),
    False: (
        2,
        "S-01 S-06 S-07 S-08 S-14 S-16 S-19 S-20 S-29 S-30 S-38 S-39 S-43 S-47 S-52 "
        "S-55 S-56 S-58",
    ),
}
PREFIXES = {"T-IDN": "identify", "T-DIF": "differentiate", "T-INT": "interact"} | {
    "T-CUS": "customize",
    "T-X": False,
}
# activities that a source does not state, but that follow from what it asks
FOLLOWING = {
    f"S-{number:02}"
    for first, last in ((2, 6), (11, 20), (45, 52), (54, 57))
    for number in range(first, last + 1)
}
# indicators of another stage that an activity should move, with the reason
OTHER_STAGE = {
    "T-IDN-2": (
        "referral_cycle",
        "what referrals are worth shows in how fast they end",
    ),
    "T-IDN-4": ("profile_kept", "answers gathered bit by bit make up the profile"),
    "T-DIF-4": (
        "complaint_30_days complaint_caretaker complaint_recovery",
        "the source files valuable complainers here, the evidence is of complaints",
    ),
    "T-DIF-5": ("alerts_answered", "a jump or fall is told by an alert"),
    "T-INT-8": ("special_offers", "an offer is talked about here and customized there"),
    "T-INT-11": ("proposal_hours", "the proposal is one of the steps on the way"),
    "T-INT-16": ("resellers_known", "who buys through a partner tells what he brings"),
    "T-INT-17": ("emails_known", "an address is what a further channel needs first"),
    "T-CUS-4": (
        "preference_known preference_respected",
        "the source files wishes of contact here, the evidence is of contacts",
    ),
    "T-CUS-5": ("mvc_needs_known", "what customers want is what they need"),
    "T-CUS-7": ("mvc_met", "managers take part by meeting customers"),
    "S-17": ("complaining_customers", "a problem solved beforehand is no complaint"),
    "S-22": ("retention", "who is noticed in time stays"),
    "S-23": ("retention", "who is won back is active again"),
    "S-24": ("lead_win_rate", "the end of the funnel"),
    "S-28": ("referred_leads", "a programme brings more of them"),
    "S-31": ("mail_opened", "the loop begins with what is opened"),
    "S-32": ("alerts_answered", "a likely leaver is told by an alert"),
    "S-40": ("segments_managed", "managers are counted among the promises to segments"),
    "S-41": ("guidelines_followed", "keeping a guideline is a promise to a segment"),
}


@tagged("post_install", "-at_install")
class TestActionTemplateData(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search(
            [
                ("module", "=", "odoo_onetoone"),
                ("model", "=", "onetoone.action.template"),
            ]
        )
        cls.templates = cls.env["onetoone.action.template"].browse(
            data.mapped("res_id")
        )
        cls.names = {one.res_id: one.name for one in data}

    def test_each_activity_of_the_inventory_once(self):
        expected = [
            f"{kind}-{number:02}" if kind == "S" else f"{kind}-{number}"
            for kind, count in SERIES.items()
            for number in range(1, count + 1)
        ]
        self.assertEqual(len(expected), 99)
        self.assertEqual(Counter(self.templates.mapped("code")), Counter(expected))

    def test_the_external_id_tells_the_code(self):
        for template in self.templates:
            expected = "action_template_" + re.sub("-", "_", template.code.lower())
            self.assertEqual(self.names[template.id], expected)

    def test_stages(self):
        for stage, (of_the_list, others) in STAGES.items():
            found = self.templates.filtered(
                lambda one, stage=stage: one.dimension_id.code == stage
            )
            prefixes = tuple(
                f"{prefix}-" for prefix, of in PREFIXES.items() if of == stage
            )
            listed = found.filtered(lambda one, p=prefixes: one.code.startswith(p))
            self.assertEqual(len(listed), of_the_list, stage)
            self.assertEqual(set((found - listed).mapped("code")), set(others.split()))
            # activities of the list come first, each at a place of its own
            self.assertLess(
                max(listed.mapped("sequence")),
                min((found - listed).mapped("sequence")),
            )
            self.assertEqual(len(set(found.mapped("sequence"))), len(found))

    def test_all_remedies_are_used(self):
        remedies = Counter(self.templates.mapped("remedy"))
        self.assertEqual(
            remedies.keys(), {"technology", "mindset", "process", "strategy"}
        )
        # most shortcomings are no matter of technology: that is the point of the four
        self.assertLess(remedies["technology"], min(remedies["process"], 20))
        self.assertGreaterEqual(min(remedies.values()), 5)

    def test_names_are_unique_and_short(self):
        names = self.templates.mapped("name")
        self.assertEqual(len(set(names)), 99)
        self.assertLessEqual(max(map(len, names)), 60)
        for name in names:
            self.assertNotRegex(name, r"\.$|^(The|A|An|To) ")

    def test_descriptions_say_what_how_and_when_it_worked(self):
        descriptions = self.templates.mapped("description")
        self.assertEqual(len(set(descriptions)), 99)
        for template in self.templates:
            with self.subTest(template.code):
                text = template.description
                self.assertIn(len(re.findall(r"[.?!](?= |$)", text)), (2, 3, 4))
                self.assertRegex(text, r"[.?] It worked when [^.]+\.$")
                self.assertNotIn("  ", text)

    def test_lists_that_are_named_exist(self):
        known = set(self.env["ir.ui.menu"].search([]).mapped("name"))
        known |= set(self.env["ir.actions.act_window"].search([]).mapped("name"))
        for template in self.templates:
            for name in re.findall(r"“([^”]+)”", template.description):
                self.assertIn(name, known, template.code)

    def test_everything_has_something_to_move(self):
        for template in self.templates:
            with self.subTest(template.code):
                codes = template._question_codes()
                self.assertTrue(template.indicator_ids or codes)
                self.assertEqual(len(codes), len(set(codes)))
                self.assertFalse(template._known_question_codes(codes) ^ set(codes))

    def test_indicators_are_of_the_same_stage_or_there_is_a_reason(self):
        found = {}
        for template in self.templates.filtered("dimension_id"):
            others = template.indicator_ids.filtered(
                lambda one, own=template.dimension_id: one.dimension_id != own
            )
            if others:
                found[template.code] = set(others.mapped("code"))
        expected = {code: set(given[0].split()) for code, given in OTHER_STAGE.items()}
        self.assertEqual(found, expected)
        self.assertTrue(all(reason for _codes, reason in OTHER_STAGE.values()))

    def test_every_stage_can_be_raised_by_its_ladder(self):
        for stage in self.env["onetoone.dimension"].search([("kind", "=", "stage")]):
            of_stage = self.templates.filtered(
                lambda one, stage=stage: one.dimension_id == stage
            )
            codes = {code for one in of_stage for code in one._question_codes()}
            self.assertIn(f"ladder_{stage.code}", codes)

    def test_every_question_of_the_gap_tool_has_its_own_activity(self):
        # one template is about whichever of the 18 is weak
        all_of_them = self.templates.filtered(lambda one: one.code == "S-06")
        wanted = {f"gap_{number:02}" for number in range(1, 19)}
        self.assertEqual(set(all_of_them._question_codes()), wanted)
        codes = {
            code
            for one in self.templates - all_of_them
            for code in one._question_codes()
        }
        self.assertEqual(wanted - codes, set())

    def test_the_source_and_whether_it_states_the_activity(self):
        for template in self.templates:
            with self.subTest(template.code):
                note = template.source_note
                if template.code.startswith("T-"):
                    self.assertEqual(note, "Stated in source 003")
                elif template.code in FOLLOWING:
                    self.assertRegex(
                        note,
                        "^From source 00[0124], "
                        "turned into an activity by this project",
                    )
                else:
                    self.assertRegex(
                        note, r"^Stated in (source 00[0124]|sources 001 and 003)$"
                    )
