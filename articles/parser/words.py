"""What two texts of a page share: pairs of characters, rare ones weighing more."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add

from articles.parser.typeset import HAN

RUN = re.compile(rf"[{HAN}0-9A-Za-z]+")
PLACE = re.compile(rf"^(?![各全本该我两这此一有多沿])[{HAN}]{{2,3}}?(?:市|县|区|州|镇|乡|村|省)")


def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters, none across a mark."""
    return frozenset(chain.from_iterable([map(add, run, run[1:]) for run in RUN.findall(text)]))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A weight for each pair of the page: the more of its texts hold it, the less it tells."""

    weights: Mapping[str, float]
    unseen: float

    @classmethod
    def of(cls, texts: Sequence[frozenset[str]]) -> "Vocabulary":
        """The vocabulary of a page's texts."""
        counts = Counter(chain.from_iterable(texts))
        total = len(texts) + 1
        by_count = {count: math.log(total / count) for count in set(counts.values())}
        weights = dict(zip(counts, map(by_count.__getitem__, counts.values()), strict=True))
        return cls(weights, math.log(total) or 1.0)

    def weigh(self, words: frozenset[str]) -> float:
        """The weight of all pairs together."""
        weights, unseen = self.weights, self.unseen
        return math.fsum([weights.get(pair, unseen) for pair in words])  # exact: a set has no order

    def coverage(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Which share of a part's pairs, by weight, the whole holds: 0–1."""
        total = self.weigh(part)
        return self.weigh(part & whole) / total if total else 0.0
