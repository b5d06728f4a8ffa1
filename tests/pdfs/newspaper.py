"""A planned page as HTML, for a browser to print; and a page of vertical text."""

import base64
from collections.abc import Iterator, Sequence
from html import escape

from articles.parser.types import BlockKind
from tests.generator.story import Passage, Story
from tests.pdfs.plan import (
    FONTS,
    HEIGHT,
    INSET,
    KICKER_SIZE,
    LABEL_SIZE,
    LEADING,
    MARGIN,
    SUBTITLE_SIZE,
    WIDTH,
    Item,
    Look,
    Plan,
    photo,
    photo_height,
)


def page_html(plan: Plan) -> str:
    """The page as HTML."""
    rows = "".join(f"<section>{''.join(map(article_html, row))}</section>" for row in plan.rows)
    day, name, number = map(escape, plan.folio)
    head = f"<header><span>{day}</span><b>{name}</b><span>{number}</span></header>"
    return f"<!doctype html><meta charset=utf-8><style>{style(plan.look)}</style>{head}{rows}<footer>本版责编：李某某</footer>"


def article_html(item: Item) -> str:
    """One article."""
    story = item.story
    label = f"<p class=label>■{escape(story.section)}</p>" if story.section else ""
    headline = f"<h1 style='font-size:{item.headline_size:.1f}pt'>{escape(story.headline)}</h1>"
    title = f"{label}<h2>{escape(story.kicker)}</h2>{headline}<h3>{escape(story.subtitle)}</h3>"
    text = f"<div class=body style='columns:{item.wide - item.upright}'>{''.join(body_html(item))}</div>"
    classes = " ".join(name for name in ("boxed", "upright", "drop") if getattr(item, name))
    return (
        f"<article class='{classes}' style='width:{item.points:.1f}pt'><div class=title>{title}</div>{text}</article>"
    )


def body_html(item: Item) -> Iterator[str]:
    """The author's line, paragraphs, subheads and pictures with their captions."""
    if item.story.signature.byline:
        yield f"<p class=byline>{escape(item.story.signature.byline)}</p>"
    for kind, text in item.parts:
        if kind is BlockKind.CAPTION:
            image = f"<img src={photo_address(item.at)} style='height:{photo_height(item.at)}pt'>"
            yield f"<figure>{image}<figcaption>{escape(text)}</figcaption></figure>"
        else:
            yield f"<p class={'subhead' if kind is BlockKind.SUBHEAD else 'text'}>{escape(text)}</p>"


def photo_address(number: int) -> str:
    """A picture as a data address."""
    return "data:image/jpeg;base64," + base64.b64encode(photo(number)).decode()


def style(look: Look) -> str:
    """The style sheet."""
    rule = "column-rule:0.4pt solid #888;" if look.rules else ""
    align = "left" if look.left_titles else "center"
    return f"""
@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }}
body {{ margin: {MARGIN}pt; font: {look.size}pt/{LEADING} '{look.body_font}'; width: {WIDTH - 2 * MARGIN}pt }}
header {{ display: flex; justify-content: space-between; align-items: end; border-bottom: 1pt solid #000; margin-bottom: 14pt }}
header b {{ font: {34 if look.spaced_name else look.size}pt '{look.title_font}' }}
footer {{ margin-top: 10pt }}
section {{ display: flex; gap: {look.gutter}pt; margin-bottom: 20pt; align-items: flex-start }}
article {{ box-sizing: border-box }}
.boxed {{ border: 0.8pt solid #333; padding: {INSET}pt }}
.title {{ text-align: {align}; font-family: '{look.title_font}'; margin-bottom: 7pt; line-height: 1.25 }}
h1, h2, h3, p {{ margin: 0; font-weight: normal }}
h2 {{ font-size: {KICKER_SIZE}pt }} h3 {{ font-size: {SUBTITLE_SIZE}pt }} .label {{ font-size: {LABEL_SIZE}pt }}
h2:empty, h3:empty {{ display: none }}
.body {{ column-gap: {look.gutter}pt; {rule} text-align: justify; orphans: 1; widows: 1 }}
.text {{ text-indent: 2em }} .subhead {{ text-align: center; font-weight: bold }} .byline {{ text-align: center }}
.drop .text:first-of-type {{ text-indent: 0 }} .drop .byline + .text {{ text-indent: 0 }}
.drop .text:first-of-type::first-letter, .drop .byline + .text::first-letter {{ float: left; font-size: 2.8em; line-height: 1; margin-right: 2pt }}
.upright {{ display: flex; gap: 10pt }} .upright .title {{ writing-mode: vertical-rl; text-align: left }} .upright .body {{ flex: 1 }}
figure {{ margin: 4pt 0; break-inside: avoid }} img {{ display: block; width: 100% }}
figcaption {{ font-size: 0.9em; margin-top: 2pt }}
"""


def vertical_html(stories: Sequence[Story]) -> str:
    """A page as old papers were set: from top to bottom, and from right to left, an article in each row."""
    articles = "".join(
        f"<article><h1>{escape(story.headline)}</h1>{''.join(map(passage_html, story.passages))}</article>"
        for story in stories
    )
    return f"""<!doctype html><meta charset=utf-8><style>
@page {{ size: 800pt 1100pt; margin: 0 }}
body {{ margin: 30pt; width: 740pt; font: 10pt/1.5 '{FONTS[0]}' }}
article {{ writing-mode: vertical-rl; width: 740pt; height: 240pt; margin-bottom: 16pt; text-align: justify }}
h1, p {{ margin: 0; font-weight: normal }} h1 {{ font-size: 24pt; margin: 0 4pt }} p {{ text-indent: 2em }}
</style>{articles}"""


def passage_html(passage: Passage) -> str:
    """A paragraph or subhead."""
    kind = "subhead" if passage.block.kind is BlockKind.SUBHEAD else "text"
    return f"<p class={kind}>{escape(passage.block.text)}</p>"
