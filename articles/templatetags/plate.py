"""Zones of a page's picture, in the pixels of the picture, for server-made SVG."""

from collections.abc import Iterable, Sequence

from django import template

from articles.models import Article, Page

register = template.Library()

Point = Sequence[float]
MARGIN = 12  # pixels round a cut-out


@register.filter
def points(polygon: Iterable[Point], page: Page) -> str:
    """A polygon in per-cent of the page as the ``points`` of an SVG polygon."""
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in _pixels(polygon, page))


@register.filter
def veil(article: Article, page: Page) -> str:
    """The path of all that is outside the article's zones; to be filled by ``evenodd``."""
    rings = [f"M0,0H{page.picture_width}V{page.picture_height}H0Z"]
    rings += [f"M{points(polygon, page).replace(' ', 'L')}Z" for polygon in article.zones]
    return "".join(rings)


@register.filter
def cutting(article: Article, page: Page) -> str:
    """The ``viewBox`` that holds the article's zones, and a little of what is round them."""
    corners = [corner for polygon in article.zones for corner in _pixels(polygon, page)]
    left, top = (max(0.0, min(axis) - MARGIN) for axis in zip(*corners, strict=True))
    right = min(page.picture_width, max(x for x, _ in corners) + MARGIN)
    bottom = min(page.picture_height, max(y for _, y in corners) + MARGIN)
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


def _pixels(polygon: Iterable[Point], page: Page) -> list[tuple[float, float]]:
    across, down = page.picture_width / 100, page.picture_height / 100
    return [(float(x) * across, float(y) * down) for x, y in polygon]
