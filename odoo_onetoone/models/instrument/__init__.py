from . import ir_http
from . import onetoone_checklist_item
from . import onetoone_dimension
from . import onetoone_level
from . import survey_question
from . import survey_question_answer
from . import survey_survey
