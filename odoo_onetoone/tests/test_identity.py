import random
from datetime import date

from odoo.tests import tagged

from ..engine import completeness, identity
from .common import OnetooneCase


class IdentityCase(OnetooneCase):
    def buyer(self, name, **values):
        customer = self.customer(name, **values)
        self.buy(customer, date(2026, 1, 1), 10)
        return customer

    def flagged(self, name):
        profiles = self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id), (name, "=", True)]
        )
        return set(profiles.partner_id.ids)

    def is_duplicate(self, customer):
        return self.profile(customer).is_duplicate


@tagged("post_install", "-at_install")
class TestIdentity(IdentityCase):
    def test_contact_persons_are_counted(self):
        head = self.buyer("Head", is_company=True)
        self.customer("Reachable", parent_id=head.id, phone="+49 30 1234567")
        self.customer("Silent", parent_id=head.id)
        self.customer("Warehouse", parent_id=head.id, type="delivery")
        gone = self.customer("Gone", parent_id=head.id, email="gone@example.com")
        gone.active = False
        self.refresh()
        profile = self.profile(head)
        self.assertEqual(profile.contact_count, 2)
        self.assertEqual(profile.reachable_contact_count, 1)
        self.assertTrue(profile.is_reachable)

    def test_completeness_counts_nine_fields(self):
        country = self.env.ref("base.de")
        full = self.buyer(
            "Full",
            street="Hauptstr. 1",
            city="Berlin",
            country_id=country.id,
            email="full@example.com",
            phone="+49 30 7654321",
            lang="en_US",
            ref="C-1",
            user_id=self.seller.id,
        )
        # name, language and city out of nine
        bare = self.buyer("Bare", city="Berlin", lang="en_US")
        self.refresh()
        self.assertEqual(self.profile(full).completeness, 100)
        self.assertAlmostEqual(self.profile(bare).completeness, 300 / 9)

    def test_sites_are_linked_where_places_differ(self):
        address = {"street": "Ring 1", "zip": "10115", "city": "Berlin"}
        same = self.buyer("Same", is_company=True, **address)
        self.customer("Desk", parent_id=same.id, type="other", **address)
        two = self.buyer("Two", is_company=True, **address)
        self.customer(
            "Store", parent_id=two.id, type="delivery", street="Kai 9", zip="20457"
        )
        head = self.buyer("Head", is_company=True, **address)
        branch = self.buyer(
            "Branch", is_company=True, parent_id=head.id, type="other", zip="80331"
        )
        self.refresh()
        self.assertEqual(self.flagged("has_linked_sites"), {two.id, head.id, branch.id})

    def test_what_makes_a_duplicate(self):
        first = self.buyer("First", email="Jo <JO@Example.com>", vat="BE0477472701")
        mail = self.buyer("Mail", email="jo@example.com")
        vat = self.buyer("Vat", vat="BE 0477.472.701")
        phone = self.buyer("Phone", phone="+32 2 555 12 12")
        same_phone = self.buyer("Same phone", phone="0032-2-5551212")
        self.customer("Prospect", email="alone@example.com")
        self.buyer("Alone", email="alone@example.com")
        head = self.buyer("Head", is_company=True, email="head@example.com")
        self.customer("Person", parent_id=head.id, email="head@example.com")
        self.buyer(
            "Branch", is_company=True, parent_id=head.id, email="head@example.com"
        )
        self.buyer("Extension", phone="12345")
        self.buyer("Same extension", phone="12345")
        other = self.new_company("Other company")
        self.buyer("Visible", email="hidden@example.com")
        hidden = self.buyer("Hidden", email="hidden@example.com")
        self.date_record(hidden, company_id=other.id)
        self.refresh()
        self.assertEqual(
            self.flagged("is_duplicate"),
            {customer.id for customer in (first, mail, vat, phone, same_phone)},
        )

    def test_one_stands_for_each_group_of_split_sites(self):
        first = self.buyer("North", is_company=True, email="north@meridian-parts.eu")
        self.buyer(
            "South",
            is_company=True,
            email="south@meridian-parts.eu",
            vat="BE0477472701",
        )
        # joined to the first by the second only
        self.buyer("West", is_company=True, vat="BE0477472701")
        self.buyer("Public", email="a.person@gmail.com")
        self.buyer("Public, too", email="another.person@gmail.com")
        self.refresh()
        self.assertEqual(self.flagged("is_split_site"), {first.id})

    def test_a_partial_refresh_finds_the_other_duplicate(self):
        touched = self.buyer("Touched", email="one@example.com")
        other = self.buyer("Other", email="two@example.com")
        self.refresh()
        self.assertEqual(self.flagged("is_duplicate"), set())
        touched.email = "two@example.com"
        self.refresh(partner_ids=touched.ids)
        self.assertEqual(self.flagged("is_duplicate"), {touched.id, other.id})
        refresh = self.env["onetoone.refresh"]._of(self.company)
        self.assertEqual(refresh.changed_count, 2)
        touched.email = "three@example.com"
        self.refresh(partner_ids=touched.ids)
        self.assertEqual(self.flagged("is_duplicate"), set())

    def test_a_new_customer_may_be_a_duplicate_of_an_old_one(self):
        old = self.buyer("Old", email="two@example.com")
        self.refresh()
        new = self.buyer("New", email="two@example.com")
        self.refresh(partner_ids=new.ids)
        self.assertEqual(self.flagged("is_duplicate"), {old.id, new.id})
        bystander = self.buyer("Bystander")
        self.refresh(partner_ids=bystander.ids)
        self.assertEqual(self.flagged("is_duplicate"), {old.id, new.id})


@tagged("post_install", "-at_install")
class TestIdentityTwin(IdentityCase):
    """The SQL and the engine say the same of 1,000 random customers."""

    COUNT = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(20260302)
        cls.countries = cls.env.ref("base.de") | cls.env.ref("base.fr")
        cls.partners = cls.env["res.partner"].create(
            [cls.random_values(number) for number in range(cls.COUNT)]
        )
        cls.parts = cls.env["res.partner"].create(
            [
                {
                    **cls.random_values(number),
                    "parent_id": cls.chance.choice(cls.partners).id,
                    "is_company": cls.chance.random() < 0.2,
                    "type": cls.chance.choice(("contact", "contact", "delivery")),
                    "active": cls.chance.random() < 0.9,
                }
                for number in range(cls.COUNT // 2)
            ]
        )
        cls.everybody = cls.partners | cls.parts
        cls.customers = cls.everybody.filtered(
            lambda partner: partner.commercial_partner_id == partner
        )
        cls.env["crm.lead"].create(
            [cls.deal_values(customer, 10) for customer in cls.customers]
        )
        cls.env.cr.execute("UPDATE crm_lead SET date_closed = '2026-01-01 12:00'")
        cls.env["onetoone.profile"]._refresh(cls.company, date(2026, 3, 1))
        cls.profiles = {
            profile.partner_id.id: profile
            for profile in cls.env["onetoone.profile"].search(
                [("company_id", "=", cls.company.id)]
            )
        }

    @classmethod
    def random_values(cls, number):
        chance = cls.chance

        def sometimes(value):
            return value if chance.random() < 0.6 else False

        domain = chance.choice(("gmail.com", f"firm-{chance.randrange(400)}.eu"))
        digits = f"{chance.randrange(900):03}"
        phones = (f"+49 30 55{digits}88", f"0049 (30) 55{digits}-88", digits)
        vat = f"7{chance.randrange(600):03}"
        return {
            "name": f"Customer {number}",
            "street": sometimes(chance.choice(("Ring 1", "ring  1", "Kai 9", "-"))),
            "zip": sometimes(chance.choice(("10 115", "10115", "20457"))),
            "city": sometimes(chance.choice(("Berlin", "Hamburg"))),
            "country_id": sometimes(chance.choice(cls.countries).id),
            "email": sometimes(
                chance.choice(
                    (f"a{number % 450}@{domain}", f"A. <A{number % 450}@{domain}>")
                )
            ),
            "phone": sometimes(chance.choice(phones)),
            "vat": sometimes(chance.choice((f"X {vat}", f"x-{vat}", f"X{vat}"))),
            "ref": sometimes(f"R{number}"),
        }

    def identity_of(self, customer):
        keys = set()
        for partner in self.members_of[customer]:
            vat = partner.vat if partner == customer else None
            phone = partner.phone_sanitized or partner.phone
            for kind, key in (
                (identity.EMAIL, identity.email_key(partner.email)),
                (identity.DOMAIN, identity.domain_key(partner.email)),
                (identity.PHONE, identity.phone_key(phone)),
                (identity.VAT, identity.vat_key(vat)),
            ):
                if key:
                    keys.add((kind, key))
        house = customer
        while house.parent_id:
            house = house.parent_id.commercial_partner_id
        return identity.Identity(house.id, frozenset(keys))

    def test_shared_identity(self):
        self.members_of = {}
        for partner in self.everybody:
            customer = partner.commercial_partner_id
            if partner.active or partner == customer:
                self.members_of.setdefault(customer, []).append(partner)
        identities = {one.id: self.identity_of(one) for one in self.customers}
        duplicates = identity.duplicates(identities)
        split = identity.split_sites(identities)
        self.assertGreater(len(duplicates), 100)
        self.assertGreater(len(identities) - len(duplicates), 100)
        self.assertGreater(len(split), 10)
        self.assertEqual(self.flagged("is_duplicate"), duplicates)
        self.assertEqual(self.flagged("is_split_site"), split)

    def test_sites(self):
        houses = {customer: [customer] for customer in self.customers}
        for partner in self.everybody - self.customers:
            if partner.active:
                houses[partner.commercial_partner_id].append(partner)
        for branch in self.customers.filtered("parent_id"):
            head = branch.parent_id.commercial_partner_id
            houses[branch].append(head)
            if branch.active:
                houses[head].append(branch)
        linked = {
            customer.id
            for customer, house in houses.items()
            if identity.has_linked_sites(
                identity.Address(one.country_id.id, one.zip, one.city, one.street)
                for one in house
            )
        }
        self.assertGreater(len(linked), 50)
        self.assertEqual(self.flagged("has_linked_sites"), linked)

    def test_completeness(self):
        for customer in self.customers:
            values = [
                customer.name,
                customer.street,
                customer.city,
                customer.country_id,
                customer.email,
                customer.phone,
                customer.lang,
                customer.ref,
                self.profiles[customer.id].user_id,
            ]
            self.assertAlmostEqual(
                self.profiles[customer.id].completeness,
                completeness.completeness(values),
            )
