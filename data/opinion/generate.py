"""Rewrite the rounds' CSV byte for byte: ``python data/opinion/generate.py``."""

import csv
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.opinion import FOLDER, LATEST, asked_of, held_rounds, rows  # noqa: E402
from data.sample import CSV_DIR  # noqa: E402

SEED = 20260701
SKIPPED = 0.04  # of the questions
# Short, and asked of one group: one question skipped by few would hide them all.
NEVER_SKIPPED = ("service_customer", "service_manager", "service_frontline")
PARTICIPANT = (
    *("ref", "name", "email", "partner", "group", "language"),
    *("place", "product_line", "department", "ends"),
)
FIRST_ASKED = ("gap", "gap_customer", "ladder")
OTHERS_ASKED = (
    *("capability", "self_check"),
    *("service_customer", "service_manager", "service_frontline"),
)
ANSWER = ("participant", "survey", "question", "level", "text")

# group: (prefix of the references, people, where they see the company, 0 to 1)
GROUPS = {
    "strategy": ("S", 3, 0.66),
    "executive": ("E", 6, 0.64),
    "middle": ("M", 14, 0.56),
    "frontline": ("F", 34, 0.48),
    "staff": ("T", 30, 0.50),
    "partner": ("P", 9, 0.46),
    "customer": ("C", 54, 0.42),
}
MANAGERS = ("strategy", "executive", "middle")
BETTER_FOR_MANAGERS = {"customer_relations": 0.16, "technology": 0.12}
WORSE_FOR_CUSTOMERS = {"customer_relations": -0.08}
WORSE_PLACE = ("Hamburg", "customer_relations", -0.28)
STANDS = {
    "identify": 0.10,
    "differentiate": -0.12,
    "interact": 0.02,
    "customize": -0.16,
    "competition": -0.06,
    "process": 0.05,
    "service_expected": 0.38,
    "service_understood": 0.16,
    "service_specified": 0.06,
    "service_promised": 0.20,
    "service_closeness": -0.12,
    "crm_indicators": -0.06,
}
# How much lower everybody saw the company in an earlier round, and what differs.
EARLIER = {"summer_2025": -0.16, "winter_2026": -0.10}
EARLIER_STANDS = {
    "summer_2025": {"technology": 0.16, "employees": 0.22, "identify": -0.06},
    "winter_2026": {"technology": 0.10, "employees": 0.14},
}
UNKNOWN_TO_PARTNERS = "gap_14"
LANGUAGES = ("en_US", "zh_CN", "ms_MY")
LANGUAGE_WEIGHTS = (70, 18, 12)
PRODUCT_LINES = ("Tools", "Electrical", "Garden")
# Where people work; those without a number take the large places in turn.
LARGE_PLACES = ("Berlin", "Hamburg", "Köln")
SMALL_PLACES = {"F01": "Rostock", "F02": "Rostock", "F03": "Rostock"} | {
    ref: "Kiel" for ref in ("T01", "T02", "T03", "F04")
}
DEPARTMENTS = {
    "strategy": ("Management",),
    "executive": ("Management",),
    "middle": ("Sales", "Service", "Logistics"),
    "frontline": ("Sales", "Service"),
    "staff": ("Logistics", "Logistics", "Sales", "Accounting", "Logistics"),
}
# How the participation ends where it is not "done".
ENDS = {
    **dict.fromkeys(("M13", "M14", "F30", "F31", "F32", "F33", "F34"), "never"),
    **dict.fromkeys(("T27", "T28", "T29", "T30", "P09"), "never"),
    **{f"C{number}": "never" for number in range(47, 55)},
    **{"F29": "half", "T26": "half", "C46": "half"},
    **{"F28": "first", "T25": "first"},
    **{"T24": "withdrawn", "C45": "empty"},
}
HALF = 6  # questions of the first questionnaire that those answered who stopped
# skips three of the four questions on customer relations
SKIPS_MOST = ("T10", ("gap_09", "gap_11", "gap_12"))
USERS = {
    **{"M01": "manager", "T05": "analyst", "F05": "sales1", "F06": "sales2"},
    **{"F07": "sales3", "F08": "service1", "F09": "service2"},
    **{"T06": "marketing", "T07": "accounting"},
}
FIRST_NAMES = (
    *("Anke", "Björn", "Chen", "Dilara", "Emre", "Farah", "Gregor", "Hanna", "Ines"),
    *("Jonas", "Katja", "Liang", "Mira", "Nils", "Olga", "Peter", "Rosa", "Siti"),
    *("Tomasz", "Uta", "Viktor", "Wei", "Yusuf", "Zoe"),
)
LAST_NAMES = (
    *("Ahlers", "Brandes", "Christiansen", "Demir", "Evers", "Fuhrmann", "Gerdes"),
    *("Hinrichs", "Ismail", "Janssen", "Kruse", "Lim", "Meinert", "Nowak", "Ohlsen"),
    *("Petrov", "Rahman", "Sievers", "Tan", "Ullmann", "Voss", "Wang", "Zhou"),
)
TEXTS = {
    "M02": "Give every branch the same view of a customer.",
    "M05": "One system for offers and complaints.",
    "F10": "Let us see what a customer told a colleague last week.",
    "F12": "Fewer fields that nobody reads.",
    "F15": "Ask customers before the price list changes.",
    "T02": "Answer inquiries on the day they come.",
    "T08": "把客户的需求记录在一个地方。",
    "P02": "Tell partners earlier what is planned.",
    "C03": "Call me when the delivery is late.",
    "C11": "Jangan hantar e-mel yang sama dua kali.",
    "T24": "This text is withdrawn with its answers.",
}


def generate(folder: Path) -> None:
    rng = random.Random(SEED)
    everybody = participants(rng)
    # first the questionnaires of every round, so that more of them change no answer
    given = answers(rng, everybody, LATEST, FIRST_ASKED)
    for held, row in held_rounds().items():
        left_out = row["not_asked"].split()
        people = [one for one in everybody if one["group"] not in left_out]
        if held == LATEST:
            more = answers(random.Random(f"{SEED} {held}"), people, held, OTHERS_ASKED)
            found = given + more
        else:
            people = [one | {"ends": earlier_end(one)} for one in people]
            found = answers(random.Random(f"{SEED} {held}"), people, held, FIRST_ASKED)
        write(folder / held / "participants.csv", PARTICIPANT, people)
        write(folder / held / "answers.csv", ANSWER, found)


def earlier_end(person):
    """In earlier rounds people answered everything or nothing."""
    return "never" if person["ends"] == "never" else "done"


def participants(rng):
    customers = iter(chosen_customers(rng))
    users = {row["ref"]: row for row in sample_rows("user")}
    people = []
    for group, (prefix, count, _stand) in GROUPS.items():
        for number in range(1, count + 1):
            ref = f"{prefix}{number:02}"
            person = {
                "ref": ref,
                "group": group,
                "language": rng.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0],
                "ends": ENDS.get(ref, "done"),
                **whereabouts(group, ref, number),
            }
            if group == "customer":
                customer = next(customers)
                person |= {"partner": customer["ref"], "name": customer["name"]}
                person["email"] = customer["email"]
            elif login := USERS.get(ref):
                person |= {"partner": f"U-{login}-user", "name": users[login]["name"]}
            else:
                person |= invented(len(people), group)
            people.append(person)
    return people


def whereabouts(group, ref, number):
    where = {}
    if group != "partner":
        large = LARGE_PLACES[number % len(LARGE_PLACES)]
        where["place"] = SMALL_PLACES.get(ref, large)
    if group == "customer":
        where["product_line"] = PRODUCT_LINES[number // 3 % len(PRODUCT_LINES)]
    if group in DEPARTMENTS:
        among = DEPARTMENTS[group]
        where["department"] = among[number // 3 % len(among)]
    return where


def invented(number, group):
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    last = LAST_NAMES[number % len(LAST_NAMES)]
    host = "partner" if group == "partner" else "nordwind"
    return {"name": f"{first} {last}", "email": f"round{number:03}@{host}.example"}


def chosen_customers(rng):
    """Persons with an address of their own who bought three times or more."""
    people = sample_rows("partner")
    used = Counter(row["email"].lower() for row in people)
    bought = Counter(
        row["partner"]
        for row in sample_rows("order")
        if row["company"] == "C1" and row["state"] == "sale"
    )
    known = [
        row
        for row in people
        if row["kind"] == "person"
        and row["email"]
        and used[row["email"].lower()] == 1
        and row["active"] == "1"
        and not row["generic"]
        and row["company"] in ("", "C1")
        and bought[row["ref"]] >= 3
    ]
    return rng.sample(known, GROUPS["customer"][1])


def sample_rows(name):
    with (CSV_DIR / f"{name}.csv").open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def answers(rng, people, held, surveys):
    """What everybody answers to those of the ``surveys`` that he is asked."""
    asked = {}
    for question in rows("questions"):
        asked.setdefault(question["survey"], []).append(question)
    found = []
    for person in people:
        own = [one for one in asked_of(person["group"], held) if one in surveys]
        if person["ends"] == "never" or not own:
            continue
        stand = rng.gauss(GROUPS[person["group"]][2] + EARLIER.get(held, 0), 0.09)
        is_first = surveys == FIRST_ASKED
        if not is_first and person["ends"] in ("first", "half"):
            continue
        if person["ends"] == "first":
            own = own[:1]
        given = [
            answer_row(rng, person, question, stand, EARLIER_STANDS.get(held, {}))
            for survey in own
            for question in asked[survey]
        ]
        if person["ends"] == "half":
            given = given[:HALF]
        text = TEXTS.get(person["ref"])
        if text and is_first and held == LATEST:
            given.append(row_of(person, own[0], "advice", text=text))
        found += given
    return found


def answer_row(rng, person, question, stand, earlier):
    dimension = question["dimension"]
    stand += shift(person, dimension) + earlier.get(dimension, 0)
    steps = int(question["levels"]) - 1
    level = 1 + round(min(max(rng.gauss(stand, 0.2), 0), 1) * steps)
    is_skipped = rng.random() < SKIPPED and question["survey"] not in NEVER_SKIPPED
    is_skipped |= is_planted_skip(person, question["code"])
    return row_of(
        person,
        question["survey"],
        question["code"],
        level="" if is_skipped else level,
    )


def shift(person, dimension):
    points = STANDS.get(dimension, 0)
    if person["group"] in MANAGERS:
        points += BETTER_FOR_MANAGERS.get(dimension, 0)
    if person["group"] == "customer":
        points += WORSE_FOR_CUSTOMERS.get(dimension, 0)
    place, worse, by = WORSE_PLACE
    if person.get("place") == place and dimension == worse:
        points += by
    return points


def is_planted_skip(person, code):
    ref, codes = SKIPS_MOST
    return (
        person["ends"] == "empty"
        or (person["ref"] == ref and code in codes)
        or (person["group"] == "partner" and code == UNKNOWN_TO_PARTNERS)
    )


def row_of(person, survey, question, level="", text=""):
    return {
        "participant": person["ref"],
        "survey": survey,
        "question": question,
        "level": level,
        "text": text,
    }


def write(path, columns, found):
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
