"""Why a draft came back stays in sight until it is submitted again."""

import pytest
from django.contrib.auth.models import User

from articles import review
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def test_sent_back_tells_the_reason_until_the_next_submission(editor: User, chief: User) -> None:
    article = ArticleFactory()
    assert review.sent_back(article) is None
    article = review.submit(article, by=editor, version=article.version)
    article = review.send_back(article, by=chief, version=article.version, reason="请核对亩数")
    told = review.sent_back(article)
    assert told is not None
    assert (told.actor, told.reason) == (chief, "请核对亩数")
    article = review.submit(article, by=editor, version=article.version)
    assert review.sent_back(article) is None
