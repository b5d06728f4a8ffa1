"""A planned page set by LibreOffice Writer: frames with columns and no pictures, if the machine has it."""

import math
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from articles.parser.types import BlockKind
from tests.pdfs.plan import HEIGHT, INSET, LEADING, MARGIN, WIDTH, Item, Look, Plan, with_marks

PROGRAM = shutil.which("soffice")
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold"'
BETWEEN = 22
ASIDE = 10


def print_pdfs(pages: Iterable[tuple[Path, Plan]]) -> None:
    """Set each page to its path; all must be of one folder."""
    sources = []
    for path, plan in pages:
        sources.append(path.with_suffix(".fodt"))
        sources[-1].write_text(page_xml(plan), "utf-8")
    folder = sources[0].parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [PROGRAM or "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True)


def page_xml(plan: Plan) -> str:
    """The page as a flat OpenDocument text."""
    look = plan.look
    page = (
        f'<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="{WIDTH}pt"'
        f' fo:page-height="{HEIGHT}pt" fo:margin="{MARGIN}pt"/></style:page-layout>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2"'
        f' office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>{"".join(styles(plan))}{page}'
        f'</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/>'
        f"</office:master-styles><office:body><office:text>{''.join(frames(plan, look))}"
        f'<text:p text:style-name="text"/></office:text></office:body></office:document>'
    )


def styles(plan: Plan) -> Iterator[str]:
    """The styles of paragraphs, frames and columns."""
    look = plan.look
    yield paragraph_style("text", look.size, "justify", look.body_font, indent=2 * look.size)
    yield paragraph_style("flush", look.size, "justify", look.body_font)
    yield paragraph_style("byline", look.size, "center", look.body_font)
    yield paragraph_style("subhead", look.size, "center", look.body_font, more=BOLD)
    yield paragraph_style("name", 34 if look.spaced_name else look.size, "center", look.title_font)
    align = "start" if look.left_titles else "center"
    for size in sorted({title_size(size) for item in plan.items for _, size in item.over}):
        yield paragraph_style(f"t{size:g}", size, align, look.title_font, leading=1.25)
    yield frame_style("plain", "none")
    yield frame_style("boxed", "0.8pt solid #333333")
    rule = '<style:column-sep style:width="0.4pt" style:color="#888888"/>' if look.rules else ""
    for number in range(1, look.columns + 1):
        columns = f'<style:columns fo:column-count="{number}" fo:column-gap="{look.gutter}pt">{rule}</style:columns>'
        yield frame_style(f"c{number}", "none", columns if number > 1 else "")


def frame_style(name: str, border: str, inside: str = "") -> str:
    """The style of one kind of frame."""
    stroke = "" if name == "boxed" else 'draw:stroke="none" '
    return (
        f'<style:style style:name="{name}" style:family="graphic"><style:graphic-properties {stroke}fo:border="{border}" fo:padding="0pt"'
        ' draw:fill="none" style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left"'
        f' style:horizontal-rel="page">{inside}</style:graphic-properties></style:style>'
    )


def title_size(size: float) -> float:
    """A type size as its style is named."""
    return round(size, 1)


def paragraph_style(
    name: str, size: float, align: str, font: str, *, indent: float = 0.0, leading: float = LEADING, more: str = ""
) -> str:
    """The style of one kind of paragraph."""
    font = with_marks(font)
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"'
        f' fo:text-indent="{indent}pt" fo:line-height="{leading * size:.2f}pt" fo:orphans="0" fo:widows="0"/>'
        f'<style:text-properties fo:font-family="{font}" style:font-family-asian="{font}" fo:font-size="{size}pt"'
        f' style:font-size-asian="{size}pt" fo:language-asian="zh" fo:country-asian="CN" {more}/></style:style>'
    )


def frames(plan: Plan, look: Look) -> Iterator[str]:
    """The frames of a page from its top; their heights are reckoned, as nothing is measured before it is set."""
    day, name, number = map(escape, plan.folio)
    wide = WIDTH - 2 * MARGIN
    high = 50 if look.spaced_name else 20
    yield frame("head", MARGIN, MARGIN, wide / 4, high, f'<text:p text:style-name="flush">{day}</text:p>')
    yield frame("name", MARGIN + wide / 4, MARGIN, wide / 2, high, f'<text:p text:style-name="name">{name}</text:p>')
    yield frame("page", WIDTH - 100, MARGIN, 72, high, f'<text:p text:style-name="flush">{number}</text:p>')
    top = float(MARGIN + high + 8)
    for row in plan.rows:
        left = float(MARGIN)
        for item in row:
            yield from article_frames(item, look, left, top)
            left += item.points + look.gutter
        top += max(height(item, look) for item in row) + BETWEEN
    yield frame("foot", MARGIN, top, wide / 2, 20, '<text:p text:style-name="flush">本版责编：李某某</text:p>')


def article_frames(item: Item, look: Look, left: float, top: float) -> Iterator[str]:
    """An article's frames: its box, its title and its text under it or beside it."""
    name, inset, number = f"a{item.at}", INSET * item.boxed, item.wide
    if item.boxed:
        yield frame(
            f"{name}-box", left, top, item.points, height(item, look), '<text:p text:style-name="flush"/>', "boxed"
        )
    left, top, width = left + inset, top + inset, item.inner
    if item.upright:
        for at, (text, size) in enumerate(reversed(item.over)):
            letters = "".join(title_line(character, size) for character in text)
            yield frame(f"{name}-{at}", left, top, size + 1, 1.25 * size * len(text), letters)
            left += size + 4
        left, width, number = left + ASIDE, width - aside(item), number - 1
    else:
        lines = "".join(title_line(text, size) for text, size in item.over)
        yield frame(f"{name}-title", left, top, width, title_height(item), lines)
        top += title_height(item) + 4
    column = (width - (number - 1) * look.gutter) / number
    text = "".join(parts(item))
    yield frame(name, left, top, width, text_height(item, look, number, column), text, f"c{number}")


def aside(item: Item) -> float:
    """How much room a vertical title takes."""
    return sum(size + 4 for _, size in item.over) + ASIDE


def title_line(text: str, size: float) -> str:
    """A line of a title."""
    return f'<text:p text:style-name="t{title_size(size):g}">{escape(text)}</text:p>'


def frame(name: str, left: float, top: float, width: float, high: float, inside: str, style: str = "plain") -> str:
    """A frame at its place on the page, in points."""
    return (
        f'<draw:frame draw:style-name="{style}" draw:name="{escape(name)}" text:anchor-type="page" text:anchor-page-number="1"'
        f' svg:x="{left:.2f}pt" svg:y="{top:.2f}pt" svg:width="{width:.2f}pt"><draw:text-box fo:min-height="{high:.1f}pt">{inside}</draw:text-box></draw:frame>'
    )


def height(item: Item, look: Look) -> float:
    """How high an article will be, roughly, in points."""
    number = item.wide - item.upright
    column = (item.inner - item.upright * aside(item) - (number - 1) * look.gutter) / number
    text = text_height(item, look, number, column)
    return (text if item.upright else text + title_height(item) + 4) + 2 * INSET * item.boxed


def title_height(item: Item) -> float:
    """How high its title will be."""
    return sum(1.25 * size * math.ceil(len(text) / int(item.inner / size)) for text, size in item.over)


def text_height(item: Item, look: Look, number: int, column: float) -> float:
    """How high its text will be in so many columns that are so many points wide each."""
    fit = max(4, int(column / look.size))
    lines = sum(math.ceil((len(text) + 3) / fit) for _, text in item.parts) + bool(item.story.signature.byline)
    return lines * LEADING * look.size / number + 2 * LEADING * look.size


def parts(item: Item) -> Iterator[str]:
    """The author's line, paragraphs and subheads."""
    if item.story.signature.byline:
        yield f'<text:p text:style-name="byline">{escape(item.story.signature.byline)}</text:p>'
    for kind, text in item.parts:
        style = "subhead" if kind is BlockKind.SUBHEAD else "text"
        yield f'<text:p text:style-name="{style}">{escape(text)}</text:p>'
