"""Rules, panels and pictures drawn on a page of a PDF, by pdfium; runs in the child process only."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as c

from articles.parser.printed import Box
from articles.parser.view import View

THIN = 4.0
LONG = 24.0
DEEPEST = 4
MOST_OBJECTS = 100_000
MOST_CLIPS = 16
WHITE = 240
WHOLE_PAGE = 0.7  # of its area
INVISIBLE = c.FPDF_TEXTRENDERMODE_INVISIBLE
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page besides text.

    ``buried`` are texts that a picture was painted over, ``ghosts`` those painted with no ink: the text layer of a scan.
    """

    rules: list[Box] = field(default_factory=list)
    panels: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    buried: list[Box] = field(default_factory=list)
    ghosts: list[Box] = field(default_factory=list)


def read_drawn(page: pdfium.PdfPage, view: View) -> Drawn:
    """The rules, panels and pictures of a page."""
    drawn = Drawn()
    texts: list[tuple[object, Matrix]] = []
    for item, kind, matrix in objects(page):
        if kind == c.FPDF_PAGEOBJ_TEXT:
            texts.append((item, matrix))
        elif kind == c.FPDF_PAGEOBJ_PATH:
            sort_path(item, box_of(item, matrix, view), drawn, view.size)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            take_picture(clipped(item, box_of(item, matrix, view), matrix, view), texts, drawn, view)
    drawn.ghosts = [
        box_of(item, matrix, view) for item, matrix in texts if c.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
    ]
    return drawn


def take_picture(box: Box, texts: list[tuple[object, Matrix]], drawn: Drawn, view: View) -> None:
    """A picture, and the texts that it was painted over; those under a picture of the whole page are a scan's text layer."""
    if min(box.width, box.height) < LONG:
        return
    drawn.pictures.append(box)
    if box.width * box.height < WHOLE_PAGE * view.size[0] * view.size[1]:
        boxes = (box_of(item, matrix, view) for item, matrix in texts)
        drawn.buried += [text for text in boxes if box.holds(text, 1.0)]


def box_of(item: object, matrix: Matrix, view: View) -> Box:
    """The box of an object as it is shown."""
    rect = [ctypes.c_float() for _ in range(4)]
    if not c.FPDFPageObj_GetBounds(item, *rect):
        return Box(0.0, 0.0, 0.0, 0.0)
    return placed([edge.value for edge in rect], matrix, view)


def clipped(item: object, box: Box, matrix: Matrix, view: View) -> Box:
    """The part of an object's box that its clipping paths leave to be seen."""
    clip = c.FPDFPageObj_GetClipPath(item)
    for path in range(min(c.FPDFClipPath_CountPaths(clip), MOST_CLIPS) if clip else 0):
        points = list(clip_points(clip, path))
        if points:
            across, up = [x for x, _ in points], [y for _, y in points]
            window = placed([min(across), min(up), max(across), max(up)], matrix, view)
            box = box.shared(window) or box
    return box


def clip_points(clip: object, path: int) -> Iterator[tuple[float, float]]:
    """The points of a clipping path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(c.FPDFClipPath_CountPathSegments(clip, path), MOST_OBJECTS)):
        c.FPDFPathSegment_GetPoint(c.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
        yield x.value, y.value


def objects(page: pdfium.PdfPage) -> Iterator[tuple[object, int, Matrix]]:
    """The objects of a page in the order of painting, with their kinds and the matrix of the form that they stand in."""
    total = min(c.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)
    raw = page.raw
    for at in range(total):
        item = c.FPDFPage_GetObject(raw, at)
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_FORM:
            yield from unfolded(item, IDENTITY, DEEPEST)
        else:
            yield item, kind, IDENTITY


def unfolded(item: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
    """An object, or those inside it if it is a form."""
    kind = c.FPDFPageObj_GetType(item)
    if kind != c.FPDF_PAGEOBJ_FORM:
        yield item, kind, matrix
    elif depth:
        own = c.FS_MATRIX()
        c.FPDFPageObj_GetMatrix(item, own)
        inner = product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for at in range(min(c.FPDFFormObj_CountObjects(item), MOST_OBJECTS)):
            yield from unfolded(c.FPDFFormObj_GetObject(item, at), inner, depth - 1)


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first the inner, then the outer one."""
    a, b, c_, d, e, f = inner
    outer_a, outer_b, outer_c, outer_d, outer_e, outer_f = outer
    return (
        a * outer_a + b * outer_c,
        a * outer_b + b * outer_d,
        c_ * outer_a + d * outer_c,
        c_ * outer_b + d * outer_d,
        e * outer_a + f * outer_c + outer_e,
        e * outer_b + f * outer_d + outer_f,
    )


def placed(edges: list[float], matrix: Matrix, view: View) -> Box:
    """The box of an object on the page, from its left, bottom, right and top in its form."""
    left, bottom, right, top = edges
    a, b, c_, d, e, f = matrix
    corners = [(a * x + c_ * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return view.box(min(across), min(up), max(across), max(up))


def sort_path(item: object, box: Box, drawn: Drawn, page_size: tuple[float, float]) -> None:
    """A path is a rule if it is thin, a panel if it goes round or behind text, else nothing that matters."""
    if not is_seen(item) or max(box.width, box.height) < LONG:
        return
    if min(box.width, box.height) <= THIN:
        drawn.rules.append(box)
    elif min(box.width, box.height) >= LONG and box.width * box.height < WHOLE_PAGE * page_size[0] * page_size[1]:
        drawn.panels.append(box)


def is_seen(item: object) -> bool:
    """Whether a path is stroked, or filled with anything but white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value:
        return True
    rgba = [ctypes.c_uint() for _ in range(4)]
    painted = bool(fill.value) and bool(c.FPDFPageObj_GetFillColor(item, *rgba))
    return painted and rgba[3].value > 0 and min(part.value for part in rgba[:3]) < WHITE
