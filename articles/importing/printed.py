"""What a PDF shows of a page beyond its text: its picture, the zones of its articles, and the pictures among them."""

from dataclasses import dataclass
from typing import Any

from articles import media
from articles.models.picture import MAX_CREDIT

Zone = list[list[float]]  # a polygon of [x, y]


@dataclass(frozen=True, slots=True)
class Cutting:
    """A picture of an article: a JPEG, its size in pixels, its edges in per-cent of the page, and what is said of it."""

    jpeg: bytes
    size: tuple[int, int]
    left: float
    top: float
    right: float
    bottom: float
    caption: str = ""
    credit: str = ""

    def fields(self, order: int) -> dict[str, Any]:
        """As a ``Picture`` of the article keeps it."""
        edges = {name: getattr(self, name) for name in ("left", "top", "right", "bottom")}
        width, height = self.size
        said = {"caption": self.caption, "credit": self.credit[:MAX_CREDIT]}
        return {"order": order, "digest": media.digest_of(self.jpeg), "width": width, "height": height} | edges | said


@dataclass(frozen=True, slots=True)
class Printed:
    """A page's picture as JPEG, large and small, its size in pixels, its layout; and of each draft the zones and the pictures."""

    picture: bytes
    small: bytes
    size: tuple[int, int]
    layout: dict[str, Any]
    zones: tuple[list[Zone], ...]
    cuttings: tuple[tuple[Cutting, ...], ...]

    def keep(self) -> None:
        """Write all its files; raises OSError."""
        for jpeg in (self.picture, self.small, *(cutting.jpeg for cuttings in self.cuttings for cutting in cuttings)):
            media.keep(jpeg)

    def pictures(self, position: int) -> list[dict[str, Any]]:
        """Those of the draft at ``position``, counted from 1, as they are kept."""
        return [cutting.fields(order) for order, cutting in enumerate(self.cuttings[position - 1], start=1)]

    def fields(self) -> dict[str, Any]:
        """As the ``Page`` keeps it."""
        digests = {"picture": media.digest_of(self.picture), "small_picture": media.digest_of(self.small)}
        return digests | {"picture_width": self.size[0], "picture_height": self.size[1], "layout": self.layout}


NO_PICTURE: dict[str, Any] = {
    "picture": "",
    "small_picture": "",
    "picture_width": 0,
    "picture_height": 0,
    "layout": {},
}
