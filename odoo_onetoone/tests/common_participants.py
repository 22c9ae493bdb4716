import re

from odoo.tests import new_test_user

from .common_rounds import RoundCase


class ParticipantCase(RoundCase):
    """A draft round of staff and customers, to which every test adds its people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.groups["staff"]
        cls.customers = cls.groups["customer"]
        cls.seller = cls._new_user("round_seller", "base.group_user")

    def setUp(self):
        super().setUp()
        self.round = self.new_round({"staff": 0, "customer": 0}, name="Spring")

    def contact(self, name, **values):
        return self.env["res.partner"].create({"name": name, **values})

    def stranger(self):
        """Return a One-to-One manager of another company."""
        company = self.env["res.company"].create({"name": "Other Company"})
        return new_test_user(
            self.env,
            "round_stranger",
            groups="odoo_onetoone.group_onetoone_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    def join(self, assessment, *emails, group=None, **values):
        return self.env["onetoone.participant"].create(
            [
                {
                    "assessment_id": assessment.id,
                    "group_id": (group or self.staff).id,
                    "email": email,
                    **values,
                }
                for email in emails
            ]
        )

    def inputs(self):
        """Return the answers of the round that are not sealed."""
        return self.env["survey.user_input"].search(
            [("onetoone_assessment_id", "=", self.round.id)]
        )

    def mails(self, participants):
        return participants._invitations().sorted("id").mail_id

    def invite(self, participants):
        """Send invitations and return the paths of the personal links."""
        participants._send_invitations()
        return [
            re.search(r"/onetoone/answer/[\w-]+", mail.body_html).group()
            for mail in self.mails(participants)
        ]

    def answer(self, participant, levels=(2, 2, 2), **how):
        return super().answer(participant, levels, **how)
