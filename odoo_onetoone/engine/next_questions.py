"""Which questions to ask a customer next: few, useful, and none twice (C-I11)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

# a source asks for "only a few questions each time"; two is a proposal of this project
QUESTIONS_AT_ONCE = 2


class Topic(NamedTuple):
    """Something worth knowing; without ``segments`` it is asked of everybody."""

    id: int
    sequence: int
    asks_prospects: bool = True
    segments: frozenset[int] = frozenset()


class Asking(NamedTuple):
    """One time a topic was asked, whether or not it was answered.

    ``number`` tells the order of those of one day; ``expiry`` is the first day on
    which the answer is worth asking for again.
    """

    topic: int
    date: date
    number: int
    is_answered: bool
    expiry: date | None = None


def next_questions(
    topics: Iterable[Topic],
    askings: Iterable[Asking],
    as_of: date,
    pause_days: int,
    is_customer: bool,
    segments: Collection[int],
    known_elsewhere: Collection[int] = (),
) -> list[int]:
    """Return the ids of the topics to ask, the most useful first.

    What was never known comes before what is out of date, then the sequence of the
    topics counts. Nothing is asked again within ``pause_days``, and nothing whose
    answer is in force or stands in another field (``known_elsewhere``).
    """
    past = [asking for asking in askings if asking.date < as_of]
    answers = latest_answers(past)
    recently = as_of - timedelta(days=pause_days)
    unwanted = {asking.topic for asking in past if asking.date >= recently}
    unwanted.update(known_elsewhere)
    unwanted.update(
        topic for topic, answer in answers.items() if is_in_force(answer.expiry, as_of)
    )
    fitting = [
        topic
        for topic in topics
        if topic.id not in unwanted
        and (is_customer or topic.asks_prospects)
        and (not topic.segments or not topic.segments.isdisjoint(segments))
    ]
    fitting.sort(key=lambda topic: (topic.id in answers, topic.sequence, topic.id))
    return [topic.id for topic in fitting[:QUESTIONS_AT_ONCE]]


def latest_answers(askings: Iterable[Asking]) -> dict[int, Asking]:
    """Return the answer that counts for each topic: the latest one.

    A later question that was not answered takes nothing back.
    """
    answered = (asking for asking in askings if asking.is_answered)
    ordered = sorted(answered, key=lambda asking: (asking.date, asking.number))
    return {asking.topic: asking for asking in ordered}


def is_in_force(expiry: date | None, as_of: date) -> bool:
    """Return whether an answer still holds on the last day before ``as_of``."""
    return expiry is None or expiry >= as_of
