"""Sections found by name, or made."""

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import Section
from articles.models.publication import named_sections
from tests.at_once import at_once
from tests.factories import PublicationFactory

pytestmark = pytest.mark.django_db


def test_a_new_section_takes_two_queries_and_a_known_one_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    paper = PublicationFactory.create()
    for queries in (2, 1):
        with django_assert_num_queries(queries):
            section = named_sections(paper, {"调研 视察"})["调研 视察"]
        assert (section.publication, section.name, section.slug) == (paper, "调研 视察", "调研-视察")
    assert Section.objects.get() == section


def test_a_slug_that_another_section_has_gets_a_number() -> None:
    papers = [PublicationFactory.create(name=name, slug=name) for name in ("青川日报", "邻县报", "县域时报")]
    slugs = [named_sections(paper, {"要闻", "要闻！"}) for paper in papers]
    assert [sections["要闻"].slug for sections in slugs] == ["要闻", "要闻-3", "要闻-5"]
    assert Section.objects.count() == 6


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sections_that_two_look_up_at_once_are_made_once() -> None:
    papers = [PublicationFactory.create(name=name, slug=name) for name in ("青川日报", "邻县报")]
    names = {"要闻", "春耕", "副刊"}
    found = at_once(*(lambda paper=paper: named_sections(paper, names) for paper in papers * 2))
    keys = {(paper.pk, name) for paper in papers for name in names}
    assert {(s.publication_id, name) for sections in found for name, s in sections.items()} == keys
    assert set(Section.objects.values_list("publication", "name")) == keys
    assert sorted(Section.objects.values_list("slug", flat=True)) == sorted([*names, *(f"{name}-2" for name in names)])
