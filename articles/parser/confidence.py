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
    "people": lambda seen: min(4.0, float(len(seen.draft.contributors))),
    "bylines": lambda seen: float(seen.own_bylines > 0),
    "kicker": lambda seen: float(bool(seen.draft.kicker)),
    "short": lambda seen: float(len(seen.draft.body) < 2),
    "long": lambda seen: min(3.0, math.log1p(len(seen.draft.body))),
}

FIELDS: Mapping[str, Mapping[str, float]] = {
    "body": {
        "sure": 0.9,
        "start": -0.2,
        "following": -0.3,
        "inside": -0.5,
        "rival": -0.3,
        "rows": 0.5,
        "untitled": 0.5,
        "far": -0.3,
        "dateline": 0.3,
        "people": 0.3,
        "kicker": -0.6,
        "short": -2.2,
        "long": -0.6,
    },
    "headline": {
        "sure": -1.4,
        "gain": 0.5,
        "rival": -0.5,
        "reading": 0.5,
        "far": 0.3,
        "dateline": -0.6,
        "people": 0.4,
        "bylines": -0.9,
        "short": -2.0,
    },
    "kicker": {
        "sure": -1.6,
        "following": -0.3,
        "inside": -0.3,
        "gain": 0.4,
        "rival": -0.5,
        "reading": 0.6,
        "rows": 0.2,
        "untitled": 0.3,
        "far": 0.3,
        "dateline": -1.0,
        "people": 0.4,
        "kicker": -0.4,
        "short": -2.1,
        "long": -0.2,
    },
    "subtitle": {
        "sure": -0.9,
        "following": -0.2,
        "gain": 0.3,
        "rival": -0.6,
        "reading": 0.4,
        "rows": 0.6,
        "untitled": 0.3,
        "far": 0.2,
        "dateline": -1.1,
        "people": 0.2,
        "kicker": -0.2,
        "short": -1.9,
    },
    "section": {
        "sure": -1.2,
        "following": -0.2,
        "inside": -0.3,
        "gain": 0.3,
        "rival": -0.4,
        "reading": 0.4,
        "rows": 0.4,
        "untitled": 0.3,
        "far": 0.2,
        "dateline": -1.0,
        "people": 0.2,
        "bylines": -0.2,
        "short": -2.1,
    },
    "place": {
        "sure": -1.0,
        "gain": 0.3,
        "rival": -0.6,
        "reading": 0.3,
        "rows": 0.5,
        "untitled": 0.3,
        "dateline": -1.0,
        "people": 0.2,
        "short": -2.0,
    },
    "contributors": {
        "sure": -1.5,
        "start": 0.3,
        "following": -0.2,
        "rival": -0.6,
        "reading": 0.4,
        "rows": 0.6,
        "untitled": 0.2,
        "dateline": -0.5,
        "bylines": 0.4,
        "kicker": 0.2,
        "short": -2.1,
        "long": -0.2,
    },
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
