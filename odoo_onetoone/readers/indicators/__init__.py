"""Indicators: what is counted, among what, and how it is read.

One module per stage holds its ``READERS`` by code; the others hold the kinds of
readers. A ratio is defined by two domains, so that the records a reading opens are
the records it counted; where no domain can say it, the reader makes the cases
itself and the reading opens those.
"""

from . import (
    customize,
    differentiate,
    identify,
    interact,
    shown_customize,
    shown_differentiate,
    shown_identify,
    shown_interact,
)

STAGES = (identify, differentiate, interact, customize)
# shown without weight
SHOWN = (shown_identify, shown_differentiate, shown_interact, shown_customize)


def join_readers(modules):
    """Return the readers of all modules by code; a code may be given only once."""
    readers = {}
    for module in modules:
        if taken := readers.keys() & module.READERS.keys():
            raise ValueError(
                f"{module.__name__} reads indicators that others read already: "
                f"{', '.join(sorted(taken))}."
            )
        readers.update(module.READERS)
    return readers


READERS = join_readers((*STAGES, *SHOWN))
