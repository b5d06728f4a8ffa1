"""Counts of years as the bars of a server-made SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 96
WIDEST = 28  # of a bar with the room about it: two years are no two walls
GAP = 0.25  # of that


@dataclass(frozen=True, slots=True)
class Bar:
    """A year as a rectangle, in the units of the plot."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One bar for each year from the first to the last, also where the count is nothing."""

    bars: list[Bar]
    width: int
    height: int

    @property
    def most(self) -> int:
        """The highest count."""
        return max(bar.count for bar in self.bars)


def plot_of(years: Sequence[tuple[int, int]]) -> Plot:
    """Years with their counts, the newest first, as bars from left to right."""
    counts = dict(years)
    every = range(years[-1][0], years[0][0] + 1)
    step, most = min(WIDEST, WIDTH / len(every)), max(counts.values())
    heights = [HEIGHT * counts.get(year, 0) / most for year in every]
    bars = [
        Bar(year, counts.get(year, 0), round(step * n, 2), round(HEIGHT - tall, 2), round(step * (1 - GAP), 2), tall)
        for n, (year, tall) in enumerate(zip(every, heights, strict=True))
    ]
    return Plot(bars, round(step * len(every)), HEIGHT)
