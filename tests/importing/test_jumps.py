"""Stories that go on on another page."""

import pytest

from articles.importing.run import import_paths
from articles.models import Article, Status
from tests.importing.plain import parse_plain

pytestmark = pytest.mark.django_db

BEGINNING = "#一朵黄花的三次变身\n清晨四点，石臼镇的花田里已经亮起了头灯。\nto 3"
PIECE = "#一朵黄花的三次变身\n合作社的烘房里，第一批黄花刚刚出炉。\nfrom 1"
BARE_PIECE = "合作社的烘房里，第一批黄花刚刚出炉。\nfrom 1"
OTHER = "#老渔鼓敲进新课堂\n文化馆的公益班开课了。\nto 3"


@pytest.fixture
def imported(write, tmp_path):
    """Import pages of one day: number=stories."""

    def import_pages(**pages):
        for name, stories in pages.items():
            write(f"2024-07-23/{name[1:]}.txt", "\n----\n".join(stories))
        return import_paths([tmp_path], publication="青川日报", parse=parse_plain)

    return import_pages


def links():
    return [
        (piece.page.number, piece.continued_from.page.number, piece.continued_from.position)
        for piece in Article.objects.exclude(continued_from=None)
    ]


def test_piece_is_tied_to_its_beginning(imported):
    imported(p1=[OTHER, BEGINNING], p3=[PIECE])
    assert links() == [(3, 1, 2)]


def test_piece_waits_for_a_beginning_that_comes_later(imported):
    imported(p3=[PIECE])
    imported(p1=[BEGINNING])
    assert links() == [(3, 1, 1)]


def test_piece_with_a_shortened_headline_is_tied(imported):
    imported(p1=[BEGINNING], p3=[PIECE.replace("一朵黄花的", "")])
    assert links() == [(3, 1, 1)]


def test_piece_without_a_headline_is_tied_to_the_only_beginning(imported):
    imported(p1=[BEGINNING], p3=[BARE_PIECE])
    assert links() == [(3, 1, 1)]


@pytest.mark.parametrize(
    "pages",
    [
        {"p1": [BEGINNING, OTHER], "p3": [BARE_PIECE]},
        {"p1": [BEGINNING], "p3": [BARE_PIECE, BARE_PIECE]},
        {"p1": [OTHER], "p3": [PIECE]},
        {"p1": [BEGINNING.replace("to 3", "to 4")], "p3": [PIECE]},
        {"p2": [BEGINNING], "p3": [PIECE]},
        {"p1": ["#黄花\n清晨四点。\nto 3"], "p3": ["#黄花\n合作社的烘房里。\nfrom 1"]},
    ],
    ids=["two beginnings", "two pieces", "other headline", "other page", "other beginning", "too short to be sure"],
)
def test_piece_is_left_alone_where_it_is_not_sure(imported, pages):
    imported(**pages)
    assert links() == []


def test_piece_that_somebody_has_worked_on_is_left_alone(imported):
    imported(p3=[PIECE])
    Article.objects.update(status=Status.SUBMITTED)
    imported(p1=[BEGINNING])
    assert links() == []


def test_piece_of_another_day_is_left_alone(imported, write):
    write("2024-07-24/03.txt", PIECE)
    imported(p1=[BEGINNING])
    assert links() == []
