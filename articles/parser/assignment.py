"""The best pairing of two lists, as one problem over all of them."""

from collections.abc import Sequence

LARGEST = 60


def assign(gains: Sequence[Sequence[float]]) -> dict[int, int]:
    """Pairs row → column with the greatest sum of gains; a pair without a gain above 0 is left out.

    The Hungarian method with potentials, cubic in the number of rows: callers keep that to ``LARGEST``.
    Source: https://cp-algorithms.com/graph/hungarian-algorithm.html
    """
    if not gains or not gains[0]:
        return {}
    size = len(gains[0])
    costs = [[-max(0.0, gain) for gain in row] + [0.0] * len(gains) for row in gains]
    owner = match_rows(costs)
    return {row: column for column, row in enumerate(owner) if row >= 0 and column < size and gains[row][column] > 0}


def match_rows(costs: list[list[float]]) -> list[int]:
    """For each column the row that it goes to at the least total cost, or -1."""
    width = len(costs[0])
    row_potential = [0.0] * len(costs)
    column_potential = [0.0] * (width + 1)
    owner = [-1] * (width + 1)
    for start in range(len(costs)):
        owner[width] = start
        came = grow_path(costs, row_potential, column_potential, owner)
        column = came[0]
        while column != width:
            previous = came[1][column]
            owner[column] = owner[previous]
            column = previous
    return owner[:width]


def grow_path(
    costs: list[list[float]], row_potential: list[float], column_potential: list[float], owner: list[int]
) -> tuple[int, list[int]]:
    """An alternating path of least cost from the free row to a free column: its end, and each column's predecessor."""
    width = len(costs[0])
    least = [float("inf")] * width
    came = [width] * width
    done: set[int] = set()
    column = width
    while owner[column] >= 0:
        done.add(column)
        row = owner[column]
        for other in range(width):
            if other not in done:
                cost = costs[row][other] - row_potential[row] - column_potential[other]
                if cost < least[other]:
                    least[other], came[other] = cost, column
        nearest = min((other for other in range(width) if other not in done), key=least.__getitem__)
        shift(least[nearest], done, owner, row_potential, column_potential, least)
        column = nearest
    return column, came


def shift(
    by: float,
    done: set[int],
    owner: list[int],
    row_potential: list[float],
    column_potential: list[float],
    least: list[float],
) -> None:
    """Move the potentials so that the nearest column costs nothing more."""
    for column in done:
        row_potential[owner[column]] += by
        column_potential[column] -= by
    for column in range(len(least)):
        if column not in done:
            least[column] -= by
