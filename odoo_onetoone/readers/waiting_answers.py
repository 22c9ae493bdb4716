"""Answers of a round that wait for their sealing, read from the native inputs."""

from odoo.tools import SQL


def select_waiting_answers(input_ids, positions):
    """Return the SELECT of the answers to scored questions, one row each.

    Columns: respondent (text), group_id, survey_id, question_code, dimension_id, level,
    position (0 to 100; NULL, which no answer can have, where ``positions`` lacks it).
    Skipped lines are not returned: a question left out is left out.

    :param positions: {(length of the ladder, level): position}
    """
    return SQL(
        """
        SELECT answer.respondent,
               answer.group_id,
               answer.survey_id,
               answer.question_code,
               answer.dimension_id,
               answer.level,
               step.position
          FROM (%(answers)s) AS answer
          LEFT JOIN UNNEST(
               %(ladders)s::int[], %(levels)s::int[], %(positions)s::float[]
               ) AS step(levels, level, position)
            ON step.levels = answer.levels AND step.level = answer.level
         WHERE answer.level IS NOT NULL
        """,
        answers=_select_levels(input_ids),
        ladders=[levels for levels, _level in positions],
        levels=[level for _levels, level in positions],
        positions=list(positions.values()),
    )


def _select_levels(input_ids):
    # Materialized: the questions of a round are younger than any statistics of them,
    # by which PostgreSQL may decide to look at every input for every line.
    return SQL(
        """
        WITH line AS MATERIALIZED (
            SELECT input.onetoone_respondent AS respondent,
                   input.onetoone_group_id AS group_id,
                   input.survey_id,
                   line.question_id,
                   line.answer_type,
                   line.suggested_answer_id,
                   line.value_scale
              FROM survey_user_input input
              JOIN survey_user_input_line line ON line.user_input_id = input.id
             WHERE input.id = ANY(%s) AND line.skipped IS NOT TRUE
        )
        SELECT line.respondent,
               line.group_id,
               line.survey_id,
               question.onetoone_code AS question_code,
               question.onetoone_dimension_id AS dimension_id,
               CASE line.answer_type
                    WHEN 'suggestion' THEN option.onetoone_level
                    WHEN 'scale' THEN line.value_scale - question.scale_min + 1
                    END AS level,
               question.onetoone_level_count AS levels
          FROM line
          JOIN survey_question question ON question.id = line.question_id
          LEFT JOIN survey_question_answer option
                 ON option.id = line.suggested_answer_id
         WHERE question.onetoone_dimension_id IS NOT NULL
        """,
        list(input_ids),
    )


def select_waiting_texts(input_ids):
    """Return the SELECT of what was answered in own words.

    Columns: respondent (text), group_id, question_id, question_code, text.
    """
    return SQL(
        """
        SELECT input.onetoone_respondent AS respondent,
               input.onetoone_group_id AS group_id,
               question.id AS question_id,
               question.onetoone_code AS question_code,
               CASE line.answer_type
                    WHEN 'text_box' THEN line.value_text_box
                    ELSE line.value_char_box END AS text
          FROM survey_user_input input
          JOIN survey_user_input_line line ON line.user_input_id = input.id
          JOIN survey_question question ON question.id = line.question_id
         WHERE input.id = ANY(%s)
           AND line.answer_type IN ('text_box', 'char_box')
           AND line.skipped IS NOT TRUE
        """,
        list(input_ids),
    )


def select_waiting_cuts(input_ids):
    """Return the SELECT of what is known of who answers, one row per respondent.

    Columns: respondent (text), place, product_line, department.
    """
    return SQL(
        """
        SELECT DISTINCT input.onetoone_respondent AS respondent,
               participant.place,
               participant.product_line,
               participant.department
          FROM survey_user_input input
          JOIN onetoone_participant participant
            ON participant.id = input.onetoone_participant_id
         WHERE input.id = ANY(%s)
        """,
        list(input_ids),
    )
