"""A full page on a grid of columns, each line at its place, for a browser to print.

Articles fill the page without rows that run through: headlines over all columns of their text, over the first ones only, or
set vertically beside it; pictures across columns; text that runs round both; boxes and tints.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from articles.parser.types import BlockKind
from tests.generator.page import GeneratedPage, generate_page, gold_of
from tests.generator.setting import draw
from tests.generator.story import Story
from tests.pdfs import chromium
from tests.pdfs.newspaper import photo_address
from tests.pdfs.plan import (
    HEIGHT,
    LEADING,
    MARGIN,
    SKIPPED,
    WIDTH,
    Look,
    caption,
    harder,
    printed_parts,
    random_look,
    write_gold,
)

TOP = 70.0
LEAST_HEIGHT, MOST_HEIGHT = 200.0, 640.0
BETWEEN = 14.0
INSET = 8.0
NO_START = "，。、；：！？”’）》…—"
Part = tuple[BlockKind, str, str]  # as printed, and as an editor would want it


@dataclass(frozen=True, slots=True)
class Cell:
    """An article's place: its first column and how many, its top and bottom in points."""

    first: int
    wide: int
    top: float
    bottom: float


@dataclass(slots=True)
class Page:
    """A page while it is set: HTML of what stands on it, and the truth of its articles."""

    look: Look
    rng: random.Random
    stories: list[Story]
    html: list[str] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)

    @property
    def column(self) -> float:
        """The width of a column in points."""
        look = self.look
        return (WIDTH - 2 * MARGIN - (look.columns - 1) * look.gutter) / look.columns

    def left(self, column: int) -> float:
        """Where a column begins."""
        return MARGIN + column * (self.column + self.look.gutter)

    def put(self, left: float, top: float, width: float, text: str, size: float, style: str = "") -> None:
        """A line of text at its place."""
        self.html.append(
            f"<div style='left:{left:.2f}pt;top:{top:.2f}pt;width:{width:.2f}pt;font-size:{size:.2f}pt;{style}'>{escape(text)}</div>"
        )


def print_pdfs(folder: Path, seeds: Iterable[int]) -> None:
    """Print the pages of these seeds with their truth."""
    made = [(folder / f"{seed}.pdf", *grid_html(seed)) for seed in seeds]
    chromium.print_pdfs((path, html) for path, html, _ in made)
    for path, _, gold in made:
        write_gold(gold, path)


def grid_html(seed: int) -> tuple[str, dict[str, Any]]:
    """The page of this seed as HTML, and its truth."""
    rng = random.Random(seed)
    look = replace(harder(random_look(rng), rng), boxed=draw(rng, (0.0, 0.3)))
    pages = [generate_page(10 * seed + at) for at in range(6)]
    stories = [story for page in pages for story in page.stories if story.headline and story.kind not in SKIPPED]
    page = Page(look, rng, stories)
    for cell in cells(Cell(0, look.columns, TOP, HEIGHT - 50), rng):
        set_article(page, cell)
    return whole(page, pages[0]), pages[0].gold | {"articles": page.articles, "furniture": []}


def cells(cell: Cell, rng: random.Random) -> Iterator[Cell]:
    """The articles of a rectangle: it is cut across or down until each part is of an article's size."""
    high = cell.bottom - cell.top
    if high > MOST_HEIGHT or (high > 2 * LEAST_HEIGHT and rng.random() < 0.6):
        cut = cell.top + rng.uniform(LEAST_HEIGHT, high - LEAST_HEIGHT)
        yield from cells(replace(cell, bottom=cut - BETWEEN / 2), rng)
        yield from cells(replace(cell, top=cut + BETWEEN / 2), rng)
    elif cell.wide > 3 or (cell.wide > 1 and high > 1.5 * LEAST_HEIGHT and rng.random() < 0.4):
        part = rng.randint(1, cell.wide - 1)
        yield from cells(replace(cell, wide=part), rng)
        yield from cells(replace(cell, first=cell.first + part, wide=cell.wide - part), rng)
    else:
        yield cell


def set_article(page: Page, cell: Cell) -> None:
    """The first story that fits in a cell: title, picture, then text in what is left of the columns."""
    for at, story in enumerate(page.stories):
        trial = Page(page.look, random.Random(page.rng.random()), page.stories[at + 1 :], articles=page.articles)
        if set_story(trial, cell, story):
            page.html += trial.html
            page.stories.pop(at)
            return


def set_story(page: Page, cell: Cell, story: Story) -> bool:
    """Whether a story fits in a cell; then it is set there."""
    rng, size = page.rng, page.look.size
    if rng.random() < page.look.boxed:
        cell = boxed(page, cell)
    edges = [(page.left(cell.first + at), page.column) for at in range(cell.wide)]
    if cell.first >= page.look.columns:  # inside a box
        edges = [(left + INSET, width - 2 * INSET) for left, width in edges]
    blocked: list[list[tuple[float, float]]] = [[] for _ in edges]
    set_title(page, cell, story, edges, blocked)
    words = set_picture(page, cell, edges, blocked)
    slots = [(at, top) for at in range(cell.wide) for top in tops(cell, LEADING * size, blocked[at])]
    fit = [int(width / size) for _, width in edges]
    if not slots:
        return False
    parts = fitted(page, story, slots, fit)
    lines = list(broken(parts, slots, fit))
    if len(lines) > len(slots):
        return False
    for (at, top), (text, kind, last) in zip(slots, lines, strict=False):
        left, width = edges[at]
        align = "center" if kind is BlockKind.SUBHEAD or kind is None else "justify"
        weight = "font-weight:bold;" if kind is BlockKind.SUBHEAD else ""
        page.put(
            left,
            top,
            width,
            text,
            size,
            f"{weight}text-align:{align};text-align-last:{'left' if last and align == 'justify' else align};",
        )
    body = [{"type": str(kind), "text": clean} for kind, _, clean in parts if clean]
    body += [{"type": "caption", "text": words}] if words else []
    page.articles.append(gold_of(story, ()) | {"body": body})
    return True


def boxed(page: Page, cell: Cell) -> Cell:
    """The cell inside a frame, or on a tint, that is drawn round it in the gutters."""
    left, right = page.left(cell.first), page.left(cell.first + cell.wide - 1) + page.column
    look = draw(page.rng, ("border:0.8pt solid #333", "background:#f2eee4"))
    out = page.look.gutter / 2 - 1
    page.html.append(
        f"<div style='left:{left - out:.1f}pt;top:{cell.top - 5:.1f}pt;width:{right - left + 2 * out:.1f}pt;height:{cell.bottom - cell.top + 8:.1f}pt;box-sizing:border-box;{look}'></div>"
    )
    return replace(cell, top=cell.top + 2, bottom=cell.bottom - 6)


def set_title(
    page: Page, cell: Cell, story: Story, edges: Sequence[tuple[float, float]], blocked: list[list[tuple[float, float]]]
) -> None:
    """The title over all columns, over the first ones, or vertically in the first one."""
    rng = page.rng
    if cell.wide > 2 and not story.kicker and not story.subtitle and len(story.headline) < 14 and rng.random() < 0.3:
        size = min(28.0, page.column - 12, (cell.bottom - cell.top) / (1.2 * len(story.headline)))
        left, width = edges[0]
        for at, character in enumerate(story.headline.replace(" ", "")):
            page.put(left + (width - size) / 2, cell.top + 1.15 * size * at, size + 2, character, size, TITLE)
        blocked[0].append((cell.top, cell.bottom))
        return
    wide = rng.randint(max(1, cell.wide - 1), cell.wide)
    width = edges[wide - 1][0] + edges[wide - 1][1] - edges[0][0]
    label = f"■{story.section}" if story.section else ""
    top = cell.top
    for text, most in ((label, 11.0), (story.kicker, 14.0), (story.headline, 34.0), (story.subtitle, 13.0)):
        if text:
            size = min(most, max(width / len(text), 20.0 if most > 30 else 11.0))
            fit = max(4, int(width / size))
            for start in range(0, len(text), fit):
                align = "left" if page.look.left_titles else "center"
                page.put(edges[0][0], top, width, text[start : start + fit], size, TITLE + f"text-align:{align};")
                top += 1.25 * size
    for at in range(wide):
        blocked[at].append((cell.top, top + 6))


TITLE = "font-family:var(--title);line-height:1.2;"


def set_picture(
    page: Page, cell: Cell, edges: Sequence[tuple[float, float]], blocked: list[list[tuple[float, float]]]
) -> str:
    """A picture with its caption across some columns, right under the title or at the foot; its caption."""
    if page.rng.random() >= page.look.pictured or cell.bottom - cell.top < 1.5 * LEAST_HEIGHT:
        return ""
    wide = page.rng.randint(1, max(1, cell.wide - 1))
    first = page.rng.randint(0, cell.wide - wide)
    left = edges[first][0]
    width = edges[first + wide - 1][0] + edges[first + wide - 1][1] - left
    high = min(0.6 * width, 0.35 * (cell.bottom - cell.top))
    free = max((bottom for at in range(first, first + wide) for _, bottom in blocked[at]), default=cell.top)
    if free + high + 60 > cell.bottom:
        return ""
    top = draw(page.rng, (free + 2, cell.bottom - high - 18))
    size, words = 0.88 * page.look.size, caption(page.rng)
    page.html.append(
        f"<img src={photo_address(len(page.articles))} style='left:{left:.1f}pt;top:{top:.1f}pt;width:{width:.1f}pt;height:{high:.1f}pt'>"
    )
    fit = int(width / size)
    rows = [words[start : start + fit] for start in range(0, len(words), fit)]
    for at, row in enumerate(rows):
        page.put(left, top + high + 2 + 1.3 * size * at, width, row, size)
    for at in range(first, first + wide):
        blocked[at].append((top - 3, top + high + 4 + 1.3 * size * len(rows)))
    return words


def tops(cell: Cell, leading: float, blocked: Sequence[tuple[float, float]]) -> Iterator[float]:
    """Where lines may stand in a column."""
    top = cell.top
    while top + leading <= cell.bottom:
        held = [bottom for start, bottom in blocked if start < top + leading and bottom > top]
        if held:
            top = max(held)
        else:
            yield top
            top += leading


def fitted(page: Page, story: Story, slots: Sequence[tuple[int, float]], fit: Sequence[int]) -> list[Part]:
    """The printed parts of a story with as many more or fewer paragraphs inside as fill the lines."""
    printed = printed_parts(story)
    parts = [(kind, text, block.text) for (kind, text), block in zip(printed, story.blocks, strict=True)]
    if story.signature.byline:
        parts.insert(0, (BlockKind.CAPTION, story.signature.byline, ""))
    spare = [block.text for other in page.stories for block in other.blocks if block.kind is BlockKind.PARAGRAPH]
    page.rng.shuffle(spare)
    while len(parts) > 3 and lines_of(parts, slots, fit) > len(slots):
        parts.pop(-2)
    for paragraph in spare[:60]:
        more = [*parts[:-1], (BlockKind.PARAGRAPH, paragraph, paragraph), parts[-1]]
        if len(parts) > 2 and lines_of(more, slots, fit) <= len(slots):
            parts = more
    return parts


def lines_of(parts: Sequence[Part], slots: Sequence[tuple[int, float]], fit: Sequence[int]) -> int:
    """How many lines parts take."""
    return len(list(broken(parts, slots, fit)))


def broken(
    parts: Sequence[Part], slots: Sequence[tuple[int, float]], fit: Sequence[int]
) -> Iterator[tuple[str, BlockKind | None, bool]]:
    """The lines of the parts, each with its kind and whether it is its part's last."""
    at = 0
    for kind, text, _ in parts:
        author = kind is BlockKind.CAPTION
        rest = text if author or kind is BlockKind.SUBHEAD else "\u3000\u3000" + text
        while rest:
            wide = fit[slots[min(at, len(slots) - 1)][0]]
            cut = wide
            while len(rest) > cut and cut > wide - 3 and rest[cut] in NO_START:
                cut -= 1
            line, rest = rest[:cut], rest[cut:]
            yield line, None if author else kind, not rest
            at += 1


def whole(page: Page, first: GeneratedPage) -> str:
    """The page with its head and foot."""
    look, folio = page.look, first.folio
    day = f"{folio.date:%Y年%m月%d日}" if folio.date else ""
    page.put(MARGIN, 30, 200, day, look.size)
    page.put(MARGIN, 24, WIDTH - 2 * MARGIN, folio.publication, 18, "text-align:center;" + TITLE)
    page.put(WIDTH - MARGIN - 80, 30, 80, f"第{folio.page:02}版", look.size, "text-align:right;")
    page.put(MARGIN, HEIGHT - 36, 300, "本版责编：李某某", look.size)
    return f"""<!doctype html><meta charset=utf-8><style>
@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }}
:root {{ --title: '{look.title_font}' }}
body {{ margin: 0; font: {look.size}pt/{LEADING} '{look.body_font}' }}
div, img {{ position: absolute; white-space: pre; }}
</style>{"".join(page.html)}"""
