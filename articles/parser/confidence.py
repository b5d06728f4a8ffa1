"""How sure the parser is of each field: log odds from its evidence, as a probability.

The weights were fitted to the fields of the sample pages and of 400 generated ones, each kind counting for one half,
and lowered until those of 0.9 and more were right on both; the parser's benchmark prints how often they are.
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
    the page's ends; ``inside`` those of the likeliest cut that was not made. ``printed`` tells that places on the page are known.
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
    printed: bool = False


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
    "printed": lambda seen: float(seen.printed),
    "long": lambda seen: min(3.0, math.log1p(len(seen.draft.body))),
}

FIELDS: Mapping[str, Mapping[str, float]] = {
    "body": {
        "sure": -2.11,
        "bylines": 0.25,
        "dateline": 0.43,
        "far": -0.15,
        "gain": 0.29,
        "inside": -0.86,
        "kicker": -0.22,
        "long": -0.71,
        "people": 0.18,
        "printed": 1.0,
        "reading": -0.16,
        "rival": -0.11,
        "short": -2.6,
    },
    "headline": {
        "sure": -3.03,
        "bylines": -0.26,
        "dateline": -0.53,
        "far": -0.1,
        "following": 0.18,
        "gain": 0.52,
        "inside": -0.33,
        "kicker": -0.28,
        "long": -0.23,
        "reading": 0.47,
        "rival": -0.39,
        "rows": -0.34,
        "short": -1.95,
        "start": 0.18,
        "untitled": -1.67,
    },
    "kicker": {
        "sure": -2.2,
        "bylines": 0.33,
        "dateline": -0.46,
        "far": 0.28,
        "following": 0.1,
        "gain": 0.49,
        "inside": -0.51,
        "kicker": -1.41,
        "long": -0.41,
        "people": 0.15,
        "reading": 0.53,
        "rival": -0.33,
        "rows": -0.18,
        "short": -2.65,
        "start": 0.16,
        "untitled": -0.84,
    },
    "subtitle": {
        "sure": -2.0,
        "bylines": 0.08,
        "dateline": -0.55,
        "far": 0.16,
        "following": 0.22,
        "gain": 0.4,
        "inside": -0.49,
        "kicker": -0.31,
        "long": -0.33,
        "people": 0.09,
        "rival": -0.35,
        "rows": -0.18,
        "short": -2.82,
        "start": 0.27,
        "untitled": -0.49,
    },
    "section": {
        "sure": -3.42,
        "bylines": 0.45,
        "dateline": -0.59,
        "far": 0.14,
        "gain": 0.77,
        "inside": -0.62,
        "kicker": -0.13,
        "people": 0.22,
        "printed": 1.2,
        "reading": -0.15,
        "short": -2.16,
        "start": 0.09,
        "untitled": -1.45,
    },
    "place": {
        "sure": -2.21,
        "bylines": -1.76,
        "dateline": 2.34,
        "gain": 0.26,
        "inside": -0.57,
        "kicker": -0.38,
        "long": -0.97,
        "people": 0.4,
        "printed": 1.5,
        "rows": 0.14,
        "short": -3.32,
        "start": 0.34,
        "untitled": -0.5,
    },
    "contributors": {
        "sure": -2.54,
        "bylines": -0.34,
        "dateline": 0.11,
        "far": -0.11,
        "gain": 0.41,
        "inside": -0.49,
        "kicker": -0.19,
        "long": -0.16,
        "reading": -0.18,
        "rival": -0.35,
        "short": -2.48,
        "start": 0.38,
        "untitled": -0.27,
    },
}

MOST = 0.999  # 1 is what a person says


def confidences(seen: Evidence) -> dict[str, float]:
    """For each field the probability that it is right."""
    told = {name: signal(seen) for name, signal in SIGNALS.items()}
    return {
        field: min(MOST, round(probability(sum([weight * told[name] for name, weight in weights.items()])), 3))
        for field, weights in FIELDS.items()
    }


def orphan_confidences(*, twice: bool, sole: bool) -> dict[str, float]:
    """The confidences of a headline without a text: one printed twice on its line mostly stands alone, others seldom."""
    alone = 0.85 if twice else 0.4
    read = alone if sole else min(alone, 0.7)
    return {field: read if field in ("headline", "kicker", "subtitle") else alone for field in FIELDS}


def probability(odds: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
