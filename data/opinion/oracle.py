"""What must come out of a round, worked out from its CSV and nothing else.

Plain loops, written from the rules of the project's design; neither the engine nor
Odoo is imported, so that both can only agree by being right. ``expected`` holds the
opinions; ``stage`` and ``readiness`` join them with the evidence they are given.
``held`` is the folder of the round.
"""

from collections import defaultdict
from functools import cache
from itertools import chain, combinations
from statistics import median

from data.opinion import LATEST, asked_of, rows
from data.opinion.oracle_interval import interval

MINIMUM = 5
STAGES = ("identify", "differentiate", "interact", "customize")
CUTS = ("place", "product_line", "department")
# who submitted what the file has of them; "first" went no further
SUBMITTED = ("done", "empty", "first")
CAPABILITY = ("crm_key_capabilities", "crm_indicators")
# gap: (what is wanted, what is given)
SERVICE_GAPS = {
    "service_gap_1": ("service_expected", "service_understood"),
    "service_gap_2": ("service_understood", "service_specified"),
    "service_gap_3": ("service_specified", "service_delivered"),
    "service_gap_4": ("service_promised", "service_delivered"),
    "service_gap_5": ("service_expected", "service_perceived"),
}
# the readiness that ends a stage of development
DEVELOPMENT = (
    (25, "product_driven"),
    (50, "customer_sensitive"),
    (75, "customer_driven"),
    (1000, "one_to_one"),
)


@cache
def expected(held=LATEST):
    """{"blocks": …, "whole": …, "block": …}; opinions by dimension or question.

    "whole" and "block" are {code: values} and {(code, block): values}; a block is
    written as its groups joined by "+".
    """
    people = responses(held)
    blocks = form_blocks(people, held)
    subjects = {code: (code,) for code in questions(held)}
    for code, question in questions(held).items():
        subjects.setdefault(question["dimension"], ())
        subjects[question["dimension"]] += (code,)
    whole, by_block = {}, {}
    for subject, codes in subjects.items():
        opinions = opinions_by_block(people, blocks, codes)
        whole[subject] = whole_values(opinions, codes)
        whole[subject]["perception_gap"] = perception_gap(people, blocks, codes)
        for block in opinions:
            alone = {name: dict(one) for name, one in opinions.items()}
            for name, one in alone.items():
                one["weight"] = float(name == block)
            value, low, high = interval(list(alone.values()), levels_of(codes))
            by_block[subject, block] = {
                "opinion": value,
                "opinion_low": low,
                "opinion_high": high,
                "answer_count": len(opinions[block]["values"]),
            }
    return {"blocks": blocks, "whole": whole, "block": by_block}


@cache
def questions(held=LATEST):
    """{code: its row} of what was asked, each once, however many wordings it has."""
    groups = [row["code"] for row in rows("groups")]
    asked = {survey for group in groups for survey in asked_of(group, held)}
    return {row["code"]: row for row in rows("questions") if row["survey"] in asked}


@cache
def responses(held=LATEST):
    """{reference: its row with ``positions``} of everybody who said something."""
    people = {row["ref"]: row | {"positions": {}} for row in rows("participants", held)}
    for answer in rows("answers", held):
        person = people[answer["participant"]]
        if person["ends"] in SUBMITTED and answer["level"]:
            code = answer["question"]
            steps = int(questions()[code]["levels"]) - 1
            person["positions"][code] = 100 * (int(answer["level"]) - 1) / steps
    return {ref: one for ref, one in people.items() if one["positions"]}


def levels_of(codes):
    return [int(questions()[code]["levels"]) for code in codes]


# ------------------------------------------------------------
# Blocks
# ------------------------------------------------------------


def form_blocks(people, held=LATEST):
    """{"strategy+executive": {"side": …, "weight": …, "eligible": …}}."""
    counts = defaultdict(int)
    for person in people.values():
        counts[person["group"]] += 1
    groups = {row["code"]: row for row in rows("groups") if counts[row["code"]]}
    chain_inside = [[code] for code in groups if groups[code]["side"] == "inside"]
    while len(chain_inside) > 1:
        sizes = [sum(counts[code] for code in one) for one in chain_inside]
        at = sizes.index(min(sizes))
        if sizes[at] >= MINIMUM:
            break
        sides = [i for i in (at - 1, at + 1) if 0 <= i < len(chain_inside)]
        other = min(sides, key=lambda i: sizes[i])
        first, second = min(at, other), max(at, other)
        chain_inside[first] += chain_inside.pop(second)
    outside = [[code] for code in groups if groups[code]["side"] == "outside"]
    return {
        "+".join(one): block_of(one, groups, held)
        for one in chain_inside + outside
        if sum(counts[code] for code in one) >= MINIMUM
    }


def block_of(codes, groups, held):
    invited = defaultdict(int)
    for row in rows("participants", held):
        invited[row["group"]] += 1
    side = groups[codes[0]]["side"]
    people = [max(invited[c], int(groups[c]["eligible"] or 0)) for c in codes]
    return {
        "groups": codes,
        "side": side,
        "weight": sum(float(groups[code]["weight"]) for code in codes),
        "eligible": sum(people) if side == "inside" else None,
    }


# ------------------------------------------------------------
# Opinion
# ------------------------------------------------------------


def opinion_of(person, codes):
    """The mean of the answers to at least half of the questions, else None."""
    given = [person["positions"][c] for c in codes if c in person["positions"]]
    if not given or len(given) < len(codes) / 2:
        return None
    return sum(given) / len(given)


def opinions_by_block(people, blocks, codes):
    """{block: its row with ``values``} of the blocks that have any."""
    found = {}
    for name, block in blocks.items():
        own = [p for p in people.values() if p["group"] in block["groups"]]
        values = [opinion_of(person, codes) for person in own]
        values = [value for value in values if value is not None]
        if values:
            found[name] = block | {"values": values}
    return found


def whole_values(opinions, codes):
    value, low, high = interval(list(opinions.values()), levels_of(codes))
    everybody = list(chain.from_iterable(one["values"] for one in opinions.values()))
    return {
        "opinion": value,
        "opinion_low": low,
        "opinion_high": high,
        "opinion_unweighted": mean(everybody),
        "answer_count": len(everybody),
        "inside": weighted_side(opinions, "inside"),
        "outside": weighted_side(opinions, "outside"),
    }


def weighted_side(opinions, side):
    own = [one for one in opinions.values() if one["side"] == side]
    weight = sum(one["weight"] for one in own)
    if not weight:
        return None
    return sum(one["weight"] * mean(one["values"]) for one in own) / weight


def perception_gap(people, blocks, codes):
    """Mean of inside − outside of the questions that both sides answered."""
    differences = []
    for code in codes:
        opinions = opinions_by_block(people, blocks, (code,))
        answered = defaultdict(int)
        for one in opinions.values():
            answered[one["side"]] += len(one["values"])
        if min(answered["inside"], answered["outside"]) >= MINIMUM:
            sides = [weighted_side(opinions, side) for side in ("inside", "outside")]
            differences.append(sides[0] - sides[1])
    return mean(differences) if differences else None


def mean(values):
    return sum(values) / len(values)


# ------------------------------------------------------------
# Places, product lines, departments
# ------------------------------------------------------------


def cut_values(dimension, cut, named, held=LATEST):
    """{value: (opinion, answers)} of a dimension; None is everybody not ``named``.

    Which values are named and which are merged is decided by what may be published.
    """
    codes = [c for c, q in questions(held).items() if q["dimension"] == dimension]
    in_blocks = set(chain(*(b["groups"] for b in expected(held)["blocks"].values())))
    cells = defaultdict(list)
    for person in responses(held).values():
        opinion = opinion_of(person, codes)
        if person[cut] and person["group"] in in_blocks and opinion is not None:
            cells[person[cut] if person[cut] in named else None].append(opinion)
    return {value: (mean(found), len(found)) for value, found in cells.items()}


# ------------------------------------------------------------
# With the evidence
# ------------------------------------------------------------


def evidence_of(readings):
    """(value, coverage) of a stage; ``readings`` are (weight, position or None)."""
    applicable = sum(weight for weight, _ in readings)
    known = [
        (weight, position) for weight, position in readings if position is not None
    ]
    measured = sum(weight for weight, _ in known)
    if not measured:
        return None, 0.0
    return sum(w * p for w, p in known) / measured, measured / applicable


def share_of(coverage, evidence_share):
    return evidence_share * min(1, coverage / 0.5)


def stage(code, readings, held=LATEST, evidence_share=0.5):
    """What the row of a stage says besides the opinion."""
    value, coverage = evidence_of(readings)
    opinion = expected(held)["whole"][code]["opinion"]
    share = share_of(coverage, evidence_share)
    combined = opinion if value is None else (1 - share) * opinion + share * value
    return {"evidence": value, "evidence_coverage": coverage, "combined": combined}


def said_level(code, held=LATEST):
    """The median of the levels that were chosen on the ladder of a stage."""
    steps = int(questions(held)[f"ladder_{code}"]["levels"]) - 1
    chosen = [
        1 + round(person["positions"][f"ladder_{code}"] * steps / 100)
        for person in responses(held).values()
        if f"ladder_{code}" in person["positions"]
    ]
    return median(chosen)


def readiness(readings, held=LATEST, evidence_share=0.5):
    """What the whole round says; ``readings`` are {stage: [(weight, position)]}."""
    whole = expected(held)["whole"]
    gap_questions = [code for code in questions(held) if code.startswith("gap_")]
    opinion = [
        mean(
            [
                mean([whole[code][field] for code in codes])
                for codes in (STAGES, gap_questions)
            ]
        )
        for field in ("opinion", "opinion_low", "opinion_high")
    ]
    evidence = [evidence_of(readings[code]) for code in STAGES]
    known = [value for value, _ in evidence if value is not None]
    coverage = mean([part for _, part in evidence])
    share = share_of(coverage, evidence_share)
    joined = [(1 - share) * one + share * mean(known) for one in opinion]
    return {
        "opinion": opinion[0],
        "opinion_low": opinion[1],
        "opinion_high": opinion[2],
        "evidence": mean(known),
        "evidence_coverage": coverage,
        "readiness": joined[0],
        "readiness_low": joined[1],
        "readiness_high": joined[2],
        "development_stage": development(joined[0]),
        "development_stage_low": development(joined[1]),
        "development_stage_high": development(joined[2]),
    }


def verdict(readings, held=LATEST):
    """(verdict, reasons as (code, stage, later stage)) of the whole round."""
    stands = {code: limits(code, readings[code], held) for code in STAGES}
    thin = {code for code in STAGES if evidence_of(readings[code])[1] < 0.5}
    reasons = []
    for code in ("identify", "differentiate"):
        low = [limit for limit in (25, 50) if stands[code][0] < limit]
        reasons += [(f"below_{limit}", code, None) for limit in low[:1]]
        reasons += [("thin", code, None)] if code in thin else []
    for earlier, later in combinations([one for one in STAGES if one not in thin], 2):
        # the later stage at its worst against the earlier one at its best
        points = stands[later][0] - stands[earlier][0]
        if points > 25 and stands[later][1] >= stands[earlier][2]:
            reasons.append(("skipped", earlier, later))
    if any(code == "below_25" for code, *_ in reasons):
        return "not_yet", reasons
    return ("prepare_first" if reasons else "go"), reasons


def limits(code, readings, held):
    """[combined, its lower and its upper limit] of a stage."""
    value, coverage = evidence_of(readings)
    share = 0 if value is None else share_of(coverage, 0.5)
    whole = expected(held)["whole"][code]
    return [
        (1 - share) * whole[field] + share * (value or 0)
        for field in ("opinion", "opinion_low", "opinion_high")
    ]


def capability(held=LATEST):
    """The opinion on both parts of the CRM capability; None where it was not asked."""
    whole = expected(held)["whole"]
    parts = [whole[code]["opinion"] for code in CAPABILITY if code in whole]
    return mean(parts) if parts else None


def service_gap(code, held=LATEST):
    """What is given less what is wanted; None where a side was not asked."""
    whole = expected(held)["whole"]
    wanted, given = SERVICE_GAPS[code]
    if wanted not in whole or given not in whole:
        return None
    return whole[given]["opinion"] - whole[wanted]["opinion"]


def tier(value):
    return "lagging" if value < 40 else "medium" if value < 70 else "leading"


def development(value):
    return next(name for limit, name in DEVELOPMENT if value < limit)
