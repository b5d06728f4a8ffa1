"""A small newspaper with one of everything that a reader may not see."""

import pytest

from articles import search
from articles.models import Article, CorrectionKind, Status
from articles.models.correction import announce
from tests.factories import ArticleFactory, BylineFactory, PageFactory, SectionFactory, published

HIDDEN_TEXT = "尚未见报的内幕"


@pytest.fixture
def article(db: None) -> Article:
    """Published, with a section, two bylines and its place in the search index."""
    article = published(
        kicker="全县水利工作", subtitle="——春灌第一天", section=SectionFactory(), headline="水库开闸放水"
    )
    BylineFactory(article=article, order=1, printed_name="陈溪", correspondent__name="陈溪")
    BylineFactory(article=article, order=2, printed_name="汪国", correspondent__name="汪国")
    search.index(article)
    return article


@pytest.fixture
def hidden(article: Article) -> list[Article]:
    """Beside the published article: one in each state that no reader may see, in the same section, by the same person."""
    states = [status for status in Status if status not in (Status.PUBLISHED, Status.WITHDRAWN)]
    articles = [
        ArticleFactory(
            page=article.page, section=article.section, status=status, headline=HIDDEN_TEXT, body=HIDDEN_TEXT
        )
        for status in states
    ]
    for draft in articles:
        BylineFactory(article=draft, correspondent=article.bylines.first().correspondent)
    return articles


@pytest.fixture
def withdrawn(article: Article) -> Article:
    """Withdrawn with a reason, beside the published article."""
    page = PageFactory(issue=article.page.issue, number=2)
    gone = ArticleFactory(
        page=page, section=article.section, status=Status.WITHDRAWN, headline=HIDDEN_TEXT, body=HIDDEN_TEXT
    )
    announce(gone, CorrectionKind.WITHDRAWAL, "数字有误", by=None)
    return gone
