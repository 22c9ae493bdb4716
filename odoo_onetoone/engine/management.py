"""The ladder of customer management, 0 to 5: what a segment needs for each step.

The stages are those of the source (A-002.4). By which facts each is recognised, which
touchpoints need a guideline, and that a company stands where its weakest segment
stands, are proposals of this project.
"""

from collections.abc import Iterable

# channels that must have a guideline before every touchpoint is said to have one
TOUCHPOINTS = ("email", "phone", "meeting")


def management_level(steps: Iterable[bool]) -> int:
    """Return how many steps are made, one after the other from the first on.

    :param steps: whether members were worked out, results are reported, a manager is
        named, guidelines and budget are set, and profit and loss is answered for
    """
    level = 0
    for is_made in steps:
        if not is_made:
            break
        level += 1
    return level


def missing_touchpoints(channels: Iterable[str]) -> list[str]:
    """Return the touchpoints that none of the guidelines' channels covers."""
    covered = set(channels)
    return [channel for channel in TOUCHPOINTS if channel not in covered]


def company_level(levels: Iterable[int]) -> int:
    """Return the stage of a company from its segments' levels; 0 without any."""
    return min(levels, default=0)


def skipped_stages(level: int, target: int) -> list[int]:
    """Return the stages a target would jump over (A-002.5: do not skip stages)."""
    return list(range(level + 1, target))
