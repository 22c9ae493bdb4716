"""Workbooks read back, and a company with evidence made by hand."""

import io
import zipfile
from datetime import date, datetime

from openpyxl import load_workbook

from odoo.tests import new_test_user

AS_OF = date(2026, 7, 1)
HOSTILE_TEXTS = (
    "=1+1",
    '=HYPERLINK("http://example.com"; "x")',
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://example.com",
    "mailto:a@example.com",
    "internal:Readings!A1",
    "<r><t>x</t></r>",
    "<r>&</t></r>",
    "_x003D_1+1",
    "00123",
    " blanks ",
)
READINGS_HEADER = 10
DEFINITIONS_HEADER = 4


def as_read(text):
    """Return a text as a reader of XML sees it: every line end is a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def open_workbook(content):
    return load_workbook(io.BytesIO(content))


def table(worksheet, header=1):
    """Return the rows below the header as {label: value}."""
    rows = worksheet.iter_rows(min_row=header, values_only=True)
    labels = next(rows)
    return [dict(zip(labels, row, strict=True)) for row in rows]


def every_cell(workbook):
    for worksheet in workbook.worksheets:
        for row in worksheet.iter_rows():
            yield from row


class SafeWorkbookCase:
    """Assertions that hold for every workbook."""

    def assert_only_values(self, content):
        """No formula, no link, nothing that runs: in the cells and in the parts."""
        for cell in every_cell(open_workbook(content)):
            self.assertNotEqual(cell.data_type, "f", cell.coordinate)
            self.assertIsNone(cell.hyperlink, cell.coordinate)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                self.assertNotIn("external", name.lower())
                xml = parts.read(name)
                self.assertNotIn(b"<f>", xml, name)
                self.assertNotIn(b"<f ", xml, name)
                self.assertNotIn(b"<hyperlink", xml, name)


class EvidenceCase(SafeWorkbookCase):
    """Two companies with profiles and readings, and a user of each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_company("=Acme & [Co]")
        cls.other_company = cls._create_company("Elsewhere")
        cls.user = cls._create_user("c_user", "odoo_onetoone.group_onetoone_user")
        cls.analyst = cls._create_user(
            "c_analyst", "odoo_onetoone.group_onetoone_analyst", name="=cmd|' /C x'!A0"
        )
        cls.manager = cls._create_user(
            "c_manager", "odoo_onetoone.group_onetoone_manager"
        )

    @classmethod
    def _create_company(cls, name):
        return cls.env["res.company"].create(
            {"name": name, "currency_id": cls.env.ref("base.EUR").id}
        )

    @classmethod
    def _create_user(cls, login, group, **values):
        return new_test_user(
            cls.env,
            login=login,
            groups=f"base.group_user,{group}",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            tz="Europe/Berlin",
            **values,
        )

    @classmethod
    def _create_profile(cls, name, company=None, **values):
        partner = cls.env["res.partner"].create({"name": name, "ref": f"ref {name}"})
        company = company or cls.company
        return cls.env["onetoone.profile"].create(
            {
                "partner_id": partner.id,
                "company_id": company.id,
                "currency_id": company.currency_id.id,
                "is_customer": True,
                "is_reachable": False,
                "is_two_way": False,
                "frequency": 0,
                "monetary": 0,
                "lifetime_orders": 0,
                "lifetime_amount": 0,
                "recent_amount": 0,
                "previous_amount": 0,
                "contact_count_window": 0,
                "channel_count": 0,
                **values,
            }
        )

    @classmethod
    def _create_full_profile(cls):
        return cls._create_profile(
            "Best Customer",
            user_id=cls.analyst.id,
            is_reachable=True,
            is_two_way=True,
            abc="a",
            rfm="543",
            r_score=5,
            f_score=4,
            m_score=3,
            monetary=12345.67,
            margin=0.0,
            frequency=7,
            first_purchase=date(2023, 1, 31),
            last_purchase=date(2026, 6, 21),
            recent_amount=60.5,
            previous_amount=121,
            change_ratio=50.0,
            lifetime_orders=31,
            lifetime_amount=98765.43,
            last_contact=datetime(2026, 6, 30, 22, 30),
            contact_count_window=3,
            channel_count=2,
        )

    @classmethod
    def _create_reading(cls, code, company=None, as_of=AS_OF, **values):
        indicator = cls.env["onetoone.indicator"].search([("code", "=", code)])
        return cls.env["onetoone.reading"].create(
            {
                "indicator_id": indicator.id,
                "company_id": (company or cls.company).id,
                "as_of": as_of,
                **values,
            }
        )

    @classmethod
    def _publish(cls, company=None, **values):
        refresh = cls.env["onetoone.refresh"].search(
            [("company_id", "=", (company or cls.company).id)]
        )
        refresh.write({"state": "done", "as_of": AS_OF, **values})

    def _evidence(self, user=None, company=None):
        """Return the bytes of the workbook that a user gets of a company."""
        company = company or self.company
        workbook = self.env["onetoone.evidence.workbook"].with_user(
            user or self.analyst
        )
        return self._written(
            workbook.with_context(allowed_company_ids=company.ids), company
        )

    def _written(self, workbook, company):
        file = io.BytesIO()
        workbook._write_to(company, file)
        return file.getvalue()
