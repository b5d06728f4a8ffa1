"""What stands where on a page that a program is to set: fictional stories in bands across its columns, with their truth."""

import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image

from articles.parser.types import BlockKind
from tests.generator.page import GeneratedPage, generate_page, gold_of
from tests.generator.prose import draw, person
from tests.generator.story import Kind, Story

WIDTH, HEIGHT = 1020, 1600
MARGIN = 28
INSET = 6
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Droid Sans Fallback")
POOR = "Droid Sans Fallback"  # has no quotation marks; a browser takes them from another font
ROOM = 0.5
TITLE_ROOM = 20_000
LEADING = 1.45
SKIPPED = (Kind.ORPHAN, Kind.CAPTION, Kind.POEM, Kind.TABLE, Kind.NAMES)
SUBTITLE_SIZE, KICKER_SIZE, LABEL_SIZE, UPRIGHT_SIZE = 12, 14, 11, 22


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is set: columns, body size and gutter in points, fonts, and how often articles are boxed and so on."""

    columns: int
    size: float
    gutter: float
    body_font: str
    title_font: str
    rules: bool
    boxed: float
    vertical: float
    pictured: float
    left_titles: bool
    drop_caps: bool = False
    spaced_name: bool = False


def random_look(rng: random.Random) -> Look:
    """The look of one page."""
    return Look(
        columns=rng.randint(4, 8),
        size=draw(rng, (8.5, 9.0, 9.2, 10.0, 10.5)),
        gutter=draw(rng, (11.0, 13.0, 16.0)),
        body_font=draw(rng, FONTS),
        title_font=draw(rng, FONTS),
        rules=rng.random() < 0.3,
        boxed=draw(rng, (0.0, 0.2)),
        vertical=draw(rng, (0.0, 0.2)),
        pictured=draw(rng, (0.0, 0.3)),
        left_titles=rng.random() < 0.2,
    )


def harder(look: Look, rng: random.Random) -> Look:
    """A look with some of what is hard to read: narrow gutters, drop caps, a nameplate in spaced type."""
    return replace(
        look,
        gutter=draw(rng, (look.gutter, look.gutter, 7.5, 9.0)),
        drop_caps=rng.random() < 0.25,
        spaced_name=rng.random() < 0.4,
    )


@dataclass(frozen=True, slots=True)
class Item:
    """An article as it is to be set: so many columns and points wide, boxed or not, its headline vertical or not.

    ``parts`` are its paragraphs, subheads and captions with the words that the page prints around them; a caption
    stands for a picture, too. ``drop`` tells that its first character is set large.
    """

    at: int
    story: Story
    wide: int
    points: float
    boxed: bool
    upright: bool
    drop: bool
    parts: tuple[tuple[BlockKind, str], ...]

    @property
    def inner(self) -> float:
        """The width inside its box, in points."""
        return self.points - 2 * INSET * self.boxed

    @property
    def headline_size(self) -> float:
        """The type size of its headline, in points."""
        if self.upright:
            return UPRIGHT_SIZE
        return max(min(30.0, 0.92 * self.inner / max(len(self.story.headline), 6)), 18.0) if self.wide > 1 else 18.0

    @property
    def over(self) -> list[tuple[str, float]]:
        """The lines of its title, from the top, with their type sizes."""
        label = f"■{self.story.section}" if self.story.section else ""
        lines = (
            (label, LABEL_SIZE),
            (self.story.kicker, KICKER_SIZE),
            (self.story.headline, self.headline_size),
            (self.story.subtitle, SUBTITLE_SIZE),
        )
        return [(text, size) for text, size in lines if text]


@dataclass(frozen=True)
class Plan:
    """A page to be set: rows of articles that fill its width together."""

    page: GeneratedPage
    look: Look
    rows: tuple[tuple[Item, ...], ...]

    @property
    def items(self) -> list[Item]:
        """Its articles from the top."""
        return [item for row in self.rows for item in row]

    @property
    def folio(self) -> tuple[str, str, str]:
        """The day, the newspaper's name, and the page's number."""
        folio = self.page.folio
        name = " ".join(folio.publication) if self.look.spaced_name else folio.publication
        return f"{folio.date:%Y年%m月%d日}" if folio.date else "", name, f"第{folio.page:02}版"

    @cached_property
    def gold(self) -> dict[str, Any]:
        """The truth in the form of ``score_pages.py``; line numbers are not known."""
        articles = []
        for item in sorted(self.items, key=lambda item: item.at):
            captions = [block_values(kind, text) for kind, text in item.parts if kind is BlockKind.CAPTION]
            told = gold_of(item.story, ())
            articles.append(told | {"body": [*told["body"], *captions]})
        return self.page.gold | {"articles": articles, "furniture": []}


def block_values(kind: BlockKind, text: str) -> dict[str, str]:
    """A block in the form of ``score_pages.py``."""
    return {"type": str(kind), "text": text}


def random_plan(seed: int, *, pictured: bool = True) -> Plan:
    """The plan of this seed, always the same."""
    rng = random.Random(seed)
    look = random_look(rng)
    if not pictured:
        look = replace(look, pictured=0.0)
    return plan_page(generate_page(1000 + seed), harder(look, rng), rng)


def plan_page(page: GeneratedPage, look: Look, rng: random.Random) -> Plan:
    """As many stories of a page as one sheet has room for, in rows."""
    fit = [at for at, story in enumerate(page.stories) if story.headline and story.kind not in SKIPPED]
    chosen = list(fitting(page.stories, fit, look))
    column = (WIDTH - 2 * MARGIN - (look.columns - 1) * look.gutter) / look.columns
    rows = [
        tuple(item_of(page, at, wide, wide * column + (wide - 1) * look.gutter, look, rng) for at, wide in row)
        for row in bands(page.stories, chosen, look, rng)
    ]
    return Plan(page, look, tuple(rows))


def item_of(page: GeneratedPage, at: int, wide: int, points: float, look: Look, rng: random.Random) -> Item:
    """One article, so many columns and points wide."""
    story = page.stories[at]
    short = len(story.headline) < 16 and not story.kicker
    parts = printed_parts(story)
    if rng.random() < look.pictured:
        parts.insert((len(parts) + 1) // 2, (BlockKind.CAPTION, caption(rng)))
    return Item(
        at=at,
        story=story,
        wide=wide,
        points=points,
        boxed=rng.random() < look.boxed,
        upright=wide > 2 and short and rng.random() < look.vertical,
        drop=look.drop_caps and wide > 1 and not story.signature.lead and parts[0][0] is BlockKind.PARAGRAPH,
        parts=tuple(parts),
    )


def printed_parts(story: Story) -> list[tuple[BlockKind, str]]:
    """The blocks of a story with the dateline before the first and the signature behind the last."""
    texts = [block.text for block in story.blocks]
    texts[0] = story.signature.lead + texts[0]
    texts[-1] += story.signature.tail
    return [(block.kind, text) for block, text in zip(story.blocks, texts, strict=True)]


def fitting(stories: Sequence[Story], chosen: Sequence[int], look: Look) -> Iterator[int]:
    """As many of the stories as one page has room for, roughly."""
    room = ROOM * WIDTH * HEIGHT
    for at in chosen:
        room -= 1.9 * look.size**2 * length(stories[at]) + TITLE_ROOM
        if room < 0:
            return
        yield at


def bands(
    stories: Sequence[Story], chosen: Sequence[int], look: Look, rng: random.Random
) -> Iterator[list[tuple[int, int]]]:
    """Rows of articles, each with the number of its columns; together they fill the page's width."""
    waiting = list(chosen)
    while waiting:
        room, row = look.columns, list[tuple[int, int]]()
        while waiting and room:
            least = 1 if length(stories[waiting[0]]) < 260 else 2
            wide = room if room <= 2 or len(waiting) == 1 else min(room, rng.randint(least, max(least, room - 1)))
            if room - wide == 1 and len(waiting) > 1 and length(stories[waiting[1]]) > 600:
                wide = room
            row.append((waiting.pop(0), wide))
            room -= wide
        yield row


def length(story: Story) -> int:
    """How many characters a story has."""
    return sum(len(block.text) for block in story.blocks)


def caption(rng: random.Random) -> str:
    """What stands under a picture."""
    return f"图为{draw(rng, ('村民在田间劳动', '工人在车间忙碌', '学生在操场上活动'))}。{person(rng)} 摄"


def with_marks(font: str) -> str:
    """A font, or one with all marks in the place of the poor one."""
    return FONTS[0] if font == POOR else font


def photo(number: int) -> bytes:
    """A small picture, another one for each number."""
    written = io.BytesIO()
    noise = Image.frombytes("RGB", (32, 24), random.Random(number).randbytes(32 * 24 * 3))
    noise.resize((320, 240)).save(written, "JPEG", quality=50)
    return written.getvalue()


def photo_height(number: int) -> int:
    """How high that picture is printed, in points."""
    return 60 + 37 * number % 80


def write_gold(gold: dict[str, Any], path: Path) -> None:
    """The truth beside a page's PDF."""
    path.with_name(f"{path.stem}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")
