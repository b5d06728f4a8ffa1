"""The pairing of headlines and stories as one problem."""

import itertools
import random

from articles.parser.assignment import assign


def best_by_trying(gains: list[list[float]]) -> float:
    """The greatest sum of gains over all pairings, found by trying all of them."""
    rows, columns = range(len(gains)), range(len(gains[0]))
    return max(
        sum(gains[row][column] for row, column in zip(chosen, order, strict=True))
        for size in range(min(len(rows), len(columns)) + 1)
        for chosen in itertools.combinations(rows, size)
        for order in itertools.permutations(columns, size)
    )


def test_assign_finds_the_greatest_sum() -> None:
    rng = random.Random(5)
    for _ in range(100):
        gains = [[rng.uniform(-3, 5) for _ in range(rng.choice((2, 4)))] * 1 for _ in range(3)]
        width = min(len(row) for row in gains)
        gains = [row[:width] for row in gains]

        pairs = assign(gains)

        assert abs(sum(gains[row][column] for row, column in pairs.items()) - best_by_trying(gains)) < 1e-9


def test_assign_leaves_out_pairs_without_a_gain() -> None:
    assert assign([[-1.0, -2.0], [0.5, -1.0]]) == {1: 0}


def test_assign_pairs_nothing_with_nothing() -> None:
    assert assign([]) == {}
    assert assign([[], []]) == {}
