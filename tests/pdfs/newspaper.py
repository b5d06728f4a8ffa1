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
from tests.generator.prose import draw, person
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


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page as HTML, the numbers of the stories that stand on it, and the captions of those with a picture."""

    html: str
    stories: tuple[int, ...]
    captions: dict[int, str]


def set_page(page: GeneratedPage, look: Look, rng: random.Random) -> SetPage:
    """The page, with as many of its stories as it has room for."""
    fit = [at for at, story in enumerate(page.stories) if story.headline and story.kind not in SKIPPED]
    chosen = tuple(fitting(page.stories, fit, look))
    captions = {at: caption(rng) for at in chosen if rng.random() < look.pictured}
    setter = Setter(page.stories, captions, look, rng)
    rows = "".join(setter.band(part) for part in bands(page.stories, chosen, look, rng))
    folio = page.folio
    printed = f"{folio.date:%Y年%m月%d日}" if folio.date else ""
    head = f"<header><span>{printed}</span><span>{escape(folio.publication)}</span><span>第{folio.page:02}版</span></header>"
    html = (
        f"<!doctype html><meta charset=utf-8><style>{style(look)}</style>{head}{rows}<footer>本版责编：李某某</footer>"
    )
    return SetPage(html, chosen, captions)


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


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the articles of one page."""

    stories: Sequence[Story]
    captions: dict[int, str]
    look: Look
    rng: random.Random

    def band(self, row: Sequence[tuple[int, int]]) -> str:
        """One row of articles."""
        gutter = self.look.gutter
        column = (WIDTH - 2 * MARGIN - (self.look.columns - 1) * gutter) / self.look.columns
        return f"<section>{''.join(self.article(at, wide, wide * column + (wide - 1) * gutter) for at, wide in row)}</section>"

    def article(self, at: int, wide: int, points: float) -> str:
        """One article, so many columns and points wide."""
        story = self.stories[at]
        boxed = self.rng.random() < self.look.boxed
        short = len(story.headline) < 16 and not story.kicker
        upright = wide > 2 and short and self.rng.random() < self.look.vertical
        size = min(30.0, 0.92 * points / max(len(story.headline), 6)) if wide > 1 else 15.0
        label = f"<p class=label>■{escape(story.section)}</p>" if story.section else ""
        headline = f"<h1 style='font-size:{22 if upright else max(size, 18):.1f}pt'>{escape(story.headline)}</h1>"
        title = f"{label}<h2>{escape(story.kicker)}</h2>{headline}<h3>{escape(story.subtitle)}</h3>"
        text = f"<div class=body style='columns:{wide - upright}'>{self.body(at)}</div>"
        classes = " ".join(name for name, on in (("boxed", boxed), ("upright", upright)) if on)
        return f"<article class='{classes}' style='width:{points:.1f}pt'><div class=title>{title}</div>{text}</article>"

    def body(self, at: int) -> str:
        """The text of an article, with its picture in the middle."""
        story = self.stories[at]
        signature, last = story.signature, len(story.passages) - 1
        texts = [
            passage_html(passage, signature.lead if not number else "", signature.tail if number == last else "")
            for number, passage in enumerate(story.passages)
        ]
        if at in self.captions:
            image = f"<img src={photo(self.rng)} style='height:{self.rng.randint(60, 140)}pt'>"
            figure = f"<figure>{image}<figcaption>{self.captions[at]}</figcaption></figure>"
            texts.insert((len(texts) + 1) // 2, figure)
        return (f"<p class=byline>{escape(signature.byline)}</p>" if signature.byline else "") + "".join(texts)


def caption(rng: random.Random) -> str:
    """What stands under a picture."""
    return f"图为{draw(rng, ('村民在田间劳动', '工人在车间忙碌', '学生在操场上活动'))}。{person(rng)} 摄"


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
figure {{ margin: 4pt 0; break-inside: avoid }} img {{ display: block; width: 100% }}
figcaption {{ font-size: 0.9em; margin-top: 2pt }}
"""


def vertical_html(stories: Sequence[Story]) -> str:
    """A page as old papers were set: from top to bottom, and from right to left, an article in each row."""
    articles = "".join(
        f"<article><h1>{escape(story.headline)}</h1>{''.join(passage_html(passage, '', '') for passage in story.passages)}</article>"
        for story in stories
    )
    return f"""<!doctype html><meta charset=utf-8><style>
@page {{ size: 800pt 1100pt; margin: 0 }}
body {{ margin: 30pt; width: 740pt; font: 10pt/1.5 '{FONTS[0]}' }}
article {{ writing-mode: vertical-rl; width: 740pt; height: 240pt; margin-bottom: 16pt; text-align: justify }}
h1, p {{ margin: 0; font-weight: normal }} h1 {{ font-size: 24pt; margin: 0 4pt }} p {{ text-indent: 2em }}
</style>{articles}"""
