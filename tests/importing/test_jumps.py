"""Stories that go on on another page."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles.importing.run import import_paths
from articles.models import Article, Status
from tests.factories import published
from tests.importing.plain import parse_plain

pytestmark = pytest.mark.django_db

BEGINNING = "#一朵黄花的三次变身\n清晨四点，石臼镇的花田里已经亮起了头灯。\nto 3"
PIECE = "#一朵黄花的三次变身\n合作社的烘房里，第一批黄花刚刚出炉。\nfrom 1"
BARE_PIECE = "合作社的烘房里，第一批黄花刚刚出炉。\nfrom 1"
MIDDLE = f"{PIECE}\nto 5"
END = "#一朵黄花的三次变身\n月底，黄花上了省城的货架。\nfrom 3"
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


@pytest.mark.parametrize("days", [["135"], ["35", "1"], ["15", "3"], ["13", "5"], ["5", "3", "1"]])
def test_pieces_on_several_pages_are_all_tied_to_the_first(imported, days):
    pages = {"1": [BEGINNING], "3": [MIDDLE], "5": [END, OTHER.replace("to 3", "from 3")]}
    for day in days:
        imported(**{f"p{number}": pages[number] for number in day})
    assert sorted(links()) == [(3, 1, 1), (5, 1, 1)]


def test_second_piece_for_the_same_page_is_left_alone(imported):
    imported(p1=[BEGINNING], p3=[MIDDLE], p5=[END])
    imported(p5=[END, f"{END}。"])
    assert sorted(links()) == [(3, 1, 1), (5, 1, 1)]


def test_stories_that_jump_to_each_other_are_no_ring(imported):
    imported(p1=[f"{BEGINNING}\nfrom 3"], p3=[f"{PIECE}\nto 1"])
    assert links() == [(1, 3, 1)]


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


def test_update_ties_pieces_to_the_first(client):
    chain = [published(page__number=1)]
    for number in (2, 3, 4, 5):
        chain.append(published(page__number=number, continued_from=chain[-1], body=f"第{number}版的一段。"))
    import_module("articles.migrations.0022_pieces_of_the_first").tie_to_the_first(apps, connection.schema_editor())
    response = client.get(chain[0].get_absolute_url())
    assert response.context["pieces"] == chain[1:]
    assert response.content.decode().count("版的一段。</p>") == 4
    assert [client.get(piece.get_absolute_url()).status_code for piece in chain[1:]] == [302] * 4
