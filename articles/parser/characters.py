"""What pdfium tells of the characters of a text page, asked of many at a time; runs in the child process only."""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from articles.parser.view import Edges, View

HEAVY = 600
FORCE_BOLD = 1 << 18
HEAVY_NAMES = ("bold", "heavy", "black", "黑", "heiti", "simhei", "fzht", "fzdh", "fzxbs", "小标宋", "大标宋")
LONGEST_NAME = 128  # bytes of a font's name
FLOAT, DOUBLE, NUMBER = ctypes.c_float, ctypes.c_double, ctypes.c_uint


class Glyph(NamedTuple):
    """One character, its edges, its type size and the y of its baseline, from the page's top."""

    character: str
    edges: Edges
    size: float
    baseline: float

    @property
    def middle(self) -> float:
        """The x of its vertical axis."""
        return (self.edges[0] + self.edges[2]) / 2


def bound(function: Any, *arguments: Any, result: Any = None) -> Callable[..., Any]:
    """A function of pdfium that takes addresses as numbers: half of the time of a short call goes in wrapping pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)(address)


get_unicode = bound(c.FPDFText_GetUnicode, result=ctypes.c_uint)
get_matrix = bound(c.FPDFText_GetMatrix, ctypes.c_void_p)
get_font_size = bound(c.FPDFText_GetFontSize, result=ctypes.c_double)
get_box = bound(c.FPDFText_GetLooseCharBox, ctypes.c_void_p)
get_origin = bound(c.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_void_p)
get_font = bound(c.FPDFText_GetFontInfo, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
get_weight = bound(c.FPDFText_GetFontWeight, result=ctypes.c_int)
get_colour = bound(c.FPDFText_GetFillColor, *[ctypes.c_void_p] * 4)
is_generated = bound(c.FPDFText_IsGenerated, result=ctypes.c_int)


class Characters:
    """The characters of a text page, asked for by their indexes; the page must stay open meanwhile."""

    def __init__(self, page: pdfium.PdfTextPage, view: View) -> None:
        self.raw = ctypes.cast(page.raw, ctypes.c_void_p).value or 0
        self.view = view
        self.text = self.page_text(page)
        self.names: dict[bytes, tuple[str, bool]] = {}

    def page_text(self, page: pdfium.PdfTextPage) -> str:
        """The page's characters, one for each index."""
        count = page.count_chars()
        text: str = page.get_text_range() if count else ""
        if len(text) == count:
            return text
        return "".join([chr(get_unicode(self.raw, index) or 32) for index in range(count)])

    def numbers(
        self, function: Callable[..., Any], indexes: Sequence[int], kind: Any, count: int, *, apart: bool = False
    ) -> list[tuple[Any, ...]]:
        """The numbers that pdfium writes of each character, to one address or to one for each number.

        One sweep in C over all characters: a loop in Python would take as long as pdfium itself.
        """
        written = (kind * (count * len(indexes)))()
        size, start = ctypes.sizeof(kind), ctypes.addressof(written)
        ends = start + ctypes.sizeof(written)
        places = [range(start + size * at, ends, size * count) for at in range(count if apart else 1)]
        deque(map(function, repeat(self.raw), indexes, *places), maxlen=0)
        return list(zip(*[iter(written[:])] * count, strict=True))

    def glyphs(self, indexes: Sequence[int]) -> list[Glyph]:
        """These characters."""
        sizes, baselines = self.sizes(self.matrices(indexes), indexes), self.baselines(indexes)
        shown = [self.text[index] for index in indexes]
        return list(map(Glyph, shown, self.edges(indexes), sizes, baselines))

    def matrices(self, indexes: Sequence[int]) -> list[tuple[float, ...]]:
        """How each character is stretched and turned: the six numbers of its matrix."""
        return self.numbers(get_matrix, indexes, FLOAT, 6)

    def sizes(self, matrices: Sequence[tuple[float, ...]], indexes: Sequence[int]) -> list[float]:
        """Each character's type size in points; its matrix tells how it is stretched."""
        sizes = map(get_font_size, repeat(self.raw), indexes)
        return [size * (c_ * c_ + d * d) ** 0.5 for size, (_, _, c_, d, _, _) in zip(sizes, matrices, strict=True)]

    def edges(self, indexes: Sequence[int]) -> list[Edges]:
        """The box of each character's advance and its font's height: its left, top, right and bottom."""
        place = self.view.edges
        found = self.numbers(get_box, indexes, FLOAT, 4)
        return [place(left, bottom, right, top) for left, top, right, bottom in found]

    def baselines(self, indexes: Sequence[int]) -> list[float]:
        """The y of each character's baseline."""
        return [self.view.point(x, y)[1] for x, y in self.numbers(get_origin, indexes, DOUBLE, 2, apart=True)]

    def fonts(self, indexes: Sequence[int]) -> list[tuple[str, bool]]:
        """The name of each character's font, and whether it is heavy."""
        names, flags = (ctypes.c_char * (LONGEST_NAME * len(indexes)))(), (ctypes.c_int * len(indexes))()
        start, end = ctypes.addressof(names), ctypes.addressof(names) + ctypes.sizeof(names)
        at_flags = range(ctypes.addressof(flags), ctypes.addressof(flags) + ctypes.sizeof(flags), 4)
        places = range(start, end, LONGEST_NAME)
        deque(map(get_font, repeat(self.raw), indexes, places, repeat(LONGEST_NAME), at_flags), maxlen=0)
        named = map(self.named, map(ctypes.string_at, places))
        weights = map(get_weight, repeat(self.raw), indexes)
        return [
            (name, heavy or bool(flag & FORCE_BOLD) or weight >= HEAVY)
            for (name, heavy), flag, weight in zip(named, flags, weights, strict=True)
        ]

    def named(self, written: bytes) -> tuple[str, bool]:
        """A font's name without the tag of its subset, and whether it speaks of heavy type."""
        if written not in self.names:
            name = written.decode("utf-8", "replace").split("+")[-1]
            self.names[written] = name, any(word in name.lower() for word in HEAVY_NAMES)
        return self.names[written]

    def colours(self, indexes: Sequence[int]) -> list[int]:
        """The fill colour of each character as 0xRRGGBB."""
        found = self.numbers(get_colour, indexes, NUMBER, 4, apart=True)
        return [red << 16 | green << 8 | blue for red, green, blue, _ in found]

    def is_generated(self, index: int) -> bool:
        """Whether pdfium made up a space because of a gap."""
        return bool(is_generated(self.raw, index) == 1)
