"""The printed page beside a draft."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import ArticleFactory, PageFactory
from tests.pictures import give_picture, picture_of

pytestmark = pytest.mark.django_db
ZONE = [[[10, 10], [60, 10], [60, 50], [10, 50]]]


def shown(client: Client, article: Article) -> str:
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_draft_has_its_page_beside_it_with_its_zone_marked(cast: dict[str, Client]) -> None:
    page = give_picture(PageFactory(raw="水库开闸\n小学开学"))
    article, other = (ArticleFactory(page=page, zones=ZONE, headline=name) for name in ("水库开闸", "小学开学"))
    html = shown(cast["viewer"], article)
    assert (html.count("<polygon"), html.count('class="own" aria-current="page" aria-label="水库开闸"')) == (2, 1)
    assert f'href="{reverse("admin:articles_article_change", args=[other.pk])}" aria-label="小学开学"' in html
    assert 'class="cut" viewBox="8 18 124 144"' in html
    assert ('href="#raw-lines"' in html, 'id="raw-lines"' in html) == (True, True)


def test_draft_shows_its_pictures_with_what_was_printed_of_them(cast: dict[str, Client]) -> None:
    article = ArticleFactory(page=give_picture(PageFactory()))
    picture = picture_of(article, caption="图为<b>开闸</b>现场。", credit="陈溪")
    html = shown(cast["viewer"], article)
    assert f'<img src="/pictures/{picture.digest}.jpg"' in html
    assert "图为&lt;b&gt;开闸&lt;/b&gt;现场。 <b>陈溪</b>" in html
    assert "不清楚本稿在版面上的位置" in html


def test_draft_of_a_page_without_a_picture_has_its_raw_lines_only(cast: dict[str, Client]) -> None:
    html = shown(cast["viewer"], ArticleFactory(zones=ZONE))
    assert ("<polygon" in html, "#raw-lines" in html, 'class="source"' in html) == (False, False, True)
