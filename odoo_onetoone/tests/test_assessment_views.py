from lxml import etree

from odoo.tests import tagged

from .test_heat_map import HeatMapCase

ACTIONS = (
    "onetoone_assessment_action",
    "onetoone_assessment_trend_action",
    "onetoone_score_action",
    "onetoone_change_action",
    "onetoone_advice_action",
    "onetoone_respondent_group_action",
)
OF_MANAGERS = {"survey_ids", "participant_ids", "participant_count"}


@tagged("post_install", "-at_install")
class TestAssessmentViews(HeatMapCase):
    """What the views of a round ask for can be read by who may open them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user("manager", "group_onetoone_manager", cls.company)
        cls._score("process", opinion=50)
        cls._score("process", True, opinion=50)
        cls.env["onetoone.change"].create(
            {
                "assessment_id": cls.round.id,
                "company_id": cls.company.id,
                "kind": "composition",
                "points": 1.5,
            }
        )
        # texts are written by the sealing only
        cls.env.cr.execute(
            """INSERT INTO onetoone_advice (
                   assessment_id, company_id, is_published, side,
                   question_code, question, text, follow_up
               ) VALUES (%s, %s, true, 'inside',
                   'advice', 'Advice?', 'Listen.', 'new')""",
            [cls.round.id, cls.company.id],
        )

    def views(self, xmlid, user):
        """Return {view type: architecture} of an action as the user gets them."""
        action = self.env.ref(f"odoo_onetoone.{xmlid}")
        modes = [(False, mode) for mode in action.view_mode.split(",")]
        views = (
            self.env[action.res_model]
            .with_user(user)
            .get_views([*modes, (False, "search")])["views"]
        )
        return action.res_model, {
            kind: etree.fromstring(view["arch"]) for kind, view in views.items()
        }

    def specification(self, arch):
        """Return what the web client reads for a view: {field: its own fields}."""
        fields = {}
        for node in arch.iterfind(".//field"):
            if any(parent.tag == "field" for parent in node.iterancestors()):
                continue
            inner = node.find("list")
            fields[node.get("name")] = (
                {} if inner is None else {"fields": self.specification(inner)}
            )
        return fields

    def check_readable(self, xmlid, user):
        model, archs = self.views(xmlid, user)
        records = self.env[model].with_user(user).search([])
        self.assertTrue(records, f"{xmlid} shows nothing")
        for kind in set(archs) & {"list", "form", "kanban"}:
            with self.subTest(xmlid=xmlid, kind=kind, user=user.login):
                self.env.invalidate_all()
                self.assertTrue(records.web_read(self.specification(archs[kind])))
        return archs

    def test_managers_read_all_views(self):
        for xmlid in ACTIONS:
            self.check_readable(xmlid, self.manager)

    def test_analysts_read_results(self):
        for xmlid in ACTIONS:
            archs = self.check_readable(xmlid, self.analyst)
            shown = set(
                self.specification(archs["form" if "form" in archs else "list"])
            )
            self.assertFalse(shown & OF_MANAGERS)

    def test_only_managers_follow_advice_up(self):
        _model, archs = self.views("onetoone_advice_action", self.analyst)
        self.assertEqual(archs["list"].get("edit"), "False")
        _model, archs = self.views("onetoone_advice_action", self.manager)
        self.assertNotEqual(archs["list"].get("edit"), "False")

    def test_participants(self):
        draft = self.env["onetoone.assessment"].create(
            {"name": "Draft", "company_id": self.company.id}
        )
        self.env["onetoone.participant"].create(
            {
                "assessment_id": draft.id,
                "group_id": draft.group_ids[0].group_id.id,
                "email": "ann@example.com",
            }
        )
        action = draft.with_user(self.manager).action_open_participants()
        participants = self.env[action["res_model"]].with_user(self.manager)
        views = participants.get_views([*action["views"], (False, "search")])["views"]
        found = participants.search(action["domain"])
        self.assertEqual(found.email, "ann@example.com")
        for kind in ("list", "form"):
            arch = etree.fromstring(views[kind]["arch"])
            self.assertTrue(found.web_read(self.specification(arch)))

    def test_the_first_scores_are_those_of_everybody(self):
        """No view may show a mean of everybody together with a group or a place."""
        self._score("process", block="customer", opinion=90)
        action = self.round.with_user(self.analyst).action_open_scores()
        scores = self.env["onetoone.score"].with_user(self.analyst)
        search = etree.fromstring(
            scores.get_views([(False, "search")])["views"]["search"]["arch"]
        )
        menu = self.env.ref("odoo_onetoone.onetoone_score_action")
        for context in (action["context"], menu._get_action_dict()["context"]):
            for name in ("dimensions", "whole"):
                self.assertIn(f"search_default_{name}", str(context))
                self.assertIsNotNone(search.find(f".//filter[@name='{name}']"))

    def test_the_link_as_a_picture(self):
        draft = self.env["onetoone.assessment"].create(
            {"name": "By link", "company_id": self.company.id}
        )
        line = draft.group_ids[-1]
        line.has_link = True
        self.assertFalse(line.link_qr)
        draft.action_open()
        self.assertRegex(line.link_qr, r"^data:image/svg\+xml;base64,")
        report, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "odoo_onetoone.report_group_poster", line.ids
        )
        self.assertIn(line.link, report.decode())
        self.assertIn(line.link_qr, report.decode())
        action = line.with_user(self.manager).action_show_link()
        views = line.with_user(self.manager).get_views(action["views"])["views"]
        self.assertIn("link_qr", views["form"]["arch"])
