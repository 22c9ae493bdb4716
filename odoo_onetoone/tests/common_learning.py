from contextlib import contextmanager
from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.fields import Command

from .common import OnetooneCase


class LearningCase(OnetooneCase):
    """Topics of its own; those that come with the addon are archived."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["onetoone.topic"].search([]).action_archive()
        cls.today = cls.company._onetoone_as_of() - timedelta(days=1)
        cls.needs = cls.topic(
            "Needs",
            "choice",
            choice_ids=[
                Command.create({"name": name}) for name in ("Price", "Quality", "Speed")
            ],
        )
        cls.decider = cls.topic("Decider", "text", sequence=20)
        cls.next_purchase = cls.topic("Next purchase", "date", sequence=30)
        cls.suppliers = cls.topic("Suppliers", "number", sequence=40)

    def setUp(self):
        super().setUp()
        # what people do in the tests, they do in this company
        self.env = self.env(
            context=dict(self.env.context, allowed_company_ids=self.company.ids)
        )

    @contextmanager
    def refused(self, sentence, error=ValidationError):
        """Expect an error that says ``sentence``, and that nothing is half written."""
        with self.assertRaises(error) as caught:
            yield
        self.assertIn(sentence, str(caught.exception))

    @classmethod
    def topic(cls, name, kind, **values):
        return cls.env["onetoone.topic"].create(
            {"name": name, "question": f"{name}?", "kind": kind, **values}
        )

    @classmethod
    def choice(cls, name):
        return cls.needs.choice_ids.filtered(lambda choice: choice.name == name)

    @classmethod
    def learn(cls, about, topic, value, **values):
        if "user" in values:
            about = about.with_user(values.pop("user"))
        field = "lead_id" if about._name == "crm.lead" else "partner_id"
        return about.env["onetoone.learning"].create(
            {
                field: about.id,
                "topic_id": topic.id,
                "value": value,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def lead(cls, name, **values):
        return cls.env["crm.lead"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "team_id": False,
                "user_id": False,
                **values,
            }
        )


class DialogueCase(LearningCase):
    """A customer with a contact, and a lead, both of the seller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls.customer("Ada", is_company=True, user_id=cls.seller.id)
        cls.tim = cls.customer("Tim", parent_id=cls.ada.id)
        cls.new = cls.lead("New", user_id=cls.seller.id)


class ReferralCase(LearningCase):
    """Four customers, who may have told others of us."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.bo, cls.cy, cls.di = (
            cls.customer(name) for name in ("Ada", "Bo", "Cy", "Di")
        )
