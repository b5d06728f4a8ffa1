"""The picture that stands beside a link to an article elsewhere: the paper's name, the headline, date and page."""

import io
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.formats import date_format
from django.utils.translation import override
from PIL import Image, ImageDraw, ImageFont

from articles.models import Article

# https://ogp.me/ asks for no size; 1.91 : 1 is what most sites show whole.
WIDTH, HEIGHT = 1200, 630
MARGIN = 80
PAPER, INK, SOFT, ACCENT = "#fbf8f1", "#1d1a16", "#655d51", "#a3182b"  # as in tokens.css
SIZES = (96, 80, 66, 54)  # of a headline: the largest that fits
LEADING = 1.32
TOP, BOTTOM = 190, 500  # of the headline
COLOURS = 32  # enough for smooth letters of three colours
KEPT = 64  # pictures of 15 KB
# Of the usual Chinese typefaces the first that this machine has.
FONTS = (
    "SourceHanSerifSC-Bold.otf",
    "NotoSerifCJK-Bold.ttc",
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
    "NotoSansCJK-Regular.ttc",
    "wqy-zenhei.ttc",
)
# What stays together: a Latin word or one character, with the marks that no line may end or begin with.
_UNBROKEN = re.compile(r"[“‘（《〈【「『(]*(?:[A-Za-z0-9.%+-]+|.)[，。、；：！？”’）》〉】」』…—,.!?)]*")


@dataclass(frozen=True, slots=True)
class Told:
    """What the picture says."""

    paper: str
    headline: str
    printed: str


def told_of(article: Article) -> Told:
    """What the picture of an article says, in Chinese whoever asks; its place must be at hand."""
    page = article.page
    with override("zh-hans"):
        printed = f"{date_format(page.issue.date)}　{page.label}"
    return Told(page.issue.publication.name, str(article), printed)


def has_font() -> bool:
    """Whether this machine can draw Chinese; without, there is no picture rather than one of boxes."""
    return _font(SIZES[0]) is not None


@lru_cache(maxsize=KEPT)
def draw(told: Told) -> bytes | None:
    """The picture as PNG; None where no typeface has Chinese."""
    if not has_font():
        return None
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    _line(canvas, 62, told.paper, 50, ACCENT)
    canvas.line((MARGIN, 148, WIDTH - MARGIN, 148), fill=INK, width=3)
    _headline(canvas, told.headline)
    _line(canvas, 545, told.printed, 34, SOFT)
    written = io.BytesIO()
    picture.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _headline(canvas: ImageDraw.ImageDraw, text: str) -> None:
    for size in SIZES:
        font, rows = _sure_font(size), int((BOTTOM - TOP) / (size * LEADING))
        lines = _lines(_drawable(text), font)
        if len(lines) <= rows:
            break
    else:
        lines = [*lines[: rows - 1], lines[rows - 1][:-1] + "…"]
    top = TOP + (BOTTOM - TOP - len(lines) * size * LEADING) / 2
    for row, line in enumerate(lines):
        canvas.text((MARGIN, top + row * size * LEADING), line, fill=INK, font=font)


def _line(canvas: ImageDraw.ImageDraw, top: int, text: str, size: int, colour: str) -> None:
    lines = _lines(_drawable(text), _sure_font(size)) or [""]
    canvas.text((MARGIN, top), lines[0], fill=colour, font=_sure_font(size))


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text broken where it is as wide as the picture has room."""
    lines = [""]
    for part in _UNBROKEN.findall(text):
        if lines[-1] and font.getlength(lines[-1] + part) > WIDTH - 2 * MARGIN:
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
    return [line for line in lines if line]


def _drawable(text: str) -> str:
    """What of the text the typeface has: an emoji would be a box."""
    known = "".join(character if character.isspace() or _has(character) else " " for character in text)
    return " ".join(known.split())


@lru_cache(maxsize=20_000)
def _has(character: str) -> bool:
    font = _sure_font(SIZES[-1])
    return bytes(font.getmask(character)) not in (b"", bytes(font.getmask("\U0010ffff")))


def _sure_font(size: int) -> ImageFont.FreeTypeFont:
    font = _font(size)
    if font is None:
        raise FileNotFoundError("no Chinese typeface")
    return font


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | None:
    for name in FONTS:
        try:
            return _simplified(name, size)
        except OSError:
            continue
    return None


def _simplified(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Of a collection the face for simplified Chinese: its letters differ from those of Japan and Taiwan."""
    for index in range(8):
        try:
            font = ImageFont.truetype(name, size, index=index)
        except OSError:
            break
        if "SC" in (font.getname()[0] or ""):
            return font
    return ImageFont.truetype(name, size)
