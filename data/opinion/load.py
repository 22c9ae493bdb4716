"""Hold the rounds in a database of the sample company, without a browser."""

from data.opinion import LATEST, asked_of, held_rounds, rows
from data.sample import XMLID_MODULE

COMPANY = "C1"
LANGUAGES = ("zh_CN", "ms_MY")
# whose texts a respondent sees
PAGES = ("base", "web", "portal", "survey", "odoo_onetoone")
TARGETS = {"identify": 75, "differentiate": 60, "interact": 70, "customize": 50}


def hold_all(env):
    """Return the closed rounds of the sample company, the first one first.

    After each, some of what it proposes is taken up.
    """
    rounds = env["onetoone.assessment"]
    for held in held_rounds():
        rounds += hold(env, held, previous=rounds[-1:])
        take_up(rounds[-1], held)
    return rounds


def take_up(assessment, held):
    """Make actions of proposals of a closed round, in the state they came to."""
    env = assessment.env
    templates = env["onetoone.action.template"]
    proposals = {
        templates.browse(one["template_id"]).code: one
        for one in templates._proposals(assessment)
    }
    for row in rows("plan"):
        if row["round"] == held:
            owner = env.ref(f"{XMLID_MODULE}.U-{row['owner']}-user")
            action = env["onetoone.action"]._accept(
                assessment, [proposals[row["template"]]], owner, row["deadline"]
            )
            action.state = row["state"]


def hold(env, held=LATEST, previous=None, close=True):
    """Return a round of the sample company, answered by everybody, and closed.

    Lines are what the pages would save, all created at once.
    """
    assessment = start(env, held, previous)
    people = invite(assessment, held)
    assessment.action_open()
    answer(people, held)
    withdraw(people, held)
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


def start(env, held=LATEST, previous=None):
    """Return a round in draft, with its groups, questionnaires and targets."""
    install_languages(env)
    row = held_rounds()[held]
    company = env.ref(f"{XMLID_MODULE}.{COMPANY}")
    masters = env["survey.survey"]._onetoone_masters(row["questionnaires"].split())
    assessment = (
        env["onetoone.assessment"]
        .with_company(company)
        .create(
            {
                "name": row["name"],
                "company_id": company.id,
                "as_of": row["as_of"],
                "previous_id": previous.id if previous else False,
                "survey_ids": [(6, 0, masters.ids)],
                "target_ids": [
                    (0, 0, {"dimension_id": dimension(env, code).id, "target": target})
                    for code, target in TARGETS.items()
                ],
            }
        )
    )
    settle_groups(assessment, held)
    return assessment


def settle_groups(assessment, held):
    """Who is asked, what, and of how many."""
    eligible = {row["code"]: row["eligible"] for row in rows("groups")}
    for line in assessment.group_ids:
        code = line.group_id.code
        if code in held_rounds()[held]["not_asked"].split():
            line.unlink()
            continue
        asked = set(asked_of(code, held))
        line.survey_ids = line.survey_ids.filtered(
            lambda survey, asked=asked: survey.onetoone_code in asked
        )
        if eligible[code]:
            line.eligible_count = int(eligible[code])


def dimension(env, code):
    return env["onetoone.dimension"].search([("code", "=", code)])


def invite(assessment, held=LATEST):
    """Create the participants; {reference: participant}."""
    env = assessment.env
    groups = {one.code: one for one in env["onetoone.respondent.group"].search([])}
    participants = rows("participants", held)
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


def answer(people, held=LATEST):
    """Save what everybody answers, and submit what was finished."""
    env = next(iter(people.values())).env
    given = answers_by_person(held)
    submitted = env["survey.user_input"].sudo()
    lines = []
    for row in rows("participants", held):
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


def withdraw(people, held=LATEST):
    """Withdraw who does; before the answers are sealed."""
    for row in rows("participants", held):
        if row["ends"] == "withdrawn":
            people[row["ref"]].action_withdraw()


def answers_by_person(held=LATEST):
    """{participant: {survey: {question: its row}}}."""
    given = {}
    for row in rows("answers", held):
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
