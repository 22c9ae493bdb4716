"""Answers of a round that wait for their sealing, read from the native inputs."""

from odoo.tools import SQL


def select_waiting_answers(input_ids):
    """Return the SELECT of the answered lines of inputs, one row each.

    Columns: respondent (text), group_id, survey_id, question_code, question,
    dimension_id (NULL: free text), level, levels, text, place, product_line,
    department. A line of a scored question has a level; other lines have a text.
    Skipped lines are not returned: a question left out is left out.
    """
    return SQL(
        """
        SELECT input.onetoone_respondent AS respondent,
               input.onetoone_group_id AS group_id,
               input.survey_id,
               question.onetoone_code AS question_code,
               question.id AS question_id,
               CASE WHEN line.answer_type IN ('suggestion', 'scale')
                    THEN question.onetoone_dimension_id END AS dimension_id,
               CASE line.answer_type
                    WHEN 'suggestion' THEN option.onetoone_level
                    WHEN 'scale' THEN line.value_scale - question.scale_min + 1
                    END AS level,
               question.onetoone_level_count AS levels,
               CASE line.answer_type
                    WHEN 'text_box' THEN line.value_text_box
                    WHEN 'char_box' THEN line.value_char_box
                    END AS text,
               participant.place,
               participant.product_line,
               participant.department
          FROM survey_user_input input
          JOIN survey_user_input_line line ON line.user_input_id = input.id
          JOIN survey_question question ON question.id = line.question_id
          LEFT JOIN survey_question_answer option
                 ON option.id = line.suggested_answer_id
          LEFT JOIN onetoone_participant participant
                 ON participant.id = input.onetoone_participant_id
         WHERE input.id = ANY(%s) AND line.skipped IS NOT TRUE
        """,
        list(input_ids),
    )
