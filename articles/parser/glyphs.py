"""The characters of a page of a PDF to fragments of lines, by pdfium; runs in the child process only."""

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from articles.parser.boxes import body_size
from articles.parser.printed import BAND, Box, PrintedLine
from articles.parser.typeset import em
from articles.parser.view import Edges, View

LOOSE, ROOM_EM, TIGHT = 1.0, 0.5, 0.45
SPLIT_EM = 1.2
SHIFT_EM, ASIDE_EM = 0.5, 0.45
LARGE = 1.3
HEAVY = 600
FORCE_BOLD = 1 << 18
HEAVY_NAMES = ("bold", "heavy", "black", "黑", "heiti", "simhei", "fzht", "fzdh", "fzxbs", "小标宋", "大标宋")
FULL_WIDTH = re.compile("[\u2e80-\uffef]")
ODD = re.compile("[\u2e80-\u2fdf\ue000-\ufaff\ufb00-\ufb06\ufe10-\ufe4f\ufeff\ufffe\uffff]")
# Radicals that fonts' tables give in place of the characters of the same form, and that Unicode does not fold.
RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)
MISSING = "〓"  # the typesetter's sign for a character that is not at hand
# Forms that fonts hold for vertical setting, to the marks that they stand for.
UPRIGHT_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱︳︰", "，、。：；！？（）｛｝〔〕【】《》〈〉「」『』——…"
)


class Glyph(NamedTuple):
    """One character's edges, its type size and the y of its baseline, from the page's top."""

    edges: Edges
    size: float
    baseline: float


def bound(function: Any, *arguments: Any, result: Any = None) -> Callable[..., Any]:
    """A function of pdfium that takes addresses as numbers: half of the time of a short call goes in wrapping pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)(address)


def address_of(page: pdfium.PdfTextPage) -> int:
    """Where pdfium keeps a text page; it must stay open while this is used."""
    return ctypes.cast(page.raw, ctypes.c_void_p).value or 0


get_unicode = bound(c.FPDFText_GetUnicode, result=ctypes.c_uint)
get_matrix = bound(c.FPDFText_GetMatrix, ctypes.c_void_p)
get_font_size = bound(c.FPDFText_GetFontSize, result=ctypes.c_double)
get_box = bound(c.FPDFText_GetLooseCharBox, ctypes.c_void_p)
get_origin = bound(c.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_void_p)
get_font = bound(c.FPDFText_GetFontInfo, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
get_weight = bound(c.FPDFText_GetFontWeight, result=ctypes.c_int)
get_colour = bound(c.FPDFText_GetFillColor, *[ctypes.c_void_p] * 4)


class Characters:
    """The characters of a text page, asked for by their index."""

    def __init__(self, page: pdfium.PdfTextPage, view: View) -> None:
        self.raw = address_of(page)
        self.text = page_text(page)
        self.view = view
        self.rect, self.matrix = (ctypes.c_float * 4)(), c.FS_MATRIX()
        self.rect_at, self.matrix_at = ctypes.addressof(self.rect), ctypes.addressof(self.matrix)
        self.x, self.y, self.flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self.x_at, self.y_at, self.flags_at = (ctypes.addressof(place) for place in (self.x, self.y, self.flags))
        self.name = ctypes.create_string_buffer(128)
        self.name_at = ctypes.addressof(self.name)
        self.rgba = (ctypes.c_uint * 4)()
        self.rgba_at = [ctypes.addressof(self.rgba) + 4 * at for at in range(4)]
        self.names: dict[bytes, tuple[str, bool]] = {}

    def glyph(self, index: int) -> Glyph:
        """One character."""
        return Glyph(self.edges(index), self.size(index), self.baseline(index))

    def size(self, index: int) -> float:
        """A character's type size in points; its matrix stays at hand."""
        matrix = self.matrix
        get_matrix(self.raw, index, self.matrix_at)
        stretch: float = (matrix.c**2 + matrix.d**2) ** 0.5
        return float(get_font_size(self.raw, index) * stretch)

    def edges(self, index: int) -> Edges:
        """The box of a character's advance and its font's height: its left, top, right and bottom."""
        get_box(self.raw, index, self.rect_at)
        left, top, right, bottom = self.rect[:]
        return self.view.edges(left, bottom, right, top)

    def baseline(self, index: int) -> float:
        """The y of a character's baseline."""
        get_origin(self.raw, index, self.x_at, self.y_at)
        return self.view.point(self.x.value, self.y.value)[1]

    def font(self, index: int) -> tuple[str, bool]:
        """The name of a character's font, and whether it is heavy."""
        get_font(self.raw, index, self.name_at, len(self.name), self.flags_at)
        written = self.name.value
        if written not in self.names:
            name = written.decode("utf-8", "replace").split("+")[-1]
            self.names[written] = name, any(word in name.lower() for word in HEAVY_NAMES)
        name, heavy = self.names[written]
        return name, heavy or bool(self.flags.value & FORCE_BOLD) or get_weight(self.raw, index) >= HEAVY

    def colour(self, index: int) -> int:
        """The fill colour of a character as 0xRRGGBB."""
        get_colour(self.raw, index, *self.rgba_at)
        red, green, blue, _ = self.rgba[:]
        return red << 16 | green << 8 | blue

    def line(self, start: int, stop: int) -> PrintedLine:
        """The printed line of a run of characters; its size and font are those of its first full-width one."""
        found = FULL_WIDTH.search(self.text, start, stop)
        speaking = found.start() if found else start
        size = self.size(speaking) or 1.0
        left, top, right, bottom = first = self.edges(start)
        last = self.edges(stop - 1) if stop - start > 1 else first
        level = self.view.is_level(self.matrix.a, self.matrix.b) and not runs_down(first, last, size)
        if level:
            baseline = self.baseline(speaking)
            top, bottom = baseline - BAND * size, baseline + (1 - BAND) * size
        else:
            top, bottom = min(top, last[1]), max(bottom, last[3])
        box = Box(min(left, last[0]), top, max(right, last[2]), bottom)
        name, heavy = self.font(speaking)
        return PrintedLine(plain(self.text[start:stop]), box, size, name, heavy, self.colour(speaking), level)


def runs_down(first: Edges, last: Edges, size: float) -> bool:
    """Whether a line's last character stands under its first one."""
    return last[1] - first[1] > size and abs(middle(last) - middle(first)) < ASIDE_EM * size


def middle(edges: Edges) -> float:
    """The x of the vertical axis."""
    return (edges[0] + edges[2]) / 2


def read_fragments(page: pdfium.PdfTextPage, view: View) -> list[PrintedLine]:
    """The fragments of a page's lines in the order in which the file draws them."""
    characters = Characters(page, view)
    whole = [(start, stop, characters.line(start, stop)) for start, stop in spans(characters.text)]
    body = body_size([line for _, _, line in whole])
    parts = (part for start, stop, line in whole for part in parts_of(line, characters, start, stop, body))
    return [part for part in parts if part.text]


def parts_of(line: PrintedLine, characters: Characters, start: int, stop: int, body: float) -> Iterator[PrintedLine]:
    """A line as it is, or its parts: pdfium takes what stands on one baseline in neighbouring columns for one line."""
    if not line.upright:
        yield line
        return
    ems, expected = line.box.width / line.size, em(line.text)
    foot = line.box.bottom - (1 - BAND) * line.size
    if (
        ems > LOOSE * expected + ROOM_EM
        or ems < TIGHT * expected
        or abs(characters.baseline(stop - 1) - foot) > SHIFT_EM * line.size
    ):
        parts = list(runs(characters, start, stop))
    elif line.size > LARGE * body and " " in line.text:
        parts = list(phrases(characters, start, stop, line.size))
    else:
        parts = [(start, stop)]
    yield from (characters.line(first, end) for first, end in parts) if len(parts) > 1 else (line,)


def phrases(characters: Characters, start: int, stop: int, size: float) -> Iterator[tuple[int, int]]:
    """A line of large type parted at wide gaps: headlines of two articles often stand on one baseline."""
    begun = start
    for at in range(start, stop):
        wide = SPLIT_EM * size
        if characters.text[at] == " " and characters.edges(at + 1)[0] - characters.edges(at - 1)[2] > wide:
            yield begun, at
            begun = at + 1
    yield begun, stop


def page_text(page: pdfium.PdfTextPage) -> str:
    """A page's characters, one for each index."""
    count = page.count_chars()
    text = page.get_text_range() if count else ""
    if len(text) == count:
        return text
    raw = address_of(page)
    return "".join([chr(get_unicode(raw, index) or 32) for index in range(count)])


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, spaces at both ends left out."""
    start = 0
    for line in text.split("\n"):
        printed = line.strip()
        if printed:
            first = start + line.index(printed[0])
            yield first, first + len(printed)
        start += len(line) + 1


def runs(characters: Characters, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The runs of a line that stand close together."""
    glyphs = [(index, characters.glyph(index)) for index in range(start, stop) if not characters.text[index].isspace()]
    usual = usual_gap([glyph for _, glyph in glyphs])
    begun = start
    for (above, previous), (index, glyph) in pairwise(glyphs):
        if parted(previous, glyph, usual) and not is_ligature(
            characters.text[above], previous, characters.text[index], glyph
        ):
            yield begun, above + 1
            begun = index
    yield begun, stop


def usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap that half of the neighbours do not exceed: spaced-out type has a wide one everywhere."""
    gaps = sorted(right.edges[0] - left.edges[2] for left, right in pairwise(glyphs))
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def parted(left: Glyph, right: Glyph, usual: float) -> bool:
    """Whether two neighbouring characters are of different lines."""
    size = max(left.size, right.size)
    gap = right.edges[0] - left.edges[2]
    across = abs(right.baseline - left.baseline) <= SHIFT_EM * size and -size / 2 < gap <= 2 * usual + SPLIT_EM * size
    return not (across or goes_down(left, right, size))


def is_ligature(left: str, first: Glyph, right: str, second: Glyph) -> bool:
    """Whether two characters are one form, such as a dash of two em: the same one twice in its place is a shadow."""
    return first.edges == second.edges and (left != right or left in "—…")


def goes_down(above: Glyph, below: Glyph, size: float) -> bool:
    """Whether a character stands right under another, as in vertical text."""
    over, under = above.edges, below.edges
    near = 0 < under[1] - over[1] < 2.2 * size
    aside = abs(middle(under) - middle(over))
    return near and aside < ASIDE_EM * size and size < 1.2 * min(above.size, below.size)


def plain(text: str) -> str:
    """A line's characters as they are written everywhere: no ligatures, vertical forms or radicals; private ones marked."""
    if text.isascii():
        return text.replace("\x02", "-").strip()
    if ODD.search(text):
        text = "".join(common(character) for character in text)
    return text.replace("\r", "").strip()


def common(character: str) -> str:
    """One character's common form; full-width forms stay as they are."""
    if "\ue000" <= character <= "\uf8ff":
        return " " if character == "\ue5e5" else MISSING
    if character in "\ufffe\uffff\ufeff":
        return ""
    usual = character.translate(UPRIGHT_FORMS).translate(RADICALS)
    if usual != character:
        return usual
    folds = "\u2e80" <= character < "\u2fe0" or "\uf900" <= character <= "\ufaff" or "\ufb00" <= character <= "\ufb06"
    return unicodedata.normalize("NFKC", character) if folds else character
