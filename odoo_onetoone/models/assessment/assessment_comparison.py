import hashlib
import json

from odoo import models

from ...engine.opinion import comparison, scores
from ...optional_fields import known


class OnetooneAssessment(models.Model):
    """What changed since the previous round, like for like."""

    _inherit = "onetoone.assessment"

    def _changes(self, results):
        """Return {(kind, code): Comparison} against the previous round."""
        if not self.previous_id:
            return {}
        earlier = self.previous_id.sudo()
        rounds = earlier._as_round(earlier._stored_results()), self._as_round(results)
        questions = self._scored_questions()
        own = {question.dimension for question in questions.values()}
        subjects = [
            *((scores.DIMENSION, code) for code in sorted(own)),
            *((scores.QUESTION, code) for code in questions),
        ]
        return {
            (kind, code): comparison.compare(kind, code, *rounds)
            for kind, code in subjects
        }

    def _as_round(self, results):
        return comparison.Round(
            scores=results,
            questions=tuple(self._scored_questions().values()),
            fingerprints=self._fingerprints(),
            blocks=self._formed_blocks(),
        )

    def _stored_results(self):
        """Return the stored scores of a closed round as the engine knows them."""
        codes = {one["id"]: one["code"] for one in self.dimensions}
        return [
            scores.Score(
                kind=score.kind,
                code=score.question_code or codes.get(score.dimension_id.id),
                block=tuple(score.block.split("+")) if score.block else None,
                cut=score.cut or None,
                opinion=known(score.opinion),
                opinion_low=known(score.opinion_low),
                opinion_high=known(score.opinion_high),
            )
            for score in self.score_ids.sudo()
            if score.kind in (scores.DIMENSION, scores.QUESTION)
        ]

    def _fingerprints(self):
        """Return {code: what tells whether a question is asked in the same words}.

        All wordings of a question count, with the texts and levels of its options.
        """
        asked = {}
        for survey in self.survey_ids.sudo().with_context(lang="en_US"):
            for question in survey.question_ids.filtered("onetoone_dimension_id"):
                options = question.suggested_answer_ids.sorted("onetoone_level")
                wording = [
                    survey.onetoone_code or "",
                    question.title,
                    [[option.onetoone_level, option.value] for option in options],
                ]
                asked.setdefault(question.onetoone_code, []).append(wording)
        return {
            code: hashlib.sha256(json.dumps(sorted(texts)).encode()).hexdigest()
            for code, texts in asked.items()
        }
