"""Pictures for tests: small JPEGs, and pages and articles that have one."""

import io
from typing import Any

from PIL import Image

from articles import media
from articles.models import Article, Page, Picture

WIDTH, HEIGHT = 200, 300


def jpeg(colour: str = "white", size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """A JPEG file of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


def give_picture(page: Page, colour: str = "white") -> Page:
    """The page with a picture of it, large and small."""
    page.picture, page.small_picture = media.keep(jpeg(colour)), media.keep(jpeg(colour, (20, 30)))
    page.picture_width, page.picture_height = WIDTH, HEIGHT
    page.save()
    return page


def picture_of(article: Article, **fields: Any) -> Picture:
    """A picture that was printed with the article."""
    fields = {"order": 1, "colour": "red", "left": 10, "top": 10, "right": 50, "bottom": 40} | fields
    digest = media.keep(jpeg(fields.pop("colour"), (80, 90)))
    return Picture.objects.create(article=article, digest=digest, width=80, height=90, **fields)
