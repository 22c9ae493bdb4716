from datetime import date
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from ..readers.interactions import messages
from ..readers.tables import reading_everybody
from .common import AS_OF, OnetooneCase

SESSION_TABLES = """
    SELECT relname FROM pg_class
     WHERE relpersistence IN ('u', 't') AND starts_with(relname, 'onetoone_')
"""


@tagged("post_install", "-at_install")
class TestReadInBulk(OnetooneCase):
    """Everybody's facts are read with tables kept, and give what is read in place."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme")
        cls.ours = cls.customer("Ours", company_id=cls.company.id)
        cls.unclear = cls.env["crm.lead"].create(
            {"name": "Lead of nobody", "company_id": False, "team_id": False}
        )
        cls.unclear.write({"company_id": False, "user_id": False, "team_id": False})
        cls.clear = cls.env["crm.lead"].create(
            {"name": "Lead of ours", "company_id": cls.company.id}
        )

    def contacts(self, in_bulk, is_only_company):
        """All contacts, where no customer is in the portfolio."""
        sources = self.env["onetoone.source"].with_context(onetoone_in_bulk=in_bulk)
        only = patch.object(messages, "_is_only_company", lambda _: is_only_company)
        with reading_everybody(self.env), only:
            selects = sources._select_interactions(
                self.company, SQL("(SELECT 0 AS partner_id)")
            )
            rows = self.env.execute_query(
                SQL(
                    "SELECT partner_id, res_model, res_id, direction, is_automatic"
                    " FROM (%s) contact ORDER BY id",
                    SQL(" UNION ALL ").join(selects),
                )
            )
        return rows

    def test_messages_belong_by_their_documents(self):
        for document in (self.acme, self.ours, self.unclear, self.clear):
            message = self.hear(self.acme, document)
            message.record_company_id = False
        for is_only_company in (True, False):
            with self.subTest(is_only_company=is_only_company):
                in_place = self.contacts(False, is_only_company)
                documents = {
                    (model, row)
                    for partner, model, row, *_rest in in_place
                    if partner == self.acme.id
                }
                self.assertEqual(
                    documents,
                    {("res.partner", self.ours.id), ("crm.lead", self.clear.id)},
                )
                self.assertEqual(self.contacts(True, is_only_company), in_place)

    def test_no_table_is_left(self):
        self.buy(self.acme, date(2026, 1, 10), 100)
        left = self.env.cr.execute(SESSION_TABLES) or self.env.cr.fetchall()
        self.refresh()
        self.refresh(as_of=None, partner_ids=self.acme.ids)
        self.env["onetoone.indicator"]._measure(self.company, AS_OF)
        self.env["onetoone.indicator"]._measure(self.company, date(2025, 1, 1))
        self.env["onetoone.interaction"].search_count([])
        self.env["onetoone.complaint"].search_count([])
        self.env.cr.execute(SESSION_TABLES)
        self.assertEqual(self.env.cr.fetchall(), left)
