"""What to do: shortcomings by remedy, the actions, and what became of earlier ones."""

from ..report import DATE, DECIMAL, PARAGRAPH, PERCENT, TEXT, Column, Sheet
from .closed_round import values_of


def shortcomings_sheet(closed):
    """Return what the round proposes now, by the kind of remedy, best first."""
    env = closed.env
    templates = env["onetoone.action.template"]
    remedies = dict(templates._fields["remedy"]._description_selection(env))
    places = {remedy: place for place, remedy in enumerate(remedies)}
    # a stable sort: within a remedy the best stays first
    proposals = sorted(
        templates._proposals(closed.assessment), key=lambda one: places[one["remedy"]]
    )
    return Sheet(
        name=env._("Shortcomings"),
        title=env._("Shortcomings by the kind of remedy"),
        notes=[
            env._(
                "What is worth doing most by what closing the gap would bring, in "
                "points of readiness. Only gaps that are more than chance count. "
                "Accepted or dropped proposals are in the action plan instead."
            )
        ],
        columns=[
            Column("remedy", env._("Remedy"), TEXT, 14),
            Column("stage", env._("Stage"), TEXT, 17),
            Column("subject", env._("What falls short"), PARAGRAPH, 38),
            Column("value", env._("Stands at"), PERCENT, 9),
            Column("target", env._("Target"), PERCENT, 9),
            Column("gap", env._("Gap"), PERCENT, 9),
            Column("chance", env._("Of it maybe chance"), PERCENT, 11),
            Column("priority", env._("Worth (points)"), DECIMAL, 10),
            Column("proposal", env._("Proposal"), PARAGRAPH, 40),
            Column("reason", env._("Why"), PARAGRAPH, 62),
        ],
        rows=[
            (
                remedies[one["remedy"]],
                one["dimension"],
                one["subject"],
                one["value"],
                one["target"],
                one["gap"],
                one["uncertainty"],
                one["priority"],
                one["name"],
                one["reason"],
            )
            for one in proposals
        ],
        is_list=True,
    )


def actions_sheet(closed):
    """Return the actions of the round, as they stand now."""
    env = closed.env
    actions = closed.assessment.action_ids
    return Sheet(
        name=env._("Action plan"),
        title=env._("Actions of this round, as they stand now"),
        columns=[
            Column("remedy", env._("Remedy"), TEXT, 14),
            Column("stage", env._("Stage"), TEXT, 17),
            Column("action", env._("Action"), PARAGRAPH, 44),
            Column("subject", env._("Should move"), PARAGRAPH, 38),
            Column("before", env._("Before"), PERCENT, 9),
            Column("target", env._("Target"), PERCENT, 9),
            Column("owner", env._("Owner"), TEXT, 22),
            Column("deadline", env._("Deadline"), DATE, 13),
            Column("state", env._("State"), TEXT, 14),
            Column("reason", env._("Why"), PARAGRAPH, 50),
            Column("note", env._("Progress"), PARAGRAPH, 34),
        ],
        rows=[
            (
                closed.label("remedy", action),
                action.dimension_id.sudo().name or None,
                action.name,
                action.subject,
                *values_of(action, "position_before", "target"),
                # who may see the action may see whose it is
                action.user_id.sudo().name or None,
                action.deadline or None,
                closed.label("state", action),
                action.reason or None,
                action.note or None,
            )
            for action in actions.sorted(lambda one: (one.remedy, -int(one.priority)))
        ],
        is_list=True,
    )


def results_sheet(closed):
    """Return what became of earlier actions; None without any."""
    env = closed.env
    results = closed.assessment.action_result_ids
    if not results:
        return None
    return Sheet(
        name=env._("Earlier actions"),
        title=env._("What earlier actions should move, before and after"),
        notes=[
            env._(
                "Like for like, on the anchors of this round. No proof that an action "
                "did it: other things changed, too."
            )
        ],
        columns=[
            Column("action", env._("Action"), PARAGRAPH, 48),
            Column("subject", env._("Should move"), PARAGRAPH, 40),
            Column("state", env._("State then"), TEXT, 14),
            Column("target", env._("Target"), PERCENT, 10),
            Column("before", env._("Before"), PERCENT, 10),
            Column("after", env._("After"), PERCENT, 10),
            Column("change", env._("Change (points)"), DECIMAL, 11),
            Column("effect", env._("What can be said"), PARAGRAPH, 50),
        ],
        rows=[
            (
                result.action_id.name,
                result.subject,
                closed.label("state", result),
                *values_of(
                    result, "target", "position_restated", "position_after", "change"
                ),
                result.effect or None,
            )
            for result in results
        ],
    )
