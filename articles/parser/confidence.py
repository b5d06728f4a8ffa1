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
        "sure": 0.86,
        "start": -0.33,
        "following": -0.32,
        "inside": -0.55,
        "rival": -0.31,
        "reading": -0.12,
        "rows": 0.51,
        "untitled": 0.19,
        "far": -0.18,
        "dateline": 0.22,
        "people": 0.34,
        "kicker": -0.7,
        "short": -2.14,
        "long": -0.63,
    },
    "headline": {
        "sure": -2.63,
        "gain": 0.51,
        "rival": -0.6,
        "reading": 0.56,
        "rows": 0.25,
        "untitled": -0.16,
        "far": 0.18,
        "dateline": -0.78,
        "people": 0.34,
        "bylines": -0.5,
        "short": -2.06,
        "long": -0.13,
    },
    "kicker": {
        "sure": -1.85,
        "following": -0.19,
        "inside": -0.38,
        "gain": 0.49,
        "rival": -0.52,
        "reading": 0.55,
        "rows": 0.22,
        "far": 0.44,
        "dateline": -1.08,
        "people": 0.4,
        "kicker": -0.65,
        "short": -2.05,
        "long": -0.17,
    },
    "subtitle": {
        "sure": -0.87,
        "start": -0.19,
        "following": -0.1,
        "gain": 0.47,
        "rival": -0.66,
        "reading": 0.42,
        "rows": 0.61,
        "far": 0.29,
        "dateline": -1.11,
        "people": 0.19,
        "kicker": -0.5,
        "short": -1.9,
        "long": 0.11,
    },
    "section": {
        "sure": -1.34,
        "following": -0.46,
        "inside": -0.27,
        "gain": 0.84,
        "rows": 0.12,
        "untitled": -0.31,
        "far": -0.17,
        "dateline": -1.31,
        "people": 0.28,
        "bylines": 0.88,
        "kicker": -0.13,
        "short": -0.56,
        "long": 0.15,
    },
    "place": {
        "sure": -2.31,
        "start": -0.14,
        "following": -0.18,
        "gain": 0.54,
        "rival": -0.41,
        "reading": 0.36,
        "rows": 0.6,
        "untitled": -0.21,
        "far": 0.47,
        "dateline": 0.63,
        "people": 0.7,
        "bylines": -0.97,
        "kicker": -0.38,
        "short": -1.85,
        "long": -0.27,
    },
    "contributors": {
        "sure": -1.04,
        "following": -0.14,
        "gain": 0.34,
        "rival": -0.62,
        "reading": 0.28,
        "rows": 0.63,
        "untitled": -0.18,
        "far": 0.21,
        "dateline": -0.64,
        "people": -0.2,
        "bylines": 0.27,
        "kicker": -0.27,
        "short": -2.04,
    },
}


def confidences(seen: Evidence) -> dict[str, float]:
    """For each field the probability that it is right."""
    told = {name: signal(seen) for name, signal in SIGNALS.items()}
    return {
        field: round(probability(sum([weight * told[name] for name, weight in weights.items()])), 3)
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
