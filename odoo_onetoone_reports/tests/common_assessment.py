"""A closed round whose published numbers are given, and the workbook of it."""

import io
from datetime import date

from odoo.tests import new_test_user

from .common import open_workbook

ROUND_DAY = date(2026, 7, 1)
STAGES = ("identify", "differentiate", "interact", "customize")
BLOCKS = (
    ("strategy+executive", "inside", 2.0),
    ("staff", "inside", 0.8),
    ("customer", "outside", 1.0),
)
# {stage: (evidence, coverage)}: interact is measured thinly, customize not at all
EVIDENCE = {
    "identify": (80.0, 1.0),
    "differentiate": (35.0, 0.75),
    "interact": (60.0, 0.2),
    "customize": (None, 0.0),
}
WEIGHTS = {key: weight for key, _side, weight in BLOCKS}
SHARES = dict.fromkeys(STAGES, 0.5)


class GivenRoundCase:
    """Mixin: rounds closed by hand, of a company with hostile names."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "=1+1 & [Co] 株式会社"})
        cls.other_company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.analyst = cls._new_user("book-analyst", "group_onetoone_analyst")
        cls.user = cls._new_user("book-user", "group_onetoone_user")
        cls.stages = {
            one.code: one
            for one in cls.env["onetoone.dimension"].search([("code", "in", STAGES)])
        }

    @classmethod
    def _new_user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            groups=f"base.group_user,odoo_onetoone.{group}",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    @classmethod
    def _new_round(cls, blocks=BLOCKS, suppressed=(), name="@SUM(A1:A9)", **values):
        """Return a closed round in which every block judged everything.

        :param suppressed: codes of questions of which only the total is published
        """
        assessment = cls.env["onetoone.assessment"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "as_of": ROUND_DAY,
                **values,
            }
        )
        questions = assessment._scored_questions()
        ids = {one["code"]: one["id"] for one in assessment._dimension_settings()}
        assessment._freeze_levels()
        cls._freeze_indicators(assessment)
        weights = {key: weight for key, _side, weight in blocks}
        settled = {
            "state": "closed",
            "dimensions": assessment._dimension_settings(),
            "blocks": [
                {
                    "groups": key.split("+"),
                    "side": side,
                    "weight": weight,
                    "eligible": None,
                }
                for key, side, weight in blocks
            ],
            **cls._stored(by_hand(weights, suppressed)),
        }
        rows = [{"kind": "total"}]
        asked = assessment._asked_questions()
        for code, question in questions.items():
            whole, cells = opinions_of(code, weights)
            subject = {
                "kind": "question",
                "question_code": code,
                "question_id": asked[code].id,
                "dimension_id": ids[question.dimension],
            }
            rows.append({**subject, "opinion": whole, "answer_count": 30})
            if code not in suppressed:
                rows += [
                    {**subject, "block": key, "opinion": value, "answer_count": 7}
                    for key, value in cells.items()
                ]
            if question.dimension in STAGES:
                rows += cls._stage_rows(question.dimension, code, weights, suppressed)
        for code in set(ids) - set(STAGES):
            rows.append(
                {
                    "kind": "dimension",
                    "dimension_id": ids[code],
                    "opinion": 50.0 if blocks else None,
                    "inside": 60.0 + ids[code] % 7 if blocks else None,
                    "outside": 40.0 if blocks else None,
                    "perception_gap": 20.0 + ids[code] % 7 if blocks else None,
                }
            )
        cls.env.flush_all()
        assessment._settle(settled)
        assessment._store_scores(rows)
        cls.env.invalidate_all()
        return assessment

    @classmethod
    def _stage_rows(cls, stage, code, weights, suppressed):
        whole, cells = opinions_of(code, weights)
        evidence, coverage = EVIDENCE[stage]
        subject = {"kind": "dimension", "dimension_id": cls.stages[stage].id}
        combined = by_hand(weights, suppressed)["combined"][stage]
        yield {
            **subject,
            "opinion": whole,
            "opinion_low": whole and whole - 2,
            "opinion_high": whole and whole + 2,
            "evidence": evidence,
            "evidence_coverage": coverage,
            "combined": combined,
            "target": 75.0,
            "gap": combined and 75.0 - combined,
        }
        if code not in suppressed:
            for key, value in cells.items():
                yield {**subject, "block": key, "opinion": value, "answer_count": 7}

    @classmethod
    def _freeze_indicators(cls, assessment):
        """Freeze readings that come to EVIDENCE: one measured, one not."""
        for stage, (evidence, coverage) in EVIDENCE.items():
            measured, missing = cls.stages[stage].indicator_ids[:2]
            for indicator, position, weight in (
                (measured, evidence, coverage),
                (missing, None, 1 - coverage),
            ):
                cls.env["onetoone.assessment.reading"].create(
                    {
                        "assessment_id": assessment.id,
                        "indicator_id": indicator.id,
                        "dimension_id": cls.stages[stage].id,
                        "as_of": ROUND_DAY,
                        "anchors": "0 25 50 75 100",
                        "weight": weight,
                        "numerator": 7,
                        "denominator": 9,
                        "value": position,
                        "position": position,
                        "missing_reason": False if position else "no_records",
                    }
                )

    @classmethod
    def _stored(cls, hand):
        return {
            "readiness": hand["readiness"],
            "opinion": hand["opinion"],
            "evidence": hand["evidence"],
            "evidence_coverage": hand["coverage"],
            "development_stage": hand["development_stage"],
            "development_stage_low": hand["development_stage"],
            "development_stage_high": hand["development_stage"],
        }

    def _book(self, assessment, user=None):
        """Return the bytes of the workbook that a user gets of a round."""
        workbook = self.env["onetoone.assessment.workbook"].with_user(
            user or self.analyst
        )
        file = io.BytesIO()
        workbook.with_context(allowed_company_ids=self.company.ids)._write_to(
            assessment, file
        )
        return file.getvalue()

    def _sheets(self, assessment, **options):
        return open_workbook(self._book(assessment, **options))


def opinions_of(code, weights):
    """Return (overall, {block: opinion}) of a question; made up, none like another."""
    if not weights:
        return None, {}
    seed = sum(ord(character) * place for place, character in enumerate(code, start=1))
    cells = {
        key: (seed * (place + 3)) % 97 + place / 7
        for place, key in enumerate(weights, start=1)
    }
    total = sum(weights.values())
    return sum(weights[key] * cells[key] for key in cells) / total, cells


def by_hand(weights, suppressed=(), shares=None, settled=WEIGHTS):
    """Work out the readiness with plain sums, as the design describes it.

    :param suppressed: questions whose total stays what the ``settled`` weights made it
    """
    shares = shares or SHARES
    gap_codes = [f"gap_{number:02d}" for number in range(1, 19)]

    def total(code):
        return opinions_of(code, settled if code in suppressed else weights)[0]

    said = {stage: total(f"ladder_{stage}") for stage in STAGES}
    asked = [total(code) for code in gap_codes]
    opinion = None
    if weights:
        opinion = (sum(said.values()) / 4 + sum(asked) / 18) / 2
    known = [value for value, _coverage in EVIDENCE.values() if value is not None]
    evidence = sum(known) / len(known)
    coverage = sum(part for _value, part in EVIDENCE.values()) / 4
    counted = sum(shares.values()) / 4 * min(1, coverage / 0.5)
    readiness = None
    if opinion is not None:
        readiness = (1 - counted) * opinion + counted * evidence
    combined = {}
    for stage, (value, part) in EVIDENCE.items():
        share = shares[stage] * min(1, part / 0.5)
        combined[stage] = said[stage]
        if said[stage] is None:
            combined[stage] = value
        elif value is not None:
            combined[stage] = (1 - share) * said[stage] + share * value
    return {
        "readiness": readiness,
        "opinion": opinion,
        "evidence": evidence,
        "coverage": coverage,
        "counted": counted,
        "combined": combined,
        "development_stage": readiness and name_of(readiness),
    }


def name_of(readiness):
    for limit, name in (
        (25, "product_driven"),
        (50, "customer_sensitive"),
        (75, "customer_driven"),
    ):
        if readiness < limit:
            return name
    return "one_to_one"


def facts(worksheet):
    """Return {first cell: second cell} of every row."""
    return {row[0]: row[1] for row in worksheet.iter_rows(values_only=True)}


def rows_below(worksheet, label):
    """Return the rows below the header that starts with a label, as dicts."""
    rows = list(worksheet.iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == label)
    header = rows[start]
    return [dict(zip(header, row, strict=True)) for row in rows[start + 1 :]]
