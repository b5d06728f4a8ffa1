"""Bylines and the people they name."""

import pytest

from articles.models import Correspondent
from articles.people import correspondent_for, match_names, plain_name, set_bylines
from tests.at_once import at_once
from tests.factories import ArticleFactory, BylineFactory, CorrespondentFactory, UnitFactory

pytestmark = pytest.mark.django_db


def bylines_of(article):
    return [(byline.order, byline.role, byline.printed_name, byline.correspondent) for byline in article.bylines.all()]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("汪国华", "汪国华"),
        ("马 旭", "马旭"),
        (" 马\u3000旭 ", "马旭"),
        ("John  Smith", "John  Smith"),
        ("J. R. 托尔金", "J. R.托尔金"),
        ("\u3000 ", ""),
        ("长" * 300, "长" * 100),
    ],
)
def test_plain_name_drops_the_spaces_of_typesetting(printed, kept):
    assert plain_name(printed) == kept


def test_correspondent_for_finds_the_one_there_is():
    known = CorrespondentFactory(name="马旭", unit=UnitFactory())
    assert correspondent_for("马 旭") == known
    assert Correspondent.objects.count() == 1


def test_correspondent_for_makes_a_new_one():
    made = correspondent_for("马 旭")
    assert (made.name, made.unit) == ("马旭", None)
    assert correspondent_for("马旭") == made


def test_correspondent_for_refuses_a_blank_name():
    with pytest.raises(ValueError, match="needs a name"):
        correspondent_for(" \u3000")


def test_correspondent_for_takes_the_busiest_namesake():
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    busy = CorrespondentFactory(name="王芳", unit=UnitFactory())
    BylineFactory(correspondent=busy)
    assert correspondent_for("王芳") == busy


def test_correspondent_for_takes_the_first_of_equally_busy_namesakes():
    first = CorrespondentFactory(name="王芳", unit=UnitFactory())
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    assert correspondent_for("王芳") == first


def test_match_names_needs_a_bounded_number_of_queries(django_assert_max_num_queries):
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    names = ["王芳", *(f"周树{n}" for n in range(50))]
    with django_assert_max_num_queries(3):
        matches = match_names(names)
    assert {name for name, match in matches.items() if match.is_unsure} == {"王芳"}
    assert matches.keys() == set(names)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_names_that_two_look_up_at_once_are_made_once():
    names = [f"周树{n}" for n in range(30)]
    found = at_once(lambda: match_names(names), lambda: match_names(reversed(names)), lambda: match_names(names[10:]))
    keys = {(name, match.correspondent.pk) for matches in found for name, match in matches.items()}
    assert (len(keys), Correspondent.objects.count()) == (30, 30)


def test_match_names_asks_nothing_for_no_names(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert match_names([" "]) == {}


def test_set_bylines_keeps_order_role_and_printed_name():
    article = ArticleFactory()
    notes = set_bylines(article, [("通讯员", "马 旭"), ("", "  "), ("记者", "李瑾")])
    assert notes == []
    assert bylines_of(article) == [
        (1, "通讯员", "马 旭", Correspondent.objects.get(name="马旭")),
        (2, "记者", "李瑾", Correspondent.objects.get(name="李瑾")),
    ]


def test_set_bylines_replaces_those_before():
    article = ArticleFactory()
    set_bylines(article, [("通讯员", "马旭"), ("记者", "李瑾")])
    set_bylines(article, [("", "李瑾")])
    assert bylines_of(article) == [(1, "", "李瑾", Correspondent.objects.get(name="李瑾"))]


def test_set_bylines_notes_namesakes():
    article = ArticleFactory()
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    assert set_bylines(article, [("", "王 芳"), ("", "李瑾")]) == [
        {"code": "names-unsure", "line": None, "detail": "王芳"}
    ]


def test_set_bylines_keeps_the_namesake_that_was_chosen():
    CorrespondentFactory(name="王芳", unit=UnitFactory())
    chosen = CorrespondentFactory(name="王芳", unit=UnitFactory())
    article = ArticleFactory()
    BylineFactory(article=article, correspondent=chosen)
    busier = Correspondent.objects.exclude(pk=chosen.pk).get(name="王芳")
    BylineFactory.create_batch(3, correspondent=busier)
    assert set_bylines(article, [("通讯员", "王芳"), ("", "李瑾")]) == []
    assert [byline.correspondent.name for byline in article.bylines.all()] == ["王芳", "李瑾"]
    assert article.bylines.get(order=1).correspondent == chosen


def test_set_bylines_is_seen_through_a_prefetch():
    article = type(ArticleFactory()).objects.prefetch_related("bylines").get()
    assert article.text_state()["bylines"] == []
    set_bylines(article, [("记者", "李瑾")])
    assert article.text_state()["bylines"] == [["记者", "李瑾"]]
