"""The index is the published set: what writes it, what takes it back, and what happens when two write at once."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from articles import search
from articles.models import Article, Publication, SearchDocument, Status
from articles.search import keys
from tests.at_once import at_once
from tests.factories import ArticleFactory, IssueFactory, PageFactory, published
from tests.search.cases import found, indexed


def _withdraw(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(status=Status.WITHDRAWN, published_at=None)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_index_takes_nothing_that_is_not_published(status: Status) -> None:
    article = ArticleFactory.create(status=status)

    search.index(article)

    assert not SearchDocument.objects.exists()


@pytest.mark.django_db
def test_index_takes_out_what_is_published_no_more() -> None:
    article = indexed()
    _withdraw(article)

    search.index(article)

    assert not SearchDocument.objects.exists()


@pytest.mark.django_db
def test_index_again_finds_the_new_words_and_no_old_ones() -> None:
    article = indexed(headline="水库春灌开闸")
    article.headline = "花椒采摘正忙"
    article.save()

    search.index(article)

    assert (found("水库"), found("花椒"), found("春灌")) == ([], [article], [article])  # 春灌 is in the body
    assert search.search("春灌").count == 1


@pytest.mark.django_db
def test_index_of_an_unchanged_article_writes_nothing() -> None:
    article = indexed()
    before = SearchDocument.objects.values().get()

    search.index(article)

    assert SearchDocument.objects.values().get() == before


@pytest.mark.django_db
def test_index_follows_an_issue_to_another_date() -> None:
    article = indexed()
    issue = article.page.issue
    issue.date = dt.date(1949, 10, 1)
    issue.save()

    search.index(article)

    assert SearchDocument.objects.get().key >> 13 == issue.date.toordinal()
    assert found("水库") == [article]


@pytest.mark.django_db
def test_key_within_a_day_is_the_next_free_one() -> None:
    papers = [Publication.objects.create(name=name, slug=name) for name in ("甲报", "乙报", "丙报")]
    pages = [PageFactory.create(issue=IssueFactory.create(publication=paper)) for paper in papers]

    for page in pages:
        indexed(page=page, position=1)

    keys = list(SearchDocument.objects.order_by("article").values_list("key", flat=True))
    assert [keys[0] - key for key in keys] == [0, 1, 2]


@pytest.mark.django_db
def test_a_full_day_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "LAST", 1)
    indexed()
    indexed()

    with pytest.raises(OverflowError, match="2026-07-14"):
        indexed()


@pytest.mark.django_db
def test_remove_leaves_nothing_to_find() -> None:
    article = indexed()

    search.remove(article)
    search.remove(article)

    answer = search.search("水库")
    assert (answer.hits, answer.count) == ([], 0)
    assert not SearchDocument.objects.exists()


@pytest.mark.django_db
def test_index_undone_with_its_transaction_finds_nothing() -> None:
    article = published()

    with transaction.atomic():
        search.index(article)
        transaction.set_rollback(True)

    assert search.search("水库").count == 0


@pytest.mark.django_db
def test_an_article_in_the_index_cannot_be_deleted() -> None:
    article = indexed()

    with pytest.raises(ProtectedError):
        article.delete()


@pytest.mark.django_db
def test_first_document_after_a_flush_finds_no_old_tokens() -> None:
    article = indexed(headline="水库春灌开闸")
    SearchDocument.objects.all().delete()
    article.headline = "花椒采摘正忙"
    article.save()

    search.index(article)

    assert (found("水库"), found("花椒")) == ([], [article])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_articles_that_want_one_key_at_once_both_get_one() -> None:
    papers = [Publication.objects.create(name=name, slug=name) for name in ("甲报", "乙报", "丙报", "丁报")]
    pages = [PageFactory.create(issue=IssueFactory.create(publication=paper)) for paper in papers]
    articles = [published(page=page, position=1) for page in pages]

    outcomes = at_once(*(partial(search.index, article) for article in articles))

    assert (outcomes, SearchDocument.objects.count(), search.search("水库").count) == ([None] * 4, 4, 4)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_article_indexed_twice_at_once_is_there_once() -> None:
    article = published()

    outcomes = at_once(*[partial(search.index, article)] * 4)

    assert (outcomes, SearchDocument.objects.count(), search.search("水库").count) == ([None] * 4, 1, 1)
