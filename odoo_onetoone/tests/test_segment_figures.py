from datetime import date, datetime, timedelta

from odoo.tests import tagged

from .common import AS_OF, NOON
from .common_segment_results import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentFigures(SegmentCase):
    """Figures by hand as of 2026-03-01, with a window of twelve months.

    Ann stays, Bob stays away, Cid is new, Pam has only asked, Dee is in no segment.
    """

    AS_OF = AS_OF

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bob, cls.cid, cls.dee, cls.pam = (
            cls.customer(name) for name in ("Ann", "Bob", "Cid", "Dee", "Pam")
        )
        cls.deal(cls.ann, date(2024, 3, 1), 100, 40)  # the first day of that window
        cls.deal(cls.ann, date(2025, 6, 1), 200, 50.25)
        cls.deal(cls.bob, date(2025, 2, 28), 100, 40)
        cls.deal(cls.cid, date(2025, 3, 1), 60)
        cls.deal(cls.dee, date(2025, 7, 1), 140, 10)
        lead = cls.env["crm.lead"].create(
            {"name": "Asks", "partner_id": cls.pam.id, "company_id": cls.company.id}
        )
        cls.date_record(lead, create_date=datetime(2026, 1, 1))
        cls.everybody = cls.segment("Everybody", cls.ann, cls.bob, cls.cid, cls.pam)

    def test_who_belongs_to_it(self):
        self.refresh()
        self.results()
        self.assertEqual(self.everybody.customer_count, 3)
        self.assertEqual(self.everybody.prospect_count, 1)
        self.assertEqual(self.everybody.results_as_of, AS_OF)

    def test_periods_are_half_open(self):
        stays = self.segment("Stays")
        # who belongs to it on the last day that counts
        self.join(stays, self.ann, date(2026, 2, 28))
        self.join(stays, self.bob, self.START, date(2026, 2, 28))  # not any more
        self.join(stays, self.cid, self.START, date(2026, 3, 1))
        self.join(stays, self.dee, date(2026, 3, 1))  # not yet
        self.refresh()
        self.results()
        self.assertEqual((stays.customer_count, stays.value), (2, 260))

    def test_value_and_margin(self):
        self.refresh()
        self.results()
        segment = self.everybody
        self.assertEqual(segment.value, 260)
        # of 400, Dee's 140 included
        self.assertEqual(segment.value_share, 65)
        # Bob bought nothing: a margin of 0; that of Cid is not known
        self.assertEqual(segment.margin, 50.25)
        self.assertEqual(segment.unknown_margin_count, 1)

    def test_what_nobody_knows_stays_empty(self):
        unknown = self.segment("Unknown", self.cid)
        self.refresh()
        self.profile(self.cid).write({"net_contribution": False})
        self.results()
        self.assertIs(unknown.margin, False)
        self.assertIs(unknown.contribution, False)
        self.assertIs(unknown.lifetime_value, False)
        # nobody bought in the window before
        self.assertIs(unknown.retention, False)
        self.assertIs(unknown.acquisition_to_retention, False)
        self.assertEqual(unknown.value, 60)

    def test_contribution_and_lifetime_value_of_whom_they_are_known(self):
        self.refresh()
        self.profile(self.ann).write({"net_contribution": 30, "lifetime_value": 900.5})
        self.profile(self.bob).write({"net_contribution": -5, "lifetime_value": False})
        self.profile(self.cid).write({"net_contribution": False, "lifetime_value": 100})
        self.profile(self.dee).write({"net_contribution": 7, "lifetime_value": 7})
        self.results()
        self.assertEqual(self.everybody.contribution, 25)
        self.assertEqual(self.everybody.lifetime_value, 1000.5)

    def test_retention_and_acquisition(self):
        self.refresh()
        self.results()
        # Ann of Ann and Bob; Cid is new beside Ann
        self.assertEqual(self.everybody.retention, 50)
        self.assertEqual(self.everybody.acquisition_to_retention, 100)

    def test_retention_of_who_belonged_when_the_window_began(self):
        moved = self.segment("Moved")
        began, before = date(2025, 3, 1), date(2025, 2, 28)
        # belonged to it on the last day before, and left later because he did not buy
        self.join(moved, self.bob, self.START, began)
        # did not any more on that day; bought in both windows
        eve = self.customer("Eve")
        self.join(moved, eve, self.START, before)
        # joined on the first day, because of what she bought
        self.join(moved, self.ann, began)
        # belonged to it, had not bought yet
        self.join(moved, self.cid, before)
        for day in (date(2025, 1, 1), date(2025, 9, 1)):
            self.deal(eve, day, 10)
        self.refresh()
        self.results()
        self.assertEqual(moved.retention, 0)
        # of those who belong to it now, Cid is new and Ann returns
        self.assertEqual(moved.acquisition_to_retention, 100)

    def test_no_retention_of_a_young_segment(self):
        young = self.segment("Young", self.ann, self.bob, since=date(2025, 3, 1))
        self.refresh()
        self.results()
        self.assertIs(young.retention, False)

    def test_retention_is_that_of_a_year(self):
        self.company.onetoone_window_months = 6
        # half of them within half a year: a quarter within a year
        for partner in (self.ann, self.bob):
            self.deal(partner, date(2025, 4, 1), 1)
        self.deal(self.ann, date(2025, 10, 1), 1)
        members = self.segment("Half-yearly", self.ann, self.bob)
        self.refresh()
        self.results()
        self.assertEqual(members.retention, 25)

    def test_no_share_of_a_value_below_zero(self):
        self.deal(self.dee, date(2026, 1, 1), -900, -90)
        self.refresh()
        self.results()
        self.assertIs(self.everybody.value_share, False)

    def test_contacts_and_complaints_of_the_window(self):
        self.env["onetoone.source"].create(
            {
                "name": "Complaints",
                "kind": "complaint",
                "company_id": self.company.id,
                "model": "crm.lead",
                "domain": "[('type', '=', 'lead')]",
                "partner_field": "partner_id",
                "company_field": "company_id",
                "opened_field": "date_open",
                "closed_field": "date_closed",
            }
        )
        for partner, opened, closed in (
            (self.ann, datetime(2025, 2, 28, 23, 59), datetime(2025, 4, 1)),
            (self.ann, datetime(2025, 3, 1), datetime(2025, 4, 1)),
            (self.ann, datetime(2026, 2, 28, 23, 59), None),
            (self.cid, datetime(2026, 3, 1), None),
            (self.dee, datetime(2026, 1, 1), None),
        ):
            lead = self.env["crm.lead"].create(
                {
                    "name": "Broken",
                    "type": "lead",
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "team_id": False,
                }
            )
            lead.flush_recordset()
            self.date_record(lead, date_open=opened, date_closed=closed)
        self.refresh()
        self.say(self.seller, self.ann, self.ann, NOON)
        self.say(self.seller, self.bob, self.bob, NOON)
        self.say(self.seller, self.dee, self.dee, NOON)
        self.refresh()
        self.results()
        self.assertEqual(self.everybody.contact_count, 2)
        self.assertEqual(self.everybody.complaint_count, 2)
        self.assertEqual(self.everybody.open_complaint_count, 1)

    def test_a_segment_without_members(self):
        self.refresh()
        empty = self.segment("Empty")
        self.everybody.member_ids.unlink()
        self.results()
        for segment in (empty, self.everybody):
            self.assertEqual((segment.customer_count, segment.value), (0, 0))
            self.assertEqual(segment.value_share, 0)
            self.assertIs(segment.retention, False)
            self.assertIs(segment.margin, False)

    def test_companies_do_not_mix(self):
        other = self.new_company("Other")
        self.deal(self.ann, date(2026, 1, 1), 1000, 900, other)
        self.refresh()
        self.refresh(company=other)
        theirs = self.segment("Theirs", company_id=other.id)
        self.join(theirs, self.ann, self.START)
        self.results()
        self.assertEqual(self.everybody.value, 260)
        self.assertEqual(theirs.value, 0)
        self.results(company=other)
        self.assertEqual((theirs.value, theirs.value_share), (1000, 100))

    def test_a_second_run_writes_nothing(self):
        self.refresh()
        self.results()
        self.env.flush_all()
        query = "SELECT xmin::text, ctid::text FROM onetoone_segment WHERE id = %s"
        self.env.cr.execute(query, [self.everybody.id])
        before = self.env.cr.fetchall()
        self.env["onetoone.segment"].create({"name": "New"})
        self.env.flush_all()
        self.results()
        self.env.flush_all()
        self.env.cr.execute(query, [self.everybody.id])
        self.assertEqual(self.env.cr.fetchall(), before)

    def test_the_job_computes_them_before_the_readings(self):
        refresh = self.env["onetoone.refresh"]._of(self.company)
        yesterday = self.company._onetoone_as_of() - timedelta(days=2)
        for value in (10, 30):
            known = self.everybody.value
            self.deal(self.ann, yesterday, value - known)
            refresh._start()
            while refresh.state == "running" and self.everybody.value == known:
                refresh._run_batch()
            self.assertEqual(self.everybody.value, value)
            # the readings are still to be done
            self.assertTrue(refresh.is_published)
            while refresh.state == "running":
                refresh._run_batch()
            self.assertEqual(refresh.state, "done")
            self.assertEqual(self.everybody.results_as_of, refresh.as_of)

    def test_a_copy_has_no_figures_yet(self):
        self.refresh()
        self.results()
        self.assertEqual(self.everybody.copy().value, 0)
        self.assertIs(self.everybody.copy().retention, False)
