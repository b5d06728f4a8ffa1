"""Sentences, paragraphs and headlines, drawn from the patterns for one story at a time."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from tests.generator.phrases import POOLS
from tests.generator.words import GIVEN, OFFICES, ROLES_IN_STORY, SURNAMES, TOWNS, VILLAGES, Topic

GROUPS = ("调研组", "考察组", "检查组", "与会人员", "政协委员", "人大代表", "督导组", "志愿者", "部分委员", "观摩组")


T = TypeVar("T")


def draw(rng: random.Random, pool: Sequence[T]) -> T:
    """One of the pool, faster than ``rng.choice``."""
    return pool[int(rng.random() * len(pool))]


def person(rng: random.Random) -> str:
    """A made-up name of two or three characters, rarely four."""
    given = draw(rng, GIVEN) + (draw(rng, GIVEN) if rng.random() < 0.65 else "")
    return draw(rng, SURNAMES) + given


class Cast(dict[str, str]):
    """What the names in a pattern stand for: kept for the whole story (place, topic …), or drawn afresh."""

    def __init__(self, rng: random.Random, printed: date, place: str, topic: Topic, used: set[str]) -> None:
        """Cast a story of that place and subject, printed on that date; ``used`` holds the page's patterns so far."""
        super().__init__(
            place=place,
            office=draw(rng, OFFICES),
            topic=topic.name,
            people=draw(rng, GROUPS),
            village=draw(rng, VILLAGES),
        )
        self.rng, self.printed = rng, printed
        self.used = used
        self.last: dict[str, str] = {}
        self.pools: dict[str, Sequence[str]] = {
            **POOLS,
            "thing": topic.things,
            "site": topic.sites,
            "aim": topic.aims,
            "role": ROLES_IN_STORY,
            "bureau": OFFICES,
            "town": rng.sample(TOWNS, 3),
            "latin": ("nongye", "wenhua", "minsheng", "bianmin"),
        }

    def __missing__(self, key: str) -> str:
        pool = self.pools.get(key)
        if pool is None:
            return _FRESH[key](self.rng, self.printed)
        word = draw(self.rng, pool)
        if word == self.last.get(key):
            word = draw(self.rng, pool)
        self.last[key] = word
        return word

    def write(self, patterns: Sequence[str]) -> str:
        """One sentence of these patterns, mostly of one that the page has not used."""
        pattern = draw(self.rng, patterns)
        for _ in range(6):
            if pattern not in self.used:
                break
            pattern = draw(self.rng, patterns)
        self.used.add(pattern)
        return pattern.format_map(self)

    def settle(self, *keys: str) -> None:
        """Keep what is drawn now for these names, for the rest of the story."""
        self.update({key: self[key] for key in keys})


def day_before(rng: random.Random, printed: date) -> str:
    """A date of the last fortnight as papers print it."""
    day = printed - timedelta(days=rng.randrange(1, 14))
    return f"{day.day}日" if day.month == printed.month and rng.random() < 0.2 else f"{day.month}月{day.day}日"


_FRESH: Mapping[str, Callable[[random.Random, date], str]] = {
    "date": day_before,
    "name": lambda rng, _: person(rng),
    "age": lambda rng, _: str(rng.randrange(19, 96)),
    "digit": lambda rng, _: str(rng.randrange(2, 10)),
    "number": lambda rng, _: str(rng.randrange(11, 300)),
    "big": lambda rng, _: str(rng.randrange(300, 9000)),
    "decimal": lambda rng, _: f"{rng.randrange(2, 90)}.{rng.randrange(1, 10)}",
    "percent": lambda rng, _: f"{rng.randrange(2, 99)}.{rng.randrange(1, 10)}%",
    "year": lambda _, printed: str(printed.year - 1),
    "month": lambda rng, _: str(rng.randrange(1, 13)),
}
