from datetime import date, datetime, timedelta

from odoo.tests import tagged

from .common import AS_OF, NOON
from .common_segment_readings import SegmentsCase

DAY = timedelta(days=1)


class ServiceCase(SegmentsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bea = (
            cls.customer(name, company_id=cls.company.id) for name in ("Ann", "Bea")
        )
        for partner in (cls.ann, cls.bea):
            cls.buy(partner, date(2026, 2, 1), 100)

    def assert_read(self, expected):
        """Compare with {code: (numerator, denominator, value)}, and open them."""
        self.refresh()
        readings = self.assert_readings(expected)
        self.assert_opens_what_it_counted(readings)
        return readings


@tagged("post_install", "-at_install")
class TestCosts(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["onetoone.channel.cost"].search(
            [("company_id", "=", cls.company.id)]
        ).unlink()

    def setUp(self):
        super().setUp()
        for day in range(3):
            self.say(self.seller, self.ann, self.ann, NOON + day * DAY)
        self.meet(self.ann)
        self.refresh()

    def set_ratio(self, channel, ratio, company=None):
        self.env["onetoone.channel.cost"].create(
            {
                "channel": channel,
                "ratio": ratio,
                "company_id": (company or self.company).id,
            }
        )

    def test_not_started_without_ratios_and_costs(self):
        other = self.new_company("Other")
        self.env["onetoone.channel.cost"].search(
            [("company_id", "=", other.id)]
        ).unlink()
        self.set_ratio("email", 5, other)
        self.company.onetoone_unit_contact_cost = 2
        self.assert_missing("not_started", "contact_effort", "contact_cost")
        self.set_ratio("email", 5)
        self.company.onetoone_unit_contact_cost = False
        self.assert_missing("not_started", "contact_cost")
        # contacts that cost nothing are known to
        self.company.onetoone_unit_contact_cost = 0
        self.assert_readings({"contact_cost": (3, 3, 0)})

    def test_effort_and_cost(self):
        self.set_ratio("email", 5)
        self.set_ratio("meeting", 120)
        self.company.onetoone_unit_contact_cost = 0.5
        # (3 × 5 + 120) ÷ 4
        readings = self.assert_read(
            {"contact_effort": (4, 4, 33.75), "contact_cost": (4, 4, 16.875)}
        )
        self.assertEqual(
            readings["contact_effort"].explanation,
            "The 4 personal contacts of the window took an effort of 33.8 each on "
            "average. Too few cases to score.",
        )

    def test_a_channel_without_a_ratio_is_left_out(self):
        self.set_ratio("email", 5)
        self.assert_read({"contact_effort": (3, 3, 5)})

    def test_cheap_channels(self):
        # by default mails are cheap
        self.assert_read({"cheap_channels": (3, 4, 75)})
        self.set_ratio("email", 21)
        self.assert_read({"cheap_channels": (0, 4, 0)})
        self.set_ratio("meeting", 20)
        self.assert_read({"cheap_channels": (1, 4, 25)})


@tagged("post_install", "-at_install")
class TestCallFigures(ServiceCase):
    def test_talk_time(self):
        self.need_addons("crm_phonecall")
        other = self.new_company("Other")
        end = datetime(2026, 3, 1)
        self.env["crm.phonecall"].create(
            [
                {
                    "name": "Call",
                    "partner_id": self.ann.id,
                    "company_id": company,
                    "user_id": self.seller.id,
                    "direction": direction,
                    "state": state,
                    "date": moment,
                    "duration": minutes,
                }
                for minutes, state, direction, company, moment in (
                    (2, "done", "in", self.company.id, NOON),
                    (7, "done", "out", False, datetime(2025, 3, 1)),
                    (99, "done", "in", self.company.id, datetime(2025, 2, 28, 23)),
                    (99, "done", "in", self.company.id, end),
                    (99, "cancel", "in", self.company.id, NOON),
                    (99, "done", "in", other.id, NOON),
                    # not on record
                    (0, "done", "in", self.company.id, NOON),
                )
            ]
        )
        self.assert_read({"talk_minutes": (2, 2, 4.5)})

    def test_wait_in_chats(self):
        self.need_addons("im_livechat")
        other = self.new_company("Other")
        stranger = self._new_user(
            "stranger", "sales_team.group_sale_salesman", company=other
        )
        livechat = self.env["im_livechat.channel"].create({"name": "Shop"})
        for moment, agents in (
            # who answered first counts
            (NOON, [(self.seller, 0.05), (self.other_seller, 0.5)]),
            (datetime(2025, 3, 1), [(self.seller, 0), (self.other_seller, 0.1)]),
            (NOON, [(self.seller, 0)]),
            (NOON, [(stranger, 9)]),
            (datetime(2025, 2, 28, 23), [(self.seller, 9)]),
            (datetime(2026, 3, 1), [(self.seller, 9)]),
        ):
            self.chat(livechat, moment, agents)
        # 3 and 6 minutes
        readings = self.assert_read({"chat_wait_minutes": (2, 2, 4.5)})
        action = readings["chat_wait_minutes"].action_open_among()
        cases = self.env["onetoone.case"].with_context(**action["context"])
        self.assertEqual(cases.search(action["domain"]).partner_id, self.ann)

    def chat(self, livechat, moment, agents):
        kinds = [(agent.partner_id, "agent") for agent, _hours in agents]
        chat = self.env["discuss.channel"].create(
            {
                "name": "Chat",
                "channel_type": "livechat",
                "livechat_channel_id": livechat.id,
                "livechat_operator_id": kinds[0][0].id,
                "channel_member_ids": [
                    (0, 0, {"partner_id": partner.id, "livechat_member_type": kind})
                    for partner, kind in [*kinds, (self.ann, "visitor")]
                ],
            }
        )
        chat.flush_recordset()
        self.date_record(chat, create_date=moment)
        history = chat.livechat_channel_member_history_ids
        for agent, hours in agents:
            history.filtered(
                lambda one, partner=agent.partner_id: one.partner_id == partner
            ).response_time_hour = hours


@tagged("post_install", "-at_install")
class TestDayAfter(ServiceCase):
    def test_not_installed(self):
        self.refresh()
        with self.without_models("mailing.mailing", "event.event"):
            self.assert_missing("not_installed", "responses_next_day", "next_day_owned")

    def mailing(self, sent=NOON, **values):
        return self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "user_id": self.seller.id,
                "body_arch": "<p>Dear all</p>",
                "state": "done",
                "sent_date": sent,
                **values,
            }
        )

    def reply(self, mailing, partner, moment, **values):
        return self.env["mailing.trace"].create(
            {
                "mass_mailing_id": mailing.id,
                "model": "res.partner",
                "res_id": partner.id,
                "trace_status": "reply" if moment else "open",
                "sent_datetime": mailing.sent_date,
                "reply_datetime": moment,
                **values,
            }
        )

    def test_replies_to_mailings(self):
        self.need_addons("mass_mailing")
        mailing = self.mailing()
        evening = datetime(2026, 2, 10, 22)
        for partner, moment in (
            (self.ann, evening),
            (self.bea, evening),
            (self.ann, None),
            # its next day is not over
            (self.bea, datetime(2026, 2, 28, 0)),
        ):
            self.reply(mailing, partner, moment)
        # before the reply, and too late
        self.say(self.seller, self.bea, self.bea, evening - timedelta(hours=1))
        self.say(self.seller, self.bea, self.bea, datetime(2026, 2, 12, 0))
        self.hear(self.ann, self.ann, evening + timedelta(hours=1))
        self.assert_read({"responses_next_day": (0, 2, 0)})
        # the last moment of the next day
        self.say(self.seller, self.ann, self.ann, datetime(2026, 2, 11, 23, 59))
        self.assert_read({"responses_next_day": (1, 2, 50)})

    def test_visitors_of_events(self):
        self.need_addons("event")
        event = self.event(AS_OF - 10 * DAY)
        registrations = self.env["event.registration"].create(
            [
                {
                    "event_id": event.id,
                    "partner_id": partner.id,
                    "name": partner.name,
                    "state": "done",
                }
                for partner in (self.ann, self.bea)
            ]
        )
        registrations.flush_recordset()
        for registration in registrations:
            self.date_record(registration, date_closed=NOON)
        self.say(self.seller, self.ann, self.ann, NOON + timedelta(hours=30))
        self.say(self.seller, self.bea, self.bea, NOON + timedelta(hours=40))
        self.assert_read({"responses_next_day": (1, 2, 50)})

    def event(self, day, **values):
        return self.env["event.event"].create(
            {
                "name": "Open day",
                "company_id": self.company.id,
                "user_id": self.seller.id,
                "date_begin": datetime.combine(day, datetime.min.time()),
                "date_end": datetime.combine(day, datetime.min.time()),
                **values,
            }
        )

    def test_owners(self):
        self.need_addons("mass_mailing", "event")
        left = self._new_user("left", "sales_team.group_sale_salesman")
        self.mailing()
        self.mailing(user_id=left.id)
        self.mailing(state="draft")
        self.mailing(datetime(2025, 2, 28))
        self.mailing(datetime(2026, 3, 1))
        self.event(AS_OF - DAY)
        self.event(AS_OF - DAY, user_id=False)
        self.event(AS_OF - DAY, user_id=self.env.ref("base.user_root").id)
        self.event(AS_OF - DAY, kanban_state="cancel")
        self.event(AS_OF)
        self.event(AS_OF - DAY, company_id=self.new_company("Other").id)
        left.active = False
        self.assert_read({"next_day_owned": (2, 5, 40)})


@tagged("post_install", "-at_install")
class TestAlertsAnswered(ServiceCase):
    def alert(self, reaction, day=AS_OF - DAY, company=None):
        return self.env["onetoone.alert"].create(
            {
                "kind": "growing",
                "partner_id": self.ann.id,
                "company_id": (company or self.company).id,
                "date": day,
                "reaction": reaction,
            }
        )

    def test_alerts(self):
        self.refresh()
        self.alert("in_time", company=self.new_company("Other"))
        self.alert("in_time", AS_OF)
        self.assert_missing("not_started", "alerts_answered")

        self.alert("in_time", date(2025, 3, 1))
        self.alert("in_time", date(2025, 2, 28))
        for reaction in ("late", "none", "waiting", "not_needed", False):
            self.alert(reaction)
        self.assert_read({"alerts_answered": (1, 3, 100 / 3)})
