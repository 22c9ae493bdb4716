"""Which groups are reported as one, so that nobody stands out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .responses import INSIDE, Block, Group


class Blocks(NamedTuple):
    """The blocks of a round, and the groups whose answers count nowhere.

    ``too_few``: groups outside with fewer than the minimum of answers, and all groups
    inside where the whole side has fewer.
    """

    blocks: tuple[Block, ...]
    too_few: tuple[str, ...]


def form_blocks(
    groups: Sequence[Group], counts: Mapping[str, int], minimum: int
) -> Blocks:
    """Return the blocks of ``groups`` that ``minimum`` answers allow.

    Inside, a group with fewer merges with the smaller of its neighbours until every
    block has enough; outside, groups are never merged. Groups without an answer are
    neither blocks nor neighbours. ``counts`` are responses by group code.
    """
    answered = [group for group in groups if counts.get(group.code)]
    inside = _merge([g for g in answered if g.side == INSIDE], counts, minimum)
    outside = [(g,) for g in answered if g.side != INSIDE]
    blocks = []
    too_few = []
    for members in (*inside, *outside):
        if _size(members, counts) < minimum:
            too_few += [group.code for group in members]
        else:
            blocks.append(_block(members))
    return Blocks(tuple(blocks), tuple(too_few))


def _merge(groups, counts, minimum):
    merged = [(group,) for group in groups]
    while len(merged) > 1:
        sizes = [_size(members, counts) for members in merged]
        smallest = min(range(len(merged)), key=lambda index: sizes[index])
        if sizes[smallest] >= minimum:
            break
        neighbours = [i for i in (smallest - 1, smallest + 1) if 0 <= i < len(merged)]
        other = min(neighbours, key=lambda index: sizes[index])
        first, second = sorted((smallest, other))
        merged[first : second + 1] = [merged[first] + merged[second]]
    return merged


def _size(members, counts):
    return sum(counts[group.code] for group in members)


def _block(members):
    known = [group.eligible for group in members]
    return Block(
        groups=tuple(group.code for group in members),
        side=members[0].side,
        weight=sum(group.weight for group in members),
        eligible=None if None in known else sum(known),
    )
