"""Hold the round in a database of the sample company, without a browser."""

from data.opinion import rows
from data.sample import AS_OF, XMLID_MODULE

COMPANY = "C1"
LANGUAGES = ("zh_CN", "ms_MY")
# whose texts a respondent sees
PAGES = ("base", "web", "portal", "survey", "odoo_onetoone")
TARGETS = {"identify": 75, "differentiate": 60, "interact": 70, "customize": 50}


def hold(env, close=True):
    """Return the round of the sample company, answered by everybody, and closed.

    Lines are what the pages would save, all created at once.
    """
    assessment = start(env)
    people = invite(assessment)
    assessment.action_open()
    answer(people)
    withdraw(people)
    if close:
        assessment._seal()
        assessment.action_close()
    return assessment


def install_languages(env):
    """Let respondents read their pages in every language of the round."""
    for code in LANGUAGES:
        env["res.lang"]._activate_lang(code)
    env["ir.module.module"].search(
        [("state", "=", "installed"), ("name", "in", PAGES)]
    )._update_translations(list(LANGUAGES))
    env.registry.clear_all_caches()


def start(env):
    """Return the round in draft, for every group, with targets."""
    install_languages(env)
    company = env.ref(f"{XMLID_MODULE}.{COMPANY}")
    assessment = (
        env["onetoone.assessment"]
        .with_company(company)
        .create(
            {
                "name": "Summer 2026",
                "company_id": company.id,
                "as_of": AS_OF,
                "target_ids": [
                    (0, 0, {"dimension_id": dimension(env, code).id, "target": target})
                    for code, target in TARGETS.items()
                ],
            }
        )
    )
    eligible = {row["code"]: row["eligible"] for row in rows("groups")}
    for line in assessment.group_ids:
        if eligible[line.group_id.code]:
            line.eligible_count = int(eligible[line.group_id.code])
    return assessment


def dimension(env, code):
    return env["onetoone.dimension"].search([("code", "=", code)])


def invite(assessment):
    """Create the participants; {reference: participant}."""
    env = assessment.env
    groups = {one.code: one for one in env["onetoone.respondent.group"].search([])}
    participants = rows("participants")
    records = env["onetoone.participant"].create(
        [
            {
                "assessment_id": assessment.id,
                "group_id": groups[row["group"]].id,
                "lang": row["language"],
                **{name: row[name] for name in ("place", "product_line", "department")},
                **identity(env, row),
            }
            for row in participants
        ]
    )
    return dict(zip((row["ref"] for row in participants), records, strict=True))


def identity(env, row):
    """A contact of the company, or a name with an address."""
    if not row["partner"]:
        return {"name": row["name"], "email": row["email"]}
    contact = env.ref(f"{XMLID_MODULE}.{row['partner']}")
    if contact._name == "res.users":
        contact = contact.partner_id
    return {"partner_id": contact.id}


def answer(people):
    """Save what everybody answers, and submit what was finished."""
    env = next(iter(people.values())).env
    given = answers_by_person()
    submitted = env["survey.user_input"].sudo()
    lines = []
    for row in rows("participants"):
        if row["ref"] not in given:
            continue
        for one in people[row["ref"]].sudo()._inputs_to_answer():
            answers = given[row["ref"]].get(one.survey_id.onetoone_code, {})
            one._mark_in_progress()
            lines += line_values(one, answers)
            if answers and row["ends"] != "half":
                submitted |= one
    env["survey.user_input.line"].sudo().create(lines)
    submitted._mark_done()


def withdraw(people):
    """Withdraw who does; before the answers are sealed."""
    for row in rows("participants"):
        if row["ends"] == "withdrawn":
            people[row["ref"]].action_withdraw()


def answers_by_person():
    """{participant: {survey: {question: its row}}}."""
    given = {}
    for row in rows("answers"):
        surveys = given.setdefault(row["participant"], {})
        surveys.setdefault(row["survey"], {})[row["question"]] = row
    return given


def line_values(user_input, answers):
    for question in user_input.survey_id.question_ids:
        if row := answers.get(question.onetoone_code):
            kind = question.question_type
            yield user_input._get_line_answer_values(
                question,
                page_value(question, row),
                "suggestion" if kind == "simple_choice" else kind,
            )


def page_value(question, row):
    """What the page sends for a question: text, the chosen option, or nothing."""
    if row["text"] or not row["level"]:
        return row["text"]
    chosen = question.suggested_answer_ids.filtered(
        lambda option: option.onetoone_level == int(row["level"])
    )
    return str(chosen.id)
