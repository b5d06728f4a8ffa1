"""The sample newspaper's issue of PDFs: ``python -m tests.pdfs.demo_issue`` prints it anew from its stories.

The pages are kept with the demo, as printing them needs Chromium and the fonts of the tests.
"""

import base64
import datetime as dt
import io
import json
import random
from collections.abc import Iterator
from html import escape
from typing import Any

from PIL import Image, ImageDraw

from articles.demo.play import PAGES
from articles.demo.stories import FOLDER
from tests.pdfs.chromium import print_pdfs

DATE = dt.date(2026, 7, 21)
WEEKDAYS = "一二三四五六日"
Story = dict[str, Any]

STYLE = """
@page { size: 500pt 690pt; margin: 0 }
* { margin: 0; padding: 0; box-sizing: border-box; font-weight: normal }
body { width: 500pt; height: 690pt; padding: 20pt 24pt; font: 10pt/1.55 'Droid Sans Fallback'; color: #111 }
header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 0.8pt solid #111;
  margin-bottom: 12pt; font-size: 9pt }
header b { font: 900 15pt 'Noto Serif CJK SC'; color: #8d1525 }
.front header b { font-size: 34pt; line-height: 1.3 }
article { margin-bottom: 12pt }
.title { text-align: center; margin-bottom: 6pt; line-height: 1.3 }
h1 { font: 900 15pt/1.3 'Noto Serif CJK SC' }
h2 { font-size: 10.5pt } h3 { font-size: 10pt }
.lead h1 { font-size: 27pt }
.body { column-gap: 12pt; text-align: justify; orphans: 1; widows: 1 }
.lead .body { columns: 3 }
.text { text-indent: 2em } .subhead { text-align: center; font-weight: 900; margin: 2pt 0 }
.byline { text-align: center; margin-bottom: 4pt }
figure { break-inside: avoid; margin: 2pt 0 4pt } img { display: block; width: 100% }
figcaption { font-size: 8.5pt; margin-top: 2pt }
section { display: grid; grid-template-columns: repeat(3, 1fr); column-gap: 20pt; border-top: 0.5pt solid #777; padding-top: 10pt }
footer { position: absolute; left: 24pt; bottom: 14pt; font-size: 8pt }
"""


def page_html(page: dict[str, Any]) -> str:
    """A page: the lead over three columns, the others side by side under it."""
    lead, *others = page["stories"]
    rng = random.Random(page["page"])
    name = f"<b>{page['publication']}</b>"
    day = f"{DATE.year}年{DATE.month}月{DATE.day}日 星期{WEEKDAYS[DATE.weekday()]}"
    head = f"<header><span>{day}</span>{name}<span>第{page['page']:02}版 {page['page_name']}</span></header>"
    rest = "".join(article_html(story, rng) for story in others)
    front = "front" if page["page"] == 1 else ""
    return (
        f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><body class='{front}'>{head}"
        f"{article_html(lead, rng, 'lead')}<section>{rest}</section><footer>本版责编：沈清和</footer>"
    )


def article_html(story: Story, rng: random.Random, kind: str = "") -> str:
    """An article with its title over its text."""
    parts = [(tag, story[name]) for tag, name in (("h2", "kicker"), ("h1", "headline"), ("h3", "subtitle"))]
    title = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts if text)
    return f"<article class='{kind}'><div class=title>{title}</div><div class=body>{''.join(body(story, rng))}</div></article>"


def body(story: Story, rng: random.Random) -> Iterator[str]:
    """Byline, paragraphs, subheads and pictures."""
    if story["signature"]:
        yield f"<p class=byline>{'　'.join(person['name'] for person in story['contributors'])}</p>"
    lead = dateline(story)
    for paragraph in story["paragraphs"]:
        if isinstance(paragraph, str):
            yield f"<p class=text>{escape(lead + paragraph)}</p>"
            lead = ""
        elif "subhead" in paragraph:
            yield f"<p class=subhead>{escape(paragraph['subhead'])}</p>"
        else:
            yield f"<figure><img src={landscape(rng)}><figcaption>{escape(paragraph['caption'])}</figcaption></figure>"


def dateline(story: Story) -> str:
    """``本报霁川讯（通讯员汪砚秋 陶岭）``, or nothing."""
    if not story["dateline"]:
        return ""
    names = " ".join(person["name"] for person in story["contributors"])
    return f"{story['dateline']}（{story['contributors'][0]['role']}{names}）"


def landscape(rng: random.Random) -> str:
    """Hills, water and a sun, as a data address."""
    picture = Image.new("RGB", (480, 320), (214, 226, 232))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((330, 40, 390, 100), fill=(240, 200, 120))
    for depth in range(5):
        top, shade = 110 + 35 * depth, 190 - 32 * depth
        ridge = [(x, top + rng.randint(-25, 25)) for x in range(0, 520, 40)]
        draw.polygon([(0, 320), *ridge, (480, 320)], fill=(shade - 30, shade, shade - 20))
    draw.polygon([(180, 320), (230, 240), (250, 240), (330, 320)], fill=(170, 200, 214))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(written.getvalue()).decode()


def main() -> None:
    """Print the issue's pages."""
    folder = PAGES / DATE.isoformat()
    folder.mkdir(exist_ok=True)
    stories = sorted(FOLDER.glob(f"{DATE}-*.json"))
    pages = [json.loads(path.read_text("utf-8")) for path in stories]
    print_pdfs((folder / f"{page['page']:02}.pdf", page_html(page)) for page in pages)


if __name__ == "__main__":
    main()
