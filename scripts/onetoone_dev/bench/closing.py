"""How long it takes to close a round that thousands of people answered."""

import time
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import psycopg2
from psycopg2 import sql

from .plan import AS_OF
from .stopwatch import measure

PARTICIPANTS = 2000
# gap tool and ladder have 22; so many of an instrument of its own make 40
OWN_DIMENSIONS, OWN_QUESTIONS = 3, 18
LEVELS = 5
# of a hundred participants
SHARES = {
    "strategy": 1,
    "executive": 2,
    "middle": 8,
    "frontline": 22,
    "staff": 17,
    "partner": 6,
    "customer": 44,
}
CUTS = {"place": 12, "product_line": 6, "department": 9}
FILLED = (
    "survey_user_input",
    "survey_user_input_line",
    "onetoone_participant",
    "onetoone_response",
    "onetoone_answer",
    "onetoone_score",
)
# all but one of 25 questions are answered; the levels follow from the numbers
INPUTS = """
INSERT INTO survey_user_input (
    survey_id, onetoone_assessment_id, onetoone_group_id, onetoone_participant_id,
    onetoone_respondent, access_token, state, create_uid, write_uid, create_date,
    write_date)
SELECT survey.id, participant.assessment_id, participant.group_id, participant.id,
       md5(participant.id::text), gen_random_uuid()::text, 'done', 1, 1, now(), now()
  FROM onetoone_participant participant
  JOIN onetoone_assessment_survey_rel asked
    ON asked.assessment_id = participant.assessment_id
  JOIN survey_survey survey ON survey.id = asked.survey_id
 WHERE participant.assessment_id = %s
"""
LINES = """
INSERT INTO survey_user_input_line (
    user_input_id, survey_id, question_id, skipped, answer_type, suggested_answer_id,
    create_uid, write_uid, create_date, write_date)
SELECT input.id, input.survey_id, question.id, chosen.number IS NULL,
       CASE WHEN chosen.number IS NOT NULL THEN 'suggestion' END,
       options.ids[chosen.number], 1, 1, now(), now()
  FROM survey_user_input input
  JOIN survey_question question
    ON question.survey_id = input.survey_id
   AND question.onetoone_dimension_id IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT array_agg(id ORDER BY onetoone_level) AS ids
      FROM survey_question_answer WHERE question_id = question.id) options
  CROSS JOIN LATERAL (
    SELECT abs(hashint8extended(input.onetoone_participant_id, question.id)) AS drawn
    ) random
  CROSS JOIN LATERAL (
    SELECT CASE WHEN random.drawn %% 25 > 0
                THEN 1 + (random.drawn / 25) %% cardinality(options.ids) END AS number
    ) chosen
 WHERE input.onetoone_assessment_id = %s
"""


def close_round(env, runs: str, answers: str) -> list[dict]:
    """Close a new round, several times; seconds of each part.

    ``answers``: "waiting" where nothing was sealed before, "sealed" where all was.
    """
    results = []
    for _run in range(int(runs)):
        assessment = answered_round(env)
        if answers == "sealed":
            assessment._seal()
            env.flush_all()
        with timed_parts() as parts:
            result = measure(env, lambda one=assessment: close(one))
        count = env["onetoone.answer"].search_count(
            [("assessment_id", "=", assessment.id)]
        )
        scores = len(assessment.score_ids)
        results.append(result | {"parts": parts, "answers": count, "scores": scores})
        env.cr.rollback()
        env.transaction.reset()
        vacuum(env.cr.dbname)
    return results


def vacuum(database: str) -> None:
    """Remove what was rolled back: the next run would have to read over it."""
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        tables = sql.SQL(", ").join(map(sql.Identifier, FILLED))
        cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(tables))
    connection.close()


def close(assessment) -> None:
    assessment.action_close()
    assessment.env.flush_all()


def answered_round(env):
    """An open round that everybody answered; nothing of it is sealed."""
    masters = env["survey.survey"]._onetoone_masters(["gap", "ladder"])
    masters += own_instrument(env)
    assessment = env["onetoone.assessment"].create(
        {"name": "Benchmark", "as_of": AS_OF, "survey_ids": [(6, 0, masters.ids)]}
    )
    # everybody is asked everything: the most there can be to count
    assessment.group_ids.survey_ids = masters
    groups = {line.group_id.code: line.group_id for line in assessment.group_ids}
    codes = [code for code, share in SHARES.items() for _one in range(share)]
    env["onetoone.participant"].create(
        [
            {
                "assessment_id": assessment.id,
                "group_id": groups[codes[number % len(codes)]].id,
                "name": f"Participant {number}",
                **{cut: f"{cut} {value_of(number, of)}" for cut, of in CUTS.items()},
            }
            for number in range(PARTICIPANTS)
        ]
    )
    assessment.action_open()
    # the nightly job did, unless the round looks back further than the company has
    env["onetoone.indicator"]._measure(assessment.company_id, AS_OF)
    env.flush_all()
    for statement in (INPUTS, LINES):
        env.cr.execute(statement, [assessment.id])
    env.cr.execute("ANALYZE survey_user_input, survey_user_input_line")
    env.invalidate_all()
    return assessment


def value_of(number: int, count: int) -> int:
    """Few values are common, and some have next to nobody."""
    return round(count * (number * 7919 % PARTICIPANTS / PARTICIPANTS) ** 3)


def own_instrument(env):
    dimensions = env["onetoone.dimension"].create(
        [
            {"code": f"bench_{number}", "name": f"Own {number}", "kind": "capability"}
            for number in range(OWN_DIMENSIONS)
        ]
    )
    return env["survey.survey"].create(
        {
            "title": "Own instrument",
            "survey_type": "onetoone",
            "onetoone_code": "bench",
            "onetoone_audience": "all",
            "question_and_page_ids": [
                (0, 0, own_question(number, dimensions[number % OWN_DIMENSIONS]))
                for number in range(OWN_QUESTIONS)
            ],
        }
    )


def own_question(number: int, dimension) -> dict:
    return {
        "title": f"Question {number}",
        "question_type": "simple_choice",
        "onetoone_code": f"bench_{number}",
        "onetoone_dimension_id": dimension.id,
        "suggested_answer_ids": [
            (0, 0, {"value": f"Level {level}", "onetoone_level": level})
            for level in range(1, LEVELS + 1)
        ],
    }


@contextmanager
def timed_parts():
    """A dictionary that fills with the seconds of each part; none contains another."""
    # found once Odoo has started
    from odoo.addons.odoo_onetoone.engine.opinion import publishing, scores
    from odoo.addons.odoo_onetoone.models.assessment import (
        assessment_answers,
        assessment_closing,
        assessment_scoring,
    )

    answers = assessment_answers.OnetooneAssessment
    closing = assessment_closing.OnetooneAssessment
    scoring = assessment_scoring.OnetooneAssessment
    parts: dict[str, float] = {}
    with ExitStack() as stack:
        for title, owner, name in (
            ("readings", closing, "_freeze_readings"),
            ("who answered", answers, "_respondents"),
            ("writing the answers", closing, "_write_answers"),
            ("reading the answers", answers, "_responses"),
            ("what may be published", publishing, "plan"),
            ("scores", scores, "compute"),
            ("storing the scores", scoring, "_store_scores"),
            ("inputs, links and participants", closing, "_close_participants"),
        ):
            stack.enter_context(
                patch.object(owner, name, timed(parts, title, owner, name))
            )
        yield parts


def timed(parts: dict[str, float], title: str, owner, name: str):
    function = getattr(owner, name)

    def call(*arguments, **named):
        start = time.monotonic()
        try:
            return function(*arguments, **named)
        finally:
            parts[title] = parts.get(title, 0.0) + time.monotonic() - start

    return call
