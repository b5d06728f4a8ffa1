"""What two texts of a page share: pairs of characters, rare ones weighing more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from articles.parser.typeset import HAN

RUN = re.compile(rf"[{HAN}0-9A-Za-z]+")
PLACE = re.compile(rf"^[{HAN}]{{2,3}}?(?:市|县|区|州|镇|乡|村|省)")


def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters, none across a mark."""
    return frozenset(run[at : at + 2] for run in RUN.findall(text) for at in range(len(run) - 1))


def rarity(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """A weight for each pair: the more of the page's texts hold it, the less it tells."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(text)
        total += 1
    return {pair: math.log((total + 1) / count) for pair, count in counts.items()}


def coverage(part: frozenset[str], whole: frozenset[str], weights: Mapping[str, float], unseen: float) -> float:
    """Which share of a part's pairs, by weight, the whole holds: 0–1."""
    total = sum(weights.get(pair, unseen) for pair in part)
    return sum(weights.get(pair, unseen) for pair in part & whole) / total if total else 0.0
