"""A page of fictional stories as HTML, for a browser to print: columns, boxes, vertical headlines, pictures, a folio."""

import base64
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from PIL import Image

from articles.parser.types import BlockKind
from tests.generator.page import GeneratedPage
from tests.generator.prose import draw
from tests.generator.story import Kind, Passage, Story

WIDTH, HEIGHT = 1020, 1480
MARGIN = 28
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Droid Sans Fallback")
ROOM = 0.55
TITLE_ROOM = 20_000
SKIPPED = (Kind.ORPHAN, Kind.CAPTION, Kind.POEM, Kind.TABLE, Kind.NAMES)


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


def page_html(page: GeneratedPage, look: Look, rng: random.Random) -> tuple[str, list[int]]:
    """The page as HTML, and the numbers of the stories that stand on it."""
    fit = [at for at, story in enumerate(page.stories) if story.headline and story.kind not in SKIPPED]
    chosen = list(fitting(page.stories, fit, look))
    rows = "".join(band(page.stories, part, look, rng) for part in bands(page.stories, chosen, look, rng))
    folio = page.folio
    printed = f"{folio.date:%Y年%m月%d日}" if folio.date else ""
    head = f"<header><span>{printed}</span><span>{escape(folio.publication)}</span><span>第{folio.page:02}版</span></header>"
    return (
        f"<!doctype html><meta charset=utf-8><style>{style(look)}</style>{head}{rows}<footer>本版责编：李某某</footer>",
        chosen,
    )


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


def band(stories: Sequence[Story], row: Sequence[tuple[int, int]], look: Look, rng: random.Random) -> str:
    """One row of articles."""
    total = WIDTH - 2 * MARGIN
    column = (total - (look.columns - 1) * look.gutter) / look.columns
    articles = "".join(
        article(stories[at], wide, wide * column + (wide - 1) * look.gutter, look, rng) for at, wide in row
    )
    return f"<section>{articles}</section>"


def article(story: Story, wide: int, points: float, look: Look, rng: random.Random) -> str:
    """One article, so many columns and points wide."""
    boxed = rng.random() < look.boxed
    upright = wide > 2 and rng.random() < look.vertical and len(story.headline) < 16 and not story.kicker
    size = min(30.0, 0.92 * points / max(len(story.headline), 6)) if wide > 1 else 15.0
    label = f"<p class=label>■{escape(story.section)}</p>" if story.section else ""
    title = f"{label}<h2>{escape(story.kicker)}</h2><h1 style='font-size:{max(size, 18):.1f}pt'>{escape(story.headline)}</h1><h3>{escape(story.subtitle)}</h3>"
    if upright:
        title = f"{label}<h1 style='font-size:22pt'>{escape(story.headline)}</h1><h3>{escape(story.subtitle)}</h3>"
    inner = (
        f"<div class=title>{title}</div><div class=body style='columns:{wide - upright}'>{body(story, look, rng)}</div>"
    )
    classes = " ".join(name for name, on in (("boxed", boxed), ("upright", upright)) if on)
    return f"<article class='{classes}' style='width:{points:.1f}pt'>{inner}</article>"


def body(story: Story, look: Look, rng: random.Random) -> str:
    """The text of an article."""
    signature = story.signature
    byline = f"<p class=byline>{escape(signature.byline)}</p>" if signature.byline else ""
    last = len(story.passages) - 1
    texts = [
        passage_html(passage, signature.lead if not at else "", signature.tail if at == last else "")
        for at, passage in enumerate(story.passages)
    ]
    if rng.random() < look.pictured and len(texts) > 2:
        texts.insert(rng.randrange(1, len(texts)), f"<img src={photo(rng)} style='height:{rng.randint(60, 140)}pt'>")
    return byline + "".join(texts)


def photo(rng: random.Random) -> str:
    """A small picture as a data address."""
    written = io.BytesIO()
    Image.frombytes("RGB", (32, 24), rng.randbytes(32 * 24 * 3)).resize((320, 240)).save(written, "JPEG", quality=50)
    return "data:image/jpeg;base64," + base64.b64encode(written.getvalue()).decode()


def passage_html(passage: Passage, lead: str, tail: str) -> str:
    """A paragraph or subhead."""
    kind = "subhead" if passage.block.kind is BlockKind.SUBHEAD else "text"
    return f"<p class={kind}>{escape(lead + passage.block.text + tail)}</p>"


def style(look: Look) -> str:
    """The style sheet."""
    rule = "column-rule:0.4pt solid #888;" if look.rules else ""
    align = "left" if look.left_titles else "center"
    return f"""
@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }}
body {{ margin: {MARGIN}pt; font: {look.size}pt/1.45 '{look.body_font}'; width: {WIDTH - 2 * MARGIN}pt }}
header {{ display: flex; justify-content: space-between; border-bottom: 1pt solid #000; margin-bottom: 14pt }}
footer {{ margin-top: 10pt }}
section {{ display: flex; gap: {look.gutter}pt; margin-bottom: 20pt; align-items: flex-start }}
article {{ box-sizing: border-box }}
.boxed {{ border: 0.8pt solid #333; padding: 6pt }}
.title {{ text-align: {align}; font-family: '{look.title_font}'; margin-bottom: 7pt; line-height: 1.25 }}
h1, h2, h3, p {{ margin: 0; font-weight: normal }}
h2 {{ font-size: 14pt }} h3 {{ font-size: 12pt }} .label {{ font-size: 11pt }}
h2:empty, h3:empty {{ display: none }}
.body {{ column-gap: {look.gutter}pt; {rule} text-align: justify; orphans: 1; widows: 1 }}
.text {{ text-indent: 2em }} .subhead {{ text-align: center; font-weight: bold }}
.upright {{ display: flex; gap: 10pt }} .upright .title {{ writing-mode: vertical-rl; text-align: left }} .upright .body {{ flex: 1 }}
img {{ display: block; width: 100%; margin: 4pt 0; break-inside: avoid }}
"""
