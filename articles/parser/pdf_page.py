"""One page of a PDF, by pdfium: what is drawn on it, its picture, and cuttings from it; runs in the child process only."""

import io

import pypdfium2 as pdfium
from PIL import Image

from articles.parser.drawn import Drawn, read_drawn
from articles.parser.glyphs import read_fragments
from articles.parser.lay_out import Drawing
from articles.parser.printed import Box, PrintedLine
from articles.parser.view import View

QUALITY = 80
LARGEST_SIDE = 6000


def view_of(page: pdfium.PdfPage) -> View:
    """The part of a page that is shown, and how it is turned."""
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, page.get_rotation() // 90 % 4)


def read_drawing(page: pdfium.PdfPage) -> Drawing:
    """The text, rules, panels and pictures of a page."""
    view = view_of(page)
    text = page.get_textpage()
    drawn = read_drawn(page, view)
    width, height = view.size
    fragments = without_hidden(read_fragments(text, view), drawn, Box(0.0, 0.0, width, height))
    text.close()
    return Drawing(width, height, fragments, drawn.rules, drawn.panels, drawn.pictures)


def without_hidden(lines: list[PrintedLine], drawn: Drawn, page: Box) -> list[PrintedLine]:
    """The lines on the page that no picture was painted over; a text layer where nothing else is printed."""
    shown = [line for line in lines if on(line.box, page)]
    if drawn.buried:
        shown = [line for line in shown if not any(on(line.box, box) for box in drawn.buried)]
    if not drawn.ghosts:
        return shown
    ghosts = [line for line in shown if any(on(line.box, box) for box in drawn.ghosts)]
    inked = [line for line in shown if line not in ghosts]
    return [line for line in shown if line in inked or not any(on(line.box, other.box) for other in inked)]


def on(line: Box, box: Box) -> bool:
    """Whether half of a line lies in a box."""
    return line.shared_area(box) > 0.5 * line.width * line.height


def picture_of(page: pdfium.PdfPage, width: int) -> Image.Image:
    """A page's picture, so many pixels wide; a very long page is kept within bounds."""
    shown_width, shown_height = page.get_size()
    scale = min(width / shown_width, LARGEST_SIDE / max(shown_width, shown_height))
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture.convert("RGB")


def jpeg(picture: Image.Image) -> bytes:
    """A picture as a JPEG file."""
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, optimize=False, progressive=False)
    return written.getvalue()


def cutting(picture: Image.Image, box: Box, page_width: float) -> Image.Image:
    """What a page's picture shows in a box of the page."""
    scale = picture.width / page_width
    edges = (box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)
    bounds = (picture.width, picture.height, picture.width, picture.height)
    left, top, right, bottom = (round(max(0.0, min(edge, bound))) for edge, bound in zip(edges, bounds, strict=True))
    return picture.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
