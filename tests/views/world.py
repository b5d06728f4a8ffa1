"""A newspaper with one of everything, and the addresses of all its public pages."""

import datetime as dt

from django.urls import reverse

from articles import search
from articles.models import Article, CorrectionKind, Status
from articles.models.correction import announce
from tests.factories import BylineFactory, PageFactory, PublicationFactory, published
from tests.pictures import give_picture, picture_of


def enlarge(article: Article) -> Article:
    """Two newspapers, three issues, pictures, a jump, corrections, a further piece, 12 more articles signed by two, one withdrawn."""
    PublicationFactory(name="青川晚报", slug="青川晚报")
    Article.objects.filter(pk=article.pk).update(jump_to=2, jump_from=3)
    give_picture(article.page)
    for order in (1, 2):
        picture_of(article, order=order)
    for version in (1, 2, 3):
        article.version = version
        announce(article, CorrectionKind.CORRECTION, f"第{version}次", by=None)
    published(page=PageFactory(issue=article.page.issue, number=2), continued_from=article)
    for year, day in ((2025, 7), (2025, 21), (2013, 1)):
        one = published(page__issue__date=dt.date(year, 7, day), section=article.section, place=article.place)
        BylineFactory(article=one, correspondent=article.bylines.all()[0].correspondent)
    for number in (1, 2, 3):
        for _ in range(4):
            page = PageFactory(issue=article.page.issue, number=number)
            other = published(page=page, headline="", section=article.section)
            BylineFactory(article=other, correspondent=article.bylines.all()[0].correspondent)
            BylineFactory(article=other)
            search.index(other)
    announce(other, CorrectionKind.WITHDRAWAL, "数字有误", by=None)
    Article.objects.filter(pk=other.pk).update(status=Status.WITHDRAWN, published_at=None)
    search.remove(other)
    return article


def page_addresses(article: Article) -> list[str]:
    """Each kind of page once, and all articles, the withdrawn one too."""
    rows = [article.page, article.page.issue, article.section, article.bylines.all()[0].correspondent]
    lists = ["/", "/issues/", "/corrections/", "/search/?q=水库", "/search/", reverse("place", args=[article.place])]
    alone = Article.objects.filter(continued_from=None)
    return [*lists, *(row.get_absolute_url() for row in [*rows, *alone])]
