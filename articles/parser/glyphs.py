"""The characters of a page of a PDF to fragments of lines; runs in the child process only."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

import pypdfium2 as pdfium

from articles.parser.boxes import EQUAL_SIZE, body_size
from articles.parser.characters import Characters, Glyph
from articles.parser.printed import BAND, Box, PrintedLine
from articles.parser.typeset import CLOSERS, em
from articles.parser.view import Edges, View

LOOSE, ROOM_EM, TIGHT = 1.0, 0.5, 0.45
SPLIT_EM = 1.2
SHIFT_EM, ASIDE_EM = 0.5, 0.45
OVERLAP_EM, MARK_OVERLAP_EM = 0.5, 1.0  # half of a mark's square is empty
CLOSING_MARKS, OPENING_MARKS = frozenset(CLOSERS + "，。、；：！？"), frozenset("“‘（《「『【〔〈")
LARGE = 1.3
FEWEST_SPREAD = 6  # characters: two spaced-out ones are a name
NARROW_EM = 0.45
NOTHING = "\x1f"  # counts as a space, and is never printed
SPREAD, SPACE_EM = 1.6, 0.08  # a space is wider than the gaps that justifying leaves
FULL_WIDTH = re.compile("[\u2e80-\uffef]")
PARTED = re.compile("(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")
ODD = re.compile("[\u2e80-\u2fdf\ue000-\ufaff\ufb00-\ufb06\x1f\ufe10-\ufe4f\ufeff\ufffe\uffff]")
# Radicals that fonts' tables give in place of the characters of the same form, and that Unicode does not fold.
RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)
MISSING = "〓"  # the typesetter's sign for a character that is not at hand
# Forms that fonts hold for vertical setting, to the marks that they stand for.
UPRIGHT_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱︳︰", "，、。：；！？（）｛｝〔〕【】《》〈〉「」『』——…"
)

Span = tuple[int, int]


def read_fragments(page: pdfium.PdfTextPage, view: View) -> list[PrintedLine]:
    """The fragments of a page's lines in the order in which the file draws them."""
    characters = Characters(page, view)
    characters.text = closed_up(characters)
    found = list(spans(characters.text))
    lines = lines_of(characters, found)
    split = parts_of(characters, found, lines)
    parted = iter(lines_of(characters, [part for parts in split.values() for part in parts]))
    fragments = [
        part
        for line, span in zip(lines, found, strict=True)
        for part in (islice(parted, len(split[span])) if span in split else (line,))
    ]
    return [fragment for fragment in fragments if fragment.text]


def closed_up(characters: Characters) -> str:
    """The page's characters with nothing in the place of the spaces that pdfium makes up inside stretched lines."""
    text = characters.text
    places = [found.start() for found in PARTED.finditer(text)]
    lefts, rights = (characters.glyphs([at + step for at in places]) for step in (-1, 1))
    narrow = [
        at
        for at, left, right in zip(places, lefts, rights, strict=True)
        if gap(left, right) < NARROW_EM * left.size and is_stretched(characters, at, gap(left, right) / left.size)
    ]
    if not narrow:
        return text
    closed = set(narrow)
    return "".join([NOTHING if at in closed else character for at, character in enumerate(text)])


def is_stretched(characters: Characters, at: int, ems: float) -> bool:
    """Whether a gap of so many em is a made-up space, and hardly wider than the gaps of its line."""
    start, stop = characters.text.rfind("\n", 0, at) + 1, characters.text.find("\n", at)
    line = range(start, stop if stop >= 0 else len(characters.text))
    glyphs = characters.glyphs([index for index in line if not characters.text[index].isspace()])
    usual = usual_gap(glyphs) / glyphs[0].size
    return len(glyphs) >= FEWEST_SPREAD and ems < SPREAD * usual + SPACE_EM and characters.is_generated(at)


def spans(text: str) -> Iterator[Span]:
    """Where each line begins and ends, spaces at both ends left out."""
    start = 0
    for line in text.split("\n"):
        printed = line.strip()
        if printed:
            first = start + line.index(printed[0])
            yield first, first + len(printed)
        start += len(line) + 1


def lines_of(characters: Characters, found: Sequence[Span]) -> list[PrintedLine]:
    """The printed lines of runs of characters; size and font of each are those of its first full-width one."""
    speaking = [
        wide.start() if (wide := FULL_WIDTH.search(characters.text, start, stop)) else start for start, stop in found
    ]
    matrices = characters.matrices(speaking)
    return list(
        map(
            line_of,
            [plain(characters.text[start:stop]) for start, stop in found],
            characters.edges([start for start, _ in found]),
            characters.edges([stop - 1 for _, stop in found]),
            [size or 1.0 for size in characters.sizes(matrices, speaking)],
            characters.baselines(speaking),
            [characters.view.is_level(along, across) for along, across, *_ in matrices],
            characters.fonts(speaking),
            characters.colours(speaking),
        )
    )


def line_of(
    text: str, first: Edges, last: Edges, size: float, baseline: float, level: bool, font: tuple[str, bool], colour: int
) -> PrintedLine:
    """The printed line between two characters."""
    left, top, right, bottom = first
    level = level and not runs_down(first, last, size)
    if level:
        top, bottom = baseline - BAND * size, baseline + (1 - BAND) * size
    else:
        top, bottom = min(top, last[1]), max(bottom, last[3])
    return PrintedLine(text, Box(min(left, last[0]), top, max(right, last[2]), bottom), size, *font, colour, level)


def runs_down(first: Edges, last: Edges, size: float) -> bool:
    """Whether a line's last character stands under its first one."""
    return last[1] - first[1] > size and abs(first[0] + first[2] - last[0] - last[2]) < 2 * ASIDE_EM * size


def parts_of(characters: Characters, found: Sequence[Span], lines: Sequence[PrintedLine]) -> dict[Span, list[Span]]:
    """The parts of each line that has several: pdfium takes what stands on one baseline in neighbouring columns for one line."""
    body = body_size(lines)
    ends = characters.baselines([stop - 1 for _, stop in found])
    seen = [item for item in zip(found, lines, ends, strict=True) if item[1].upright]
    torn = [span for span, line, end in seen if is_torn(line, end)]
    titles = {span: line.size for span, line, _ in seen if line.size > LARGE * body and " " in line.text}
    shown = [index for span in {*torn, *titles} for index in range(*span) if not characters.text[index].isspace()]
    glyphs = dict(zip(shown, characters.glyphs(shown), strict=True))
    parts = {span: list(phrases(glyphs, span, size)) for span, size in titles.items()}
    parts |= {span: list(runs(glyphs, span)) for span in torn}
    return {span: parts[span] for span in found if len(parts.get(span, ())) > 1}


def is_torn(line: PrintedLine, end: float) -> bool:
    """Whether a line is wider or narrower than its characters, or its last one's baseline is another one."""
    ems, expected = line.box.width / line.size, em(line.text)
    foot = line.box.bottom - (1 - BAND) * line.size
    return not TIGHT * expected <= ems <= LOOSE * expected + ROOM_EM or abs(end - foot) > SHIFT_EM * line.size


def phrases(glyphs: Mapping[int, Glyph], span: Span, size: float) -> Iterator[Span]:
    """A line of large type parted at wide gaps, or where its size changes: two headlines often stand on one baseline."""
    begun, stop = span
    shown = [index for index in range(begun, stop) if index in glyphs]
    for above, index in pairwise(shown):
        left, right = glyphs[above], glyphs[index]
        if index > above + 1 and (gap(left, right) > SPLIT_EM * size or changes_size(left, right)):
            yield begun, above + 1
            begun = index
    yield begun, stop


def changes_size(left: Glyph, right: Glyph) -> bool:
    """Whether two full-width characters are of two sizes; figures may be of another font."""
    ratio = left.size / right.size
    wide = FULL_WIDTH.match(left.character) and FULL_WIDTH.match(right.character)
    return wide is not None and not 1 / EQUAL_SIZE < ratio < EQUAL_SIZE


def runs(glyphs: Mapping[int, Glyph], span: Span) -> Iterator[Span]:
    """The runs of a line that stand close together."""
    begun, stop = span
    shown = [index for index in range(begun, stop) if index in glyphs]
    usual = usual_gap([glyphs[index] for index in shown])
    for above, index in pairwise(shown):
        previous, glyph = glyphs[above], glyphs[index]
        if parted(previous, glyph, usual) and not is_ligature(previous, glyph):
            yield begun, above + 1
            begun = index
    yield begun, stop


def gap(left: Glyph, right: Glyph) -> float:
    """How far two characters stand apart; negative where they overlap."""
    return right.edges[0] - left.edges[2]


def usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap that half of the neighbours do not exceed: spaced-out type has a wide one everywhere."""
    gaps = sorted(gap(left, right) for left, right in pairwise(glyphs))
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def parted(left: Glyph, right: Glyph, usual: float) -> bool:
    """Whether two neighbouring characters are of different lines."""
    size = max(left.size, right.size)
    marks = left.character in CLOSING_MARKS and right.character in OPENING_MARKS
    least = -(MARK_OVERLAP_EM if marks else OVERLAP_EM) * size
    across = abs(right.baseline - left.baseline) <= SHIFT_EM * size
    return not ((across and least < gap(left, right) <= 2 * usual + SPLIT_EM * size) or goes_down(left, right, size))


def is_ligature(first: Glyph, second: Glyph) -> bool:
    """Whether two characters are one form, such as a dash of two em: the same one twice in its place is a shadow."""
    return first.edges == second.edges and (first.character != second.character or first.character in "—…")


def goes_down(above: Glyph, below: Glyph, size: float) -> bool:
    """Whether a character stands right under another, as in vertical text."""
    near = 0 < below.edges[1] - above.edges[1] < 2.2 * size
    aside = abs(below.middle - above.middle)
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
    if character in "\x1f\ufffe\uffff\ufeff":
        return ""
    usual = character.translate(UPRIGHT_FORMS).translate(RADICALS)
    if usual != character:
        return usual
    folds = "\u2e80" <= character < "\u2fe0" or "\uf900" <= character <= "\ufaff" or "\ufb00" <= character <= "\ufb06"
    return unicodedata.normalize("NFKC", character) if folds else character
