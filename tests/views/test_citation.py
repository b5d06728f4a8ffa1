"""Citations of an article."""

import re

import pytest
from django.test import Client
from django.utils import translation

from articles.models import Article
from articles.views.citation import citations
from tests.factories import BylineFactory, published

ADDRESS = "https://news.example/articles/1/"


@pytest.fixture
def signed(article: Article) -> Article:
    return Article.objects.with_place().get(pk=article.pk)


def test_citation_of_the_printed_article_and_of_the_one_on_line(signed: Article) -> None:
    printed, online, plain = citations(signed, ADDRESS)
    assert printed.text == "陈溪, 汪国. 水库开闸放水:春灌第一天[N]. 青川日报, 2026-07-14(1)."
    assert (online.text, online.address) == (printed.text.replace("[N]", "[N/OL]")[:-1], ADDRESS)
    assert plain.text == f"陈溪、汪国：《水库开闸放水》，《青川日报》2026年7月14日第1版 {ADDRESS}"


def test_citation_names_three_authors_and_each_once(signed: Article) -> None:
    for order, name in enumerate(["陈溪", "陶岭", "林小满"], start=3):
        BylineFactory(article=signed, order=order, printed_name=name)
    assert citations(signed, ADDRESS)[0].text.startswith("陈溪, 汪国, 陶岭, 等. 水库")


def test_citation_without_an_author_begins_with_the_headline(db: None) -> None:
    printed, _online, plain = citations(published(headline="简讯 两则"), ADDRESS)
    assert (printed.text[:8], plain.text[:9]) == ("简讯 两则[N]", "《简讯 两则》，《")


def test_plain_citation_follows_the_language_of_the_page(signed: Article) -> None:
    with translation.override("en"):
        plain = citations(signed, ADDRESS)[-1].text
    assert plain == f"陈溪, 汪国: “水库开闸放水”, 青川日报, July 14, 2026, page 1 {ADDRESS}"


def test_citations_are_on_the_page_to_be_selected(client: Client, article: Article) -> None:
    html = client.get(article.get_absolute_url()).content.decode()
    shown = re.findall(r'<p class="citation" lang="zh-Hans">(.*?)</p>', html)
    assert (len(shown), shown[1].partition("(1)")[2]) == (
        3,
        f'<span class="read-on"></span>. http://testserver/articles/{article.pk}/.',
    )
