"""Two at one page at once: one cuts, and the other is told."""

import pytest
from django.contrib.auth.models import User

from articles import desk
from articles.models import DeskStep
from tests.at_once import at_once
from tests.conftest import make_user
from tests.desk.pages import articles_of, line_of, sample_page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_splits_at_once_one_is_done() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    seen = dict(page.articles.values_list("pk", "version"))
    asked = desk.Asked(None, frozenset({line_of("人防之外，技防也在补课")}))
    outcomes = at_once(
        lambda: desk.act(page.pk, "split", asked, by=editor, seen=seen),
        lambda: desk.act(page.pk, "split", asked, by=chief, seen=seen),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DeskStep", "Stale"]
    assert (DeskStep.objects.count(), len(articles_of(page))) == (1, 9)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_two_type_into_two_articles_at_once_is_two_steps() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    one, other, *_others = articles_of(page)
    texts = {editor: (one, "编辑的题"), chief: (other, "总编的题")}

    def save(by: User) -> object:
        article, headline = texts[by]
        pairs = desk.byline_pairs(article)
        return desk.save_typed(article, by=by, version=1, fields={"headline": headline}, bylines=pairs)

    outcomes = at_once(lambda: save(editor), lambda: save(chief))
    assert [type(outcome).__name__ for outcome in outcomes] == ["Article", "Article"]
    assert list(DeskStep.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    for number in (2, 1):
        desk.undo(page.pk, by=DeskStep.objects.get(number=number).by, number=number)
    assert [article.headline for article in articles_of(page)[:2]] == [one.headline, other.headline]
