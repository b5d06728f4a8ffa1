"""Two people at once: one wins, and the other is told; nothing is written twice."""

import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles import review
from articles.models import Article, Status
from articles.review import TRANSITIONS, Stale
from tests.conftest import make_user
from tests.factories import ArticleFactory


@pytest.mark.parametrize("name", list(TRANSITIONS))
def test_a_stale_version_is_refused_with_the_article_as_it_stands(name: str, chief: User) -> None:
    article = ArticleFactory.create(status=TRANSITIONS[name].sources[0], version=7)
    with pytest.raises(Stale) as refused:
        getattr(review, name)(article, by=chief, version=6, reason="核实")
    assert refused.value.current == article
    assert Article.objects.get(pk=article.pk).version == 7


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("round_", range(5))
def test_publish_against_send_back_lets_one_win(round_: int) -> None:
    chief, reviewer = make_user("chief"), make_user("reviewer")
    article = ArticleFactory.create(status=Status.APPROVED)
    outcomes = _at_once(
        lambda: review.publish(article, by=chief, version=1),
        lambda: review.send_back(article, by=reviewer, version=1, reason="缺图"),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Article", "Stale"]
    after = Article.objects.get(pk=article.pk)
    assert (after.version, after.revisions.count()) == (2, 1)
    assert after.status == next(outcome.status for outcome in outcomes if isinstance(outcome, Article))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_last_signatures_at_once_count_as_one() -> None:
    chief, reviewer = make_user("chief"), make_user("reviewer")
    article = ArticleFactory.create(status=Status.SUBMITTED)
    outcomes = _at_once(
        lambda: review.sign(article, by=chief, version=1),
        lambda: review.sign(article, by=reviewer, version=1),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Article", "Stale"]
    assert review.signatures(article).count() == 1


def _at_once(*calls: Callable[[], Article]) -> list[Article | Exception]:
    """Run the calls in threads that start together, each on its own connection."""
    outcomes: list[Article | Exception] = []
    gate = threading.Barrier(len(calls))
    threads = [threading.Thread(target=_run, args=(call, gate, outcomes)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def _run(call: Callable[[], Article], gate: threading.Barrier, outcomes: list[Article | Exception]) -> None:
    try:
        gate.wait()
        outcomes.append(call())
    except Exception as error:  # any error is an outcome to be asserted on
        outcomes.append(error)
    finally:
        connection.close()
