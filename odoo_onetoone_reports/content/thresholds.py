"""The limits behind the scores and classes of a refresh."""

from odoo.addons.odoo_onetoone.engine.abc_classes import SHARES
from odoo.addons.odoo_onetoone.engine.rfm import HIGHEST_SCORE, LOWEST_SCORE

from .report import NUMBER, PARAGRAPH, TEXT, Column, Sheet

# scores separated by the four ascending thresholds, in their order
RECENCY_SCORES = tuple(range(HIGHEST_SCORE, LOWEST_SCORE, -1))
OTHER_SCORES = tuple(range(LOWEST_SCORE, HIGHEST_SCORE))


def thresholds_sheet(env, company, refresh):
    limits = refresh.thresholds or {}
    return Sheet(
        name=env._("Thresholds"),
        title=env._("Limits of the scores and classes"),
        notes=[
            env._(
                "Scores and classes: limits of the refresh the customers come from. "
                "Settings: as they are now."
            ),
        ],
        columns=[
            Column("subject", env._("Subject"), TEXT, 22),
            Column("limit", env._("Limit"), TEXT, 32),
            Column("value", env._("Value"), NUMBER, 16),
            Column("unit", env._("Unit"), TEXT, 16),
            Column("meaning", env._("Meaning"), PARAGRAPH, 70),
        ],
        rows=[
            *_score_rows(env, limits, company.currency_id.name),
            *_class_rows(env, limits, company.currency_id.name),
            *_setting_rows(env, company),
        ],
    )


def _score_rows(env, limits, currency):
    higher_is_better = env._(
        "Quintile of the active customers; a customer above all four scores 5."
    )
    subjects = (
        (
            "recency",
            env._("Recency"),
            env._("days"),
            RECENCY_SCORES,
            env._(
                "Quintile of the active customers; a customer with more days than "
                "all four scores 1."
            ),
        ),
        (
            "frequency",
            env._("Frequency"),
            env._("purchases"),
            OTHER_SCORES,
            higher_is_better,
        ),
        ("monetary", env._("Monetary"), currency, OTHER_SCORES, higher_is_better),
    )
    for key, subject, unit, scores, meaning in subjects:
        values = _filled(limits.get(key), len(scores))
        if key != "monetary":
            values = map(whole, values)
        for score, value in zip(scores, values, strict=True):
            limit = env._("Score %(score)s up to", score=score)
            yield subject, limit, value, unit, meaning


def _class_rows(env, limits, currency):
    values = _filled(limits.get("abc"), len(SHARES))
    for name, share, value in zip("AB", SHARES, values, strict=True):
        yield (
            env._("Class"),
            env._("Class %(name)s from", name=name),
            value,
            currency,
            env._(
                "Customers with a larger value hold less than %(share)s %% of all "
                "positive value.",
                share=f"{100 * share:.0f}",
            ),
        )


def _setting_rows(env, company):
    setting = env._("Setting")
    yield (
        setting,
        env._("Window"),
        company.onetoone_window_months,
        env._("months"),
        env._("Purchases and contacts of these months count as recent."),
    )
    yield (
        setting,
        env._("Drop span"),
        company.onetoone_drop_days,
        env._("days"),
        env._("The value of these days is compared with that of an earlier span."),
    )
    yield (
        setting,
        env._("Most valuable customers"),
        whole(company.onetoone_mvc_percent),
        "%",
        env._("Share of the active customers that counts as most valuable."),
    )


def _filled(values, length):
    """Return the values, or as many None when nothing was computed."""
    return values or [None] * length


def whole(number):
    """Return a number that happens to be whole as an int, to be shown as one."""
    return int(number) if number is not None and number == int(number) else number
