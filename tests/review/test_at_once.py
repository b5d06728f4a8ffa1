"""Two people at once: one wins, and the other is told; nothing is written twice."""

import pytest
from django.contrib.auth.models import User

from articles import review
from articles.models import Action, Article, Status
from articles.review import TRANSITIONS, Stale
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory, approved


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
    article = approved()
    outcomes = at_once(
        lambda: review.publish(article, by=chief, version=1),
        lambda: review.send_back(article, by=reviewer, version=1, reason="缺图"),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Article", "Stale"]
    after = Article.objects.get(pk=article.pk)
    assert (after.version, after.revisions.exclude(action=Action.SIGNED).count()) == (2, 1)
    assert after.status == next(outcome.status for outcome in outcomes if isinstance(outcome, Article))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_last_signatures_at_once_count_as_one() -> None:
    chief, reviewer = make_user("chief"), make_user("reviewer")
    article = ArticleFactory.create(status=Status.SUBMITTED)
    outcomes = at_once(
        lambda: review.sign(article, by=chief, version=1),
        lambda: review.sign(article, by=reviewer, version=1),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Article", "Stale"]
    assert review.signatures(article).count() == 1
