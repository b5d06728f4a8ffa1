"""The knobs of a generated page: how a paper sets its type and how an extractor hands it over."""

import random
from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """The extractors whose habits are imitated."""

    MUPDF = "mupdf"
    PDFIUM = "pdfium"
    PDFTOTEXT = "pdftotext -raw"


class Leading(StrEnum):
    """Where blank lines stand."""

    ALL = "between all lines"
    SOME = "here and there"
    NONE = "nowhere"


class Kinsoku(StrEnum):
    """What happens to a mark that may not begin a line, or end one."""

    SQUEEZE = "set into the line, which grows by one"
    PUSH = "taken down with the character before it"
    IGNORE = "left to begin the line"


class Habit(StrEnum):
    """Where the page's headlines are mostly drawn."""

    AFTER = "after the body"
    BEFORE = "before the body"
    FAR = "behind other stories"


@dataclass(frozen=True, slots=True)
class Style:
    """How one page looks; shares are chances of 0–1, ``measure`` is the common column width in characters."""

    measure: int = 17
    other_measures: float = 0.3
    kinsoku: Kinsoku = Kinsoku.SQUEEZE
    manner: Manner = Manner.MUPDF
    leading: Leading = Leading.ALL
    habit: Habit = Habit.AFTER
    strays: float = 0.1
    reversed_titles: float = 0.1
    shadows: float = 0.08
    missing_headlines: float = 0.05
    orphans: float = 0.15
    intruders: float = 0.05
    kickers: float = 0.2
    subtitles: float = 0.1
    sections: float = 0.15
    captions: float = 0.3
    jumps: float = 0.08
    spaced_names: bool = True
    name_space: str = " "
    spaced_digits: float = 0.5
    stretched: bool = False
    split_numbers: float = 0.0
    indents: bool = False
    crlf: bool = False
    form_feed: bool = False
    page_label: bool = True
    one_place: bool = False
    interleaved: bool = False


def random_style(rng: random.Random) -> Style:
    """A plausible page; columns are never interleaved, ask for that with ``dataclasses.replace``."""
    manner = rng.choice(list(Manner))
    pdfium = manner is Manner.PDFIUM
    return Style(
        measure=rng.randint(11, 26),
        other_measures=rng.choice((0.0, 0.2, 0.5)),
        kinsoku=rng.choices(list(Kinsoku), (6, 3, 1))[0],
        manner=manner,
        leading=rng.choices(list(Leading), _LEADING[manner])[0],
        habit=rng.choices(list(Habit), (6, 4, 1))[0],
        strays=rng.choice((0.0, 0.1, 0.2)),
        reversed_titles=rng.choice((0.0, 0.1, 0.3)),
        shadows=rng.choice((0.0, 0.1, 0.2)),
        missing_headlines=rng.choice((0.0, 0.05, 0.15)),
        orphans=rng.choice((0.0, 0.2, 0.5)),
        intruders=rng.choice((0.0, 0.1, 0.3)),
        kickers=rng.choice((0.1, 0.2, 0.4)),
        subtitles=rng.choice((0.0, 0.1, 0.2)),
        sections=rng.choice((0.0, 0.1, 0.3)),
        captions=rng.choice((0.0, 0.3, 0.6)),
        jumps=rng.choice((0.0, 0.1)),
        spaced_names=rng.random() < 0.85,
        name_space=rng.choice((" ", " ", "\u3000")),
        spaced_digits=rng.choice((0.0, 0.5, 1.0)),
        stretched=rng.random() < 0.15,
        split_numbers=rng.choice((0.0, 0.1)) if pdfium else 0.0,
        indents=rng.random() < 0.1,
        crlf=pdfium and rng.random() < 0.5,
        form_feed=manner is Manner.PDFTOTEXT,
        page_label=rng.random() < 0.5,
        one_place=rng.random() < 0.15,
    )


_LEADING = {Manner.MUPDF: (6, 2, 2), Manner.PDFIUM: (3, 3, 4), Manner.PDFTOTEXT: (0, 2, 8)}
