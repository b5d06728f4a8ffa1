"""A whole page: raw text as an extractor would give it, with the truth about each of its lines."""

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from itertools import cycle
from typing import Any

from articles.parser.types import Folio
from tests.generator.furniture import furniture_lines, random_folio
from tests.generator.layout import FURNITURE, SECTION_MARKS, Row, chunk, draw_order, interleave
from tests.generator.manners import extract
from tests.generator.prose import Cast, draw
from tests.generator.story import Kind, Story
from tests.generator.style import Style, random_style
from tests.generator.words import PLACES, SECTIONS, TOPICS
from tests.generator.writing import WRITERS, dress, kinds

Span = tuple[int, int]


@dataclass(frozen=True)
class GeneratedPage:
    """Raw text and the truth: ``lines`` holds, story by story, the numbers (from 1) of its raw lines."""

    text: str
    stories: tuple[Story, ...]
    lines: tuple[tuple[int, ...], ...]
    furniture: tuple[int, ...]
    labels: tuple[str, ...]
    folio: Folio
    style: Style

    @cached_property
    def gold(self) -> dict[str, Any]:
        """The truth in the form of ``score_pages.py``; ``furniture`` and ``lines`` make it a perfect prediction too."""
        return {
            "paper": self.folio.publication,
            "date": self.folio.date.strftime("%Y%m%d") if self.folio.date else "",
            "page": self.folio.page,
            "labels": list(self.labels),
            "furniture": list(self.furniture),
            "articles": [gold_of(story, lines) for story, lines in zip(self.stories, self.lines, strict=True)],
        }


def gold_of(story: Story, lines: tuple[int, ...]) -> dict[str, Any]:
    """The truth about one story in the form of ``score_pages.py``."""
    article: dict[str, Any] = {
        "kicker": story.kicker,
        "headline": story.headline,
        "subtitle": story.subtitle,
        "contributors": [asdict(person) for person in story.signature.contributors],
        "also": [asdict(person) for person in story.signature.also],
        "body": [{"type": str(block.kind), "text": block.text} for block in story.blocks],
        "flags": _flags(story),
        "lines": spans(lines),
    }
    optional = {
        "section": story.section,
        "place": story.signature.place,
        "continued_from": story.jump_from,
        "continued_to": story.jump_to,
    }
    return article | {key: value for key, value in optional.items() if value}


def _flags(story: Story) -> list[str]:
    if story.kind is Kind.ORPHAN:
        return ["body-missing"]
    return [] if story.headline or story.kind is Kind.CAPTION else ["headline-missing"]


def spans(numbers: tuple[int, ...]) -> list[Span]:
    """Ascending line numbers as ranges: ``(1, 2, 5)`` as ``[(1, 2), (5, 5)]``."""
    ranges: list[Span] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def generate_page(seed: int, *, style: Style | None = None, folio: Folio | None = None) -> GeneratedPage:
    """The page of this seed, always the same; style and folio are drawn from it too unless they are given."""
    rng = random.Random(seed)
    style = style or random_style(rng)
    folio = folio or random_folio(rng)
    stories = list(_stories(folio.date or date.min, rng, style))
    label = draw(rng, SECTIONS) if style.page_label else ""
    rows = _rows(stories, label, folio, rng, style)
    text, owners = extract(rows, rng, style)
    held: dict[int | None, list[int]] = {}
    for number, owner in enumerate(owners, 1):
        held.setdefault(owner, []).append(number)
    return GeneratedPage(
        text=text,
        stories=tuple(stories),
        lines=tuple(tuple(held.get(at, ())) for at in range(len(stories))),
        furniture=tuple(held.get(FURNITURE, ())),
        labels=(label,) if label else (),
        folio=folio,
        style=style,
    )


def _stories(printed: date, rng: random.Random, style: Style) -> Iterator[Story]:
    chosen = kinds(rng, style)
    used: set[str] = set()
    places = rng.sample(PLACES, 1 if style.one_place else len(chosen))
    for kind, place, topic in zip(chosen, cycle(places), rng.sample(TOPICS, len(chosen)), strict=False):
        cast = Cast(rng, printed, place, topic, used)
        yield dress(WRITERS[kind](cast, style), cast, style)


def _rows(stories: list[Story], label: str, folio: Folio, rng: random.Random, style: Style) -> list[Row]:
    """All lines of the page: stories in drawing order, then (or first) the folio and the page's label."""
    chunks = draw_order(stories, rng, style)
    rows = [row for part in chunks for row in part]
    if style.interleaved:
        rows = interleave(rows)
    folio_rows = chunk(furniture_lines(folio, rng, style), FURNITURE)
    label_rows = chunk([draw(rng, SECTION_MARKS).format(label)], FURNITURE) if label else []
    return folio_rows + rows + label_rows if rng.random() < 0.3 else rows + folio_rows + label_rows
