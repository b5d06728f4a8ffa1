"""Who may see which picture, how long it may be kept, and where readers find it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import media, review
from articles.models import Article, Page, Status
from tests.conftest import CAST
from tests.factories import ArticleFactory, PageFactory, published
from tests.pictures import give_picture, jpeg, picture_of

KEPT = "public, max-age=0, s-maxage=60, must-revalidate"
OFFICE = {"viewer", "editor", "reviewer", "chief", "operator"}
ZONE = [[[10, 10], [60, 10], [60, 50], [10, 50]]]


@pytest.fixture
def page(article: Article) -> Page:
    """A page whose articles are all published, with its picture; the article has a zone."""
    article.zones = ZONE
    article.save()
    return give_picture(article.page)


def address(digest: str) -> str:
    return f"/pictures/{digest}.jpg"


def who_sees(digest: str, cast: dict[str, Client]) -> set[str]:
    codes = {name: cast[name].get(address(digest)).status_code for name in CAST}
    assert set(codes.values()) <= {200, 404}
    return {name for name, code in codes.items() if code == 200}


def test_picture_of_a_published_page_is_everybodys(page: Page, cast: dict[str, Client]) -> None:
    for digest in (page.picture, page.small_picture):
        assert who_sees(digest, cast) == set(CAST)
    response = cast["reader"].get(address(page.picture))
    assert (response["Content-Type"], response["ETag"]) == ("image/jpeg", f'"{page.picture}"')
    assert sorted(response["Cache-Control"].split(", ")) == sorted(KEPT.split(", "))
    assert b"".join(response.streaming_content) == jpeg()  # type: ignore[attr-defined]
    again = cast["reader"].get(address(page.picture), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_browser_that_has_a_picture_is_told_of_the_withdrawal(client: Client, page: Page, chief: User) -> None:
    shown = picture_of(page.articles.get(), colour="blue").digest
    known = [(address(digest), client.get(address(digest))["ETag"]) for digest in (page.picture, shown)]
    published(page=page)
    review.withdraw(page.articles.first(), by=chief, version=1, reason="数字有误")
    codes = [client.get(path, headers={"If-None-Match": tag}).status_code for path, tag in known]
    assert codes == [404, 404]


@pytest.mark.parametrize("status", [each for each in Status if each not in (Status.PUBLISHED, Status.DISCARDED)])
def test_picture_of_a_page_with_one_unpublished_text_is_the_offices(
    page: Page, cast: dict[str, Client], status: Status
) -> None:
    ArticleFactory(page=page, status=status)
    for digest in (page.picture, page.small_picture):
        assert who_sees(digest, cast) == OFFICE
    response = cast["viewer"].get(address(page.picture))
    assert sorted(response["Cache-Control"].split(", ")) == ["no-store", "private"]
    for text in (f"/issues/2026-07-14/{page.number}/", page.articles.published().get().get_absolute_url()):
        for client in cast.values():
            assert page.picture not in client.get(text).content.decode()


def test_a_headline_alone_does_not_hide_the_page(page: Page, cast: dict[str, Client]) -> None:
    ArticleFactory(page=page, body="")
    assert who_sees(page.picture, cast) == set(CAST)


def test_a_headline_alone_that_was_withdrawn_hides_the_page(page: Page, cast: dict[str, Client]) -> None:
    ArticleFactory(page=page, body="", status=Status.WITHDRAWN)
    assert who_sees(page.picture, cast) == OFFICE


def test_an_unpublished_headline_with_a_picture_hides_the_page(page: Page, cast: dict[str, Client]) -> None:
    picture_of(ArticleFactory(page=page, body=""), colour="blue")
    assert who_sees(page.picture, cast) == OFFICE


def test_picture_of_a_page_without_published_articles_is_the_offices(cast: dict[str, Client]) -> None:
    assert who_sees(give_picture(PageFactory()).picture, cast) == OFFICE


def test_picture_of_an_article_goes_with_its_article(article: Article, cast: dict[str, Client]) -> None:
    draft = ArticleFactory(page=article.page)
    assert who_sees(picture_of(article).digest, cast) == set(CAST)
    assert who_sees(picture_of(draft, colour="blue").digest, cast) == OFFICE


def test_picture_that_is_in_a_draft_and_in_a_published_article_is_everybodys(
    article: Article, cast: dict[str, Client]
) -> None:
    picture_of(ArticleFactory(page=article.page))
    assert who_sees(picture_of(article).digest, cast) == set(CAST)


def test_picture_that_is_nowhere_is_nobodys(cast: dict[str, Client]) -> None:
    assert who_sees(media.keep(b"of no page"), cast) == set()
    gone = give_picture(published().page)
    gone.picture = "0" * 64  # its file is lost
    gone.save()
    assert who_sees(gone.picture, cast) == set()


def test_page_shows_its_picture_with_a_zone_for_each_article(client: Client, page: Page, article: Article) -> None:
    published(page=page, headline="没有位置的稿件")
    html = client.get(page.get_absolute_url()).content.decode()
    assert html.count("<polygon") == 1
    link = (
        f'<a href="{article.get_absolute_url()}" data-article="{article.pk}" lang="zh-Hans" aria-label="水库开闸放水">'
    )
    assert f'{link}<title>水库开闸放水</title><polygon points="20,30 120,30 120,150 20,150" /></a>' in html
    assert "没有位置的稿件" in html


@pytest.mark.parametrize(("asked", "shown"), [("", "fit"), ("large", "large"), ("full", "full"), ('"><b>', "fit")])
def test_page_shows_its_picture_in_the_size_asked_for(client: Client, page: Page, asked: str, shown: str) -> None:
    html = client.get(page.get_absolute_url(), {"zoom": asked}).content.decode()
    assert f'<div class="plate-frame" data-zoom="{shown}"' in html
    assert "<b>" not in html.replace("<b></b>", "")


def test_front_and_issue_show_small_pictures_of_open_pages_only(client: Client, page: Page, article: Article) -> None:
    closed = give_picture(published(page=PageFactory(issue=page.issue, number=2)).page, colour="green")
    ArticleFactory(page=closed)
    for text in ("/", page.issue.get_absolute_url()):
        html = client.get(text).content.decode()
        assert (closed.small_picture in html, closed.picture in html) == (False, False)
    assert f'src="{address(page.small_picture)}"' in html


def test_page_without_a_picture_stays_as_it_was(client: Client, article: Article) -> None:
    html = client.get(article.page.get_absolute_url()).content.decode()
    assert ("plate-frame" in html, "plate.js" in html, "story-lead" in html) == (False, False, True)


def test_article_shows_its_place_and_its_cut_out(client: Client, page: Page, article: Article) -> None:
    html = client.get(article.get_absolute_url()).content.decode()
    assert 'viewBox="8 18 124 144"' in html
    assert html.count('d="M0,0H200V300H0ZM20,30L120,30L120,150L20,150Z"') == 1
    assert html.count('<polygon class="own" points="20,30 120,30 120,150 20,150" />') == 1


def test_article_shows_its_pictures_with_the_caption_that_editors_have_read(client: Client, article: Article) -> None:
    article.body = "水来了。\n\n> 图为开闸现场。\n\n> 另一张图。"
    article.save()
    shown = picture_of(article, caption="图为开闸现场。", credit="陈溪摄")
    changed = picture_of(article, order=2, colour="blue", caption="另一张图，有误。", credit="")
    html = client.get(article.get_absolute_url()).content.decode()
    assert f'src="{address(shown.digest)}" width="80" height="90" loading="lazy" alt="图为开闸现场。"' in html
    assert f'src="{address(changed.digest)}"' in html
    assert (html.count("图为开闸现场。</"), html.count("另一张图。"), html.count("有误")) == (0, 1, 0)
    assert '图为开闸现场。 <span class="credit name">陈溪摄</span></figcaption>' in html
