"""What is managed on top of the profiles: segments, their results, alerts, the form."""

from datetime import timedelta
from statistics import median

from .plan import AS_OF
from .stopwatch import measure

SEGMENT_COUNT = 20
# name of the division, whether exclusive, and the domains of its segments
DIVISIONS = (
    (
        "Value",
        True,
        ["[('tier', '=', 'mvc')]", "[('tier', '=', 'mgc')]"]
        + [f"[('abc', '=', '{letter}')]" for letter in "abc"],
    ),
    (
        "Behaviour",
        True,
        [f"[('r_score', '=', {score})]" for score in range(5, 0, -1)],
    ),
    (
        "Habits",
        False,
        [
            "[('frequency', '>=', 4)]",
            "[('is_two_way', '=', True)]",
            "[('open_complaint_count', '>', 0)]",
            "[('is_loyal', '=', True)]",
            "[('is_drop', '=', True)]",
        ],
    ),
    (
        "Attributes",
        False,
        [
            "[('is_company', '=', True)]",
            "[('is_reachable', '=', False)]",
            "[('partner_id.country_id', '!=', False)]",
            "[('partner_id.city', '!=', False)]",
            "[('completeness', '<', 50)]",
        ],
    ),
)
# what the conditions above ask for
CHANGE_ONE_IN_A_HUNDRED = """
    UPDATE onetoone_profile
       SET r_score = 1 + r_score %% 5, is_two_way = NOT is_two_way,
           tier = CASE tier WHEN 'mvc' THEN 'standard' ELSE 'mvc' END,
           completeness = CASE WHEN completeness < 50 THEN 60 ELSE 40 END
     WHERE is_customer AND abs(hashint8(partner_id)) %% 100 = %s
"""
QUIET_DAYS = timedelta(days=10)
PREFIX = "onetoone_"
CUSTOMERS_LOOKED_AT = 20
PAIRS = 3


def make_segments(env):
    """Make the segments, without members, in place of those of an earlier run."""
    env.cr.execute("TRUNCATE onetoone_segment_member")
    env["onetoone.segment"].search([]).unlink()
    for name, is_exclusive, domains in DIVISIONS:
        division = env["onetoone.segment.division"].create(
            {"name": name, "company_id": env.company.id, "is_exclusive": is_exclusive}
        )
        env["onetoone.segment"].create(
            [
                {
                    "name": domain,
                    "company_id": env.company.id,
                    "division_id": division.id,
                    "domain": domain,
                }
                for domain in domains
            ]
        )


def segments_first(env) -> list[dict]:
    """Twenty segments, of which all members are written."""
    make_segments(env)
    return [measure(env, lambda: refresh_members(env, AS_OF))]


def segments(env, runs: str) -> list[dict]:
    """The same on the days after: nothing changed."""
    return [
        measure(env, lambda day=day: refresh_members(env, day))
        for day in days_after(AS_OF, runs)
    ]


def segments_changed(env, runs: str) -> list[dict]:
    """Day after day, another hundredth of the customers changes segments."""
    found = []
    for day in days_after(AS_OF + QUIET_DAYS, runs):
        env.cr.execute(CHANGE_ONE_IN_A_HUNDRED, [day.day])
        env.cr.commit()
        found.append(measure(env, lambda day=day: refresh_members(env, day)))
    return found


def days_after(start, count: str) -> list:
    return [start + timedelta(days=number) for number in range(1, int(count) + 1)]


def refresh_members(env, as_of) -> None:
    env["onetoone.segment"]._refresh_members(env.company, as_of=as_of)
    env.cr.commit()


def segment_results(env, runs: str) -> list[dict]:
    """Figures and profit and loss of the segments."""

    def work():
        env["onetoone.segment"]._refresh_results(env.company, as_of=AS_OF)
        env.cr.commit()

    return [measure(env, work) for _run in range(int(runs))]


def alerts(env, runs: str) -> list[dict]:
    """All alerts; the first time all are new, then none is."""

    def work():
        env["onetoone.alert"]._detect(env.company, as_of=AS_OF)
        env.cr.commit()

    found = [measure(env, work) for _run in range(int(runs))]
    count = env["onetoone.alert"].search_count([("state", "=", "open")])
    return [one | {"alerts": count} for one in found]


def customer_form(env, runs: str) -> list[dict]:
    """What reading the form of a customer takes longer because of our fields.

    The form is read with and without them, in turn, as the administrator. One reading
    differs from the next by more than our fields take: of each customer it is the
    median of several pairs.
    """
    user_env = env(user=env.ref("base.user_admin").id, su=False)
    partners = user_env["res.partner"]
    whole = specification(partners)
    native = {name: spec for name, spec in whole.items() if not is_ours(name)}
    env.cr.execute(
        "SELECT partner_id FROM onetoone_profile WHERE is_customer"
        " ORDER BY hashint8extended(partner_id, 1) LIMIT %s",
        [CUSTOMERS_LOOKED_AT * int(runs)],
    )

    def look_at(partner_id, wanted):
        user_env.invalidate_all()
        return measure(user_env, lambda: partners.browse(partner_id).web_read(wanted))

    def compare(partner_id):
        without, with_ours = look_at(partner_id, native), look_at(partner_id, whole)
        return {name: with_ours[name] - without[name] for name in without}

    found = []
    for (partner_id,) in env.cr.fetchall():
        look_at(partner_id, whole)  # finds the pages of the database in memory
        pairs = [compare(partner_id) for _pair in range(PAIRS)]
        found.append({name: median(pair[name] for pair in pairs) for name in pairs[0]})
    return found


def is_ours(name: str) -> bool:
    return name.startswith(PREFIX)


def specification(partners) -> dict:
    """The fields that the web client asks for when it opens the form."""
    view = partners.get_views([(None, "form")])
    return {name: {} for name in view["models"]["res.partner"]["fields"]}
