"""The best pairing of two lists, as one problem over all of them."""

from collections.abc import Iterator, Sequence

LARGEST = 60


def assign(gains: Sequence[Sequence[float]]) -> dict[int, int]:
    """Pairs row → column with the greatest sum of gains; a pair without a gain above 0 is left out.

    Rows that want no column in common are problems of their own, most of them of one row.
    """
    wanted = [[column for column, gain in enumerate(row) if gain > 0] for row in gains]
    pairs: dict[int, int] = {}
    for rows in rivals(wanted):
        columns = sorted({column for row in rows for column in wanted[row]})
        found = assign_rivals([[max(0.0, gains[row][column]) for column in columns] for row in rows])
        pairs.update({rows[row]: columns[column] for row, column in found.items()})
    return pairs


def rivals(wanted: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The rows in groups: two that want the same column, one of them perhaps by way of others, are in one group."""
    groups: list[tuple[list[int], set[int]]] = []
    for row, columns in enumerate(wanted):
        if columns:
            alike = [group for group in groups if not group[1].isdisjoint(columns)]
            groups = [group for group in groups if group[1].isdisjoint(columns)]
            rows = [row, *(other for group in alike for other in group[0])]
            groups.append((sorted(rows), set(columns).union(*(group[1] for group in alike))))
    return (rows for rows, _ in groups)


def assign_rivals(gains: Sequence[Sequence[float]]) -> dict[int, int]:
    """The pairs of one group: each row's favourite column if those differ, else those that the Hungarian method finds."""
    favourites = [max(range(len(row)), key=row.__getitem__) for row in gains]
    if len(set(favourites)) == len(favourites):
        return dict(enumerate(favourites))
    owner = match_rows([[-gain for gain in row] + [0.0] * len(gains) for row in gains])
    return {row: column for column, row in enumerate(owner[: len(gains[0])]) if row >= 0 and gains[row][column] > 0}


def match_rows(costs: list[list[float]]) -> list[int]:
    """For each column the row that it goes to at the least total cost, or -1.

    The Hungarian method with potentials, cubic in the number of rows: callers keep that to ``LARGEST``.
    Source: D. F. Crouse, On implementing 2D rectangular assignment algorithms, IEEE TAES 52 (2016).
    """
    owner = [-1] * len(costs[0])
    owned = [-1] * len(costs)
    row_potential = [0.0] * len(costs)
    column_potential = [0.0] * len(costs[0])
    for start in range(len(costs)):
        column, came = grow_path(start, costs, owner, owned, row_potential, column_potential)
        row = -1
        while row != start:
            row = owner[column] = came[column]
            owned[row], column = column, owned[row]
    return owner


def grow_path(
    start: int,
    costs: list[list[float]],
    owner: list[int],
    owned: list[int],
    row_potential: list[float],
    column_potential: list[float],
) -> tuple[int, list[int]]:
    """An alternating path of least cost from the free row to a free column: its end, and each column's predecessor."""
    least = [float("inf")] * len(owner)
    came = [-1] * len(owner)
    ahead = list(range(len(owner)))
    reached = [start]
    row, far = start, 0.0
    while True:
        so_far, cost = far - row_potential[row], costs[row]
        for other in ahead:
            length = so_far + cost[other] - column_potential[other]
            if length < least[other]:
                least[other], came[other] = length, row
        column = min(ahead, key=least.__getitem__)
        far = least[column]
        if owner[column] < 0:
            break
        ahead.remove(column)
        row = owner[column]
        reached.append(row)
    row_potential[start] += far
    for row in reached[1:]:
        row_potential[row] += far - least[owned[row]]
        column_potential[owned[row]] -= far - least[owned[row]]
    return column, came
