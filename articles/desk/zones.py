"""Where the articles of a page's picture stand after their lines or pictures have gone from one to another."""

from collections.abc import Mapping, Sequence
from typing import Any

from articles.desk.recompose import Part
from articles.desk.states import State
from articles.importing.fill import PICTURE
from articles.lines import numbers
from articles.models import Article, Page
from articles.parser.layout import page_of
from articles.parser.printed import PageSource
from articles.parser.typeset import bare
from articles.parser.zones import owned_pieces, per_cent, zone_of

NEAR = 0.05  # per-cent of the page: how exactly the edges of a picture are kept


def draw_anew(page: Page, standing: Sequence[Article], parts: Mapping[int, Sequence[State]]) -> dict[int, list[Any]]:
    """The zones of some of the ``standing`` articles, by their places among them; ``parts`` are the pictures of each.

    Empty for a page of which it is not known where its lines stand.
    """
    source = page_of(page.layout) if page.layout else None
    if source is None or len(source.lines) != page.raw.count("\n") + 1:
        return {}
    owners = {line: at for at, article in enumerate(standing) for line in numbers(article.source_lines)}
    pieces = owned_pieces(owners, source)
    return {
        at: [[list(corner) for corner in polygon] for polygon in zone_of(at, _own(rows, source), pieces, source)]
        for at, rows in parts.items()
    }


def _own(rows: Sequence[State], source: PageSource) -> list[int]:
    """The numbers of the page's pictures that lie where the rows do."""
    kept = [tuple(row[edge] for edge in ("left", "top", "right", "bottom")) for row in rows]
    return [number for number in range(len(source.pictures)) if any(_near(_edges(number, source), row) for row in kept)]


def _edges(number: int, source: PageSource) -> tuple[float, ...]:
    box = source.pictures[number].box
    across, down = ((box.left, box.right), source.width), ((box.top, box.bottom), source.height)
    (left, right), (top, bottom) = ([per_cent(edge, whole) for edge in both] for both, whole in (across, down))
    return left, top, right, bottom


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def shared_pictures(parts: Sequence[Part], raw: str) -> list[list[State]]:
    """The pictures of each part: each goes with the lines of its caption, or else stays with its article."""
    printed = raw.split("\n")
    texts = [bare("".join(printed[line - 1] for line in sorted(part.lines))) for part in parts]
    shared: list[list[State]] = [[] for _part in parts]
    for source in {source.pk: source for part in parts for source in part.sources}.values():
        for picture in source.pictures.all():
            row = {name: getattr(picture, name) for name in PICTURE}
            shared[_taker(source, bare(picture.caption), parts, texts)].append(row)
    return shared


def _taker(source: Article, caption: str, parts: Sequence[Part], texts: Sequence[str]) -> int:
    """The place of the part that a picture of the source goes to."""
    near = [at for at, part in enumerate(parts) if source in part.sources]
    named = [at for at in near if caption and caption in texts[at]]
    own = [at for at in near if parts[at].article == source]
    return (named or own or near)[0]
