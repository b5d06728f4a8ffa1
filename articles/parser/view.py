"""From a PDF page's own coordinates to those of the page as it is shown: points from its left and top edge."""

from dataclasses import dataclass

from articles.parser.printed import Box

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A page's visible rectangle in its own coordinates (y grows upwards), and its quarter turns to the right when shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is shown."""
        if not self.turns:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def edges(self, left: float, bottom: float, right: float, top: float) -> Edges:
        """Where a rectangle of the page is shown: its left, top, right and bottom."""
        if not self.turns:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        one_x, one_y = self.point(left, bottom)
        other_x, other_y = self.point(right, top)
        return min(one_x, other_x), min(one_y, other_y), max(one_x, other_x), max(one_y, other_y)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box where a rectangle of the page is shown."""
        return Box(*self.edges(left, bottom, right, top))

    def is_level(self, a: float, b: float) -> bool:
        """Whether text whose matrix begins with these runs from left to right when shown, a few degrees aside."""
        along, across = ((a, b), (b, -a), (-a, -b), (-b, a))[self.turns] if self.turns else (a, b)
        return along > 0 and abs(across) <= 0.2 * along
