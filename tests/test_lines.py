"""Numbers of raw lines as they are kept."""

import pytest

from articles.lines import numbers, to_ranges

RAW = "一\n\n二\n\n三\n四\n \n五"


@pytest.mark.parametrize(
    ("lines", "ranges"),
    [
        ([], []),
        ([1, 3, 5], [[1, 5]]),
        ([1, 5, 6], [[1, 1], [5, 6]]),
        ([8, 6, 1, 6], [[1, 1], [6, 8]]),
    ],
)
def test_to_ranges_joins_neighbours_over_blank_lines(lines, ranges):
    assert to_ranges(lines, RAW) == ranges


def test_numbers_gives_every_line_of_the_ranges():
    assert numbers([[1, 1], [6, 8]]) == [1, 6, 7, 8]
    assert numbers([]) == []
