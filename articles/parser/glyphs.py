"""The characters of a page of a PDF to fragments of lines, by pdfium; runs in the child process only."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as c

from articles.parser.boxes import body_size
from articles.parser.printed import BAND, Box, PrintedLine
from articles.parser.typeset import em
from articles.parser.view import View

LOOSE, ROOM_EM = 1.04, 0.8
SPLIT_EM = 1.2
SHIFT_EM = 0.5
LARGE = 1.3
HEAVY = 600
FORCE_BOLD = 1 << 18
HEAVY_NAMES = ("bold", "heavy", "black", "黑", "heiti", "simhei", "fzht", "fzdh", "fzxbs", "小标宋", "大标宋")
MISSING = "〓"  # the typesetter's sign for a character that is not at hand
# Forms that fonts hold for vertical setting, to the marks that they stand for.
UPRIGHT_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱︳︰", "，、。：；！？（）｛｝〔〕【】《》〈〉「」『』——…"
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character, its box, its type size and the y of its baseline, from the page's top."""

    text: str
    box: Box
    size: float
    baseline: float


class Characters:
    """The characters of a text page, asked for by their index."""

    def __init__(self, page: pdfium.PdfTextPage, view: View) -> None:
        self.raw = page.raw
        self.view = view
        self.rect, self.matrix = c.FS_RECTF(), c.FS_MATRIX()
        self.x, self.y, self.flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self.name = ctypes.create_string_buffer(128)
        self.rgba = [ctypes.c_uint() for _ in range(4)]

    def glyph(self, index: int, text: str) -> Glyph:
        """One character."""
        c.FPDFText_GetMatrix(self.raw, index, self.matrix)
        size = c.FPDFText_GetFontSize(self.raw, index) * (self.matrix.c**2 + self.matrix.d**2) ** 0.5
        return Glyph(text, self.box(index), size, self.baseline(index))

    def box(self, index: int) -> Box:
        """The box of a character's advance and its font's height."""
        c.FPDFText_GetLooseCharBox(self.raw, index, self.rect)
        return self.view.box(self.rect.left, self.rect.bottom, self.rect.right, self.rect.top)

    def baseline(self, index: int) -> float:
        """The y of a character's baseline."""
        c.FPDFText_GetCharOrigin(self.raw, index, self.x, self.y)
        return self.view.point(self.x.value, self.y.value)[1]

    def turned(self, index: int) -> bool:
        """Whether a character is turned by more than a few degrees."""
        c.FPDFText_GetMatrix(self.raw, index, self.matrix)
        return not self.view.is_level(self.matrix.a, self.matrix.b)

    def font(self, index: int) -> tuple[str, bool]:
        """The name of a character's font, and whether it is heavy."""
        length = c.FPDFText_GetFontInfo(self.raw, index, self.name, len(self.name), self.flags)
        name = self.name.raw[: max(0, min(length, len(self.name)) - 1)].decode("utf-8", "replace").split("+")[-1]
        heavy = c.FPDFText_GetFontWeight(self.raw, index) >= HEAVY or bool(self.flags.value & FORCE_BOLD)
        return name, heavy or any(word in name.lower() for word in HEAVY_NAMES)

    def colour(self, index: int) -> int:
        """The fill colour of a character as 0xRRGGBB."""
        c.FPDFText_GetFillColor(self.raw, index, *self.rgba)
        red, green, blue, _ = (part.value for part in self.rgba)
        return red << 16 | green << 8 | blue


def read_fragments(page: pdfium.PdfTextPage, view: View) -> list[PrintedLine]:
    """The fragments of a page's lines in the order in which the file draws them."""
    text = page_text(page)
    characters = Characters(page, view)
    found = [run for start, stop in spans(text) for run in runs(characters, text, start, stop)]
    fragments = [fragment_of(characters, text, first, end) for first, end in found]
    body = body_size(fragments)
    parted = [
        part
        for fragment, (first, end) in zip(fragments, found, strict=True)
        for part in (parts_of(fragment, characters, text, first, end) if fragment.size > LARGE * body else (fragment,))
    ]
    return [fragment for fragment in parted if fragment.text]


def parts_of(fragment: PrintedLine, characters: Characters, text: str, start: int, stop: int) -> Iterator[PrintedLine]:
    """A line of large type, parted at wide gaps: headlines of two articles often stand on one baseline."""
    begun = start
    for at in range(start, stop):
        if text[at] == " " and characters.box(at + 1).left - characters.box(at - 1).right > SPLIT_EM * fragment.size:
            yield fragment_of(characters, text, begun, at)
            begun = at + 1
    yield fragment if begun == start else fragment_of(characters, text, begun, stop)


def page_text(page: pdfium.PdfTextPage) -> str:
    """A page's characters, one for each index."""
    count = page.count_chars()
    text = page.get_text_range() if count else ""
    if len(text) == count:
        return text
    return "".join(chr(c.FPDFText_GetUnicode(page.raw, index) or 32) for index in range(count))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, spaces at both ends left out."""
    start = 0
    for line in text.split("\n"):
        printed = line.strip()
        if printed:
            first = start + line.index(printed[0])
            yield first, first + len(printed)
        start += len(line) + 1


def runs(characters: Characters, text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A line as it is, or the runs that it must be parted into: pdfium takes neighbouring columns for one line."""
    first, last = characters.glyph(start, text[start]), characters.glyph(stop - 1, text[stop - 1])
    wide = last.box.right - first.box.left
    if (
        abs(last.baseline - first.baseline) < SHIFT_EM * first.size
        and -first.size < wide < (LOOSE * em(text[start:stop]) + ROOM_EM) * first.size
    ):
        yield start, stop
        return
    glyphs = [
        (index, characters.glyph(index, text[index])) for index in range(start, stop) if not text[index].isspace()
    ]
    usual = usual_gap([glyph for _, glyph in glyphs])
    begun = start
    for (above, previous), (index, glyph) in pairwise(glyphs):
        if parted(previous, glyph, usual):
            yield begun, above + 1
            begun = index
    yield begun, stop


def usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap that half of the neighbours do not exceed: spaced-out type has a wide one everywhere."""
    gaps = sorted(right.box.left - left.box.right for left, right in pairwise(glyphs))
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def parted(left: Glyph, right: Glyph, usual: float) -> bool:
    """Whether two neighbouring characters are of different lines."""
    size = max(left.size, right.size)
    gap = right.box.left - left.box.right
    return (
        abs(right.baseline - left.baseline) > SHIFT_EM * size or gap > 2 * usual + SPLIT_EM * size or gap < -1.5 * size
    )


def fragment_of(characters: Characters, text: str, start: int, stop: int) -> PrintedLine:
    """The printed line of a run of characters; its size and font are those of its first full-width one."""
    speaking = next((index for index in range(start, stop) if text[index] > "\u2e80"), start)
    glyph = characters.glyph(speaking, text[speaking])
    first, last = characters.box(start), characters.box(stop - 1)
    turned = characters.turned(speaking)
    top, bottom = glyph.baseline - BAND * glyph.size, glyph.baseline + (1 - BAND) * glyph.size
    if turned:
        top, bottom = min(first.top, last.top), max(first.bottom, last.bottom)
    box = Box(min(first.left, last.left), top, max(first.right, last.right), bottom)
    name, heavy = characters.font(speaking)
    return PrintedLine(
        plain(text[start:stop]), box, glyph.size or 1.0, name, heavy, characters.colour(speaking), not turned
    )


def plain(text: str) -> str:
    """A line's characters as they are written everywhere: no ligatures, vertical forms or radicals; private ones marked."""
    if text.isascii():
        return text.replace("\x02", "-").strip()
    if any(character >= "\ue000" or "\u2e80" <= character < "\u2fe0" for character in text):
        text = "".join(common(character) for character in text)
    return text.replace("\r", "").strip()


def common(character: str) -> str:
    """One character's common form; full-width forms stay as they are."""
    if "\ue000" <= character <= "\uf8ff":
        return " " if character == "\ue5e5" else MISSING
    if character in "\ufffe\uffff\ufeff":
        return ""
    upright = character.translate(UPRIGHT_FORMS)
    if upright != character:
        return upright
    folds = "\u2e80" <= character < "\u2fe0" or "\uf900" <= character <= "\ufaff" or "\ufb00" <= character <= "\ufb06"
    return unicodedata.normalize("NFKC", character) if folds else character
