"""The article's own page."""

import re

import pytest
from django.test import Client

from articles import search
from articles.models import Article, CorrectionKind, Status
from articles.models.correction import announce
from articles.templatetags import newspaper
from tests.factories import ArticleFactory, PageFactory, published
from tests.views.conftest import HIDDEN_TEXT


def test_article_shows_all_its_parts(client: Client, article: Article) -> None:
    html = client.get(article.get_absolute_url()).content.decode()
    parts = [
        "全县水利工作",
        "水库开闸放水",
        "——春灌第一天",
        "陈溪",
        "汪国",
        '本报<a href="/places/%E9%9D%92%E5%B7%9D/">青川</a>讯',
        "调研视察",
        "灌区群众说",
        "2026年7月14日",
    ]
    assert [part for part in parts if part not in html] == []


def test_article_body_is_paragraphs_subheads_and_captions(client: Client, db: None) -> None:
    article = published(body="起头。\n\n## 中间\n\n> 图为水库\n\n诗一行\n诗二行")
    response = client.get(article.get_absolute_url())
    for block in ("<p>起头。</p>", "<h2>中间</h2>", '<p class="caption">图为水库</p>', "<p>诗一行\n诗二行</p>"):
        assert block in response.content.decode()


def test_article_without_headline_is_called_by_its_opening(client: Client, db: None) -> None:
    article = published(headline="", body="清晨的芦荡乡，荷叶上还滚着露水。")
    assert "<h1>清晨的芦荡乡，荷叶上还滚着露水。</h1>" in client.get(article.get_absolute_url()).content.decode()


def test_article_neighbours_are_the_published_ones_of_its_page(
    client: Client, article: Article, hidden: list[Article]
) -> None:
    after = published(page=article.page, headline="后一篇")
    published(page=PageFactory(issue=article.page.issue, number=2), headline="另一版")
    response = client.get(article.get_absolute_url())
    assert (response.context["previous"], response.context["next"]) == (None, after)
    assert response.context["on_page"] == [article, after]


def test_article_neighbours_are_no_pieces_that_are_read_on_another_page(client: Client, article: Article) -> None:
    page = PageFactory(issue=article.page.issue, number=3)
    before = published(page=page)
    piece = published(page=page, continued_from=article)
    after = published(page=page)
    seen = [client.get(one.get_absolute_url()).context for one in (before, after)]
    assert [(context["previous"], context["next"]) for context in seen] == [(None, after), (before, None)]
    assert seen[0]["on_page"] == [before, piece, after]


def test_continued_article_is_read_as_one_text(client: Client, article: Article) -> None:
    page = PageFactory(issue=article.page.issue, number=3, name="民生")
    piece = published(page=page, continued_from=article, body="后半部分。")
    draft = ArticleFactory(page=page, continued_from=article, body=HIDDEN_TEXT)
    html = client.get(article.get_absolute_url()).content.decode()
    assert ('下接第03版：<span lang="zh-Hans">民生</span>' in html, "后半部分。" in html, HIDDEN_TEXT in html) == (
        True,
        True,
        False,
    )
    moved = client.get(piece.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (302, f"{article.get_absolute_url()}#piece-{piece.pk}")
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_piece_of_an_unpublished_beginning_stands_alone(
    client: Client, article: Article, hidden: list[Article]
) -> None:
    piece = published(page=article.page, continued_from=hidden[0], body="后半部分。")
    response = client.get(piece.get_absolute_url())
    assert (response.status_code, HIDDEN_TEXT in response.content.decode()) == (200, False)


def test_unpublished_article_is_a_404_like_one_that_never_was(cast: dict[str, Client], hidden: list[Article]) -> None:
    never = 10**9
    for client in cast.values():
        answers = {
            (
                response.status_code,
                response.content.decode().replace(f"/articles/{pk}", "PK"),
                response.get("ETag") is None,
            )
            for pk in [never, *(article.pk for article in hidden)]
            for response in [client.get(f"/articles/{pk}/")]
        }
        assert [code for code, _html, _etag in answers] == [404]


def test_withdrawn_article_is_gone_with_the_reason(cast: dict[str, Client], withdrawn: Article) -> None:
    for client in cast.values():
        response = client.get(withdrawn.get_absolute_url())
        html = response.content.decode()
        assert (response.status_code, "数字有误" in html, HIDDEN_TEXT in html) == (410, True, False)


def test_an_article_that_jumps_names_the_page_and_leads_to_what_can_be_read_there(client: Client, db: None) -> None:
    beginning = published(headline="黄花三变", page__number=1, jump_to=3)
    told = re.compile(r'<p class="jump">(.*?)</p>')
    assert told.findall(client.get(beginning.get_absolute_url()).content.decode()) == ["下转第3版"]
    piece = published(headline="又见黄花", page__number=3, jump_from=1)
    html = [client.get(article.get_absolute_url()).content.decode() for article in (beginning, piece)]
    assert [told.findall(page) for page in html] == [
        [f'<a href="{piece.page.get_absolute_url()}">下转第3版</a>'],
        [f'<a href="{beginning.page.get_absolute_url()}">上接第1版</a>'],
    ]


def test_corrections_stand_once_each_the_newest_first(client: Client, article: Article) -> None:
    piece = published(page=PageFactory(issue=article.page.issue, number=3), continued_from=article)
    for told, note in [(article, "数字有误"), (piece, "日期有误"), (article, "人名有误")]:
        announce(told, CorrectionKind.CORRECTION, note, by=None)
        told.version += 1
    response = client.get(article.get_absolute_url())
    assert [notice.note for notice in response.context["notices"]] == ["人名有误", "日期有误", "数字有误"]
    assert (response.context["on_page"], response.context["pieces"]) == ([article], [piece])


@pytest.mark.parametrize(
    ("dateline", "place", "shown"),
    [
        ("本报青川讯", "青川", ("本报", "青川", "讯")),
        ("新华社北京5月18日电", "天津", ("", "新华社北京5月18日电", "")),
        ("", "青川", ("", "青川", "")),
        ("本报讯", "", ("本报讯", "", "")),
        ("", "", ("", "", "")),
    ],
)
def test_dateline_leads_to_its_place(dateline: str, place: str, shown: tuple[str, str, str]) -> None:
    parts = newspaper.dateline(Article(dateline=dateline, place=place))
    assert (parts.before, parts.place, parts.after) == shown


def test_related_articles_are_not_those_listed_beside_it_anyway(client: Client, article: Article) -> None:
    search.index(published(headline="水库开闸又放水", page=article.page, section=article.section))
    assert client.get(article.get_absolute_url()).context["related"] == []


def test_related_articles_are_shown(client: Client, article: Article) -> None:
    related = published(headline="水库开闸又放水", page__number=2, section=article.section)
    search.index(related)
    assert client.get(article.get_absolute_url()).context["related"] == [related]


@pytest.mark.parametrize("pk", ["0", "99999999999999999999", "9" * 5000, "-1", "%00", "..", "１２"])
def test_article_of_no_possible_number_is_a_404(client: Client, db: None, pk: str) -> None:
    assert client.get(f"/articles/{pk}/").status_code == 404


def test_status_in_every_state_has_an_answer(client: Client, db: None) -> None:
    answers = {status: client.get(ArticleFactory(status=status).get_absolute_url()).status_code for status in Status}
    assert answers == dict.fromkeys(Status, 404) | {Status.PUBLISHED: 200, Status.WITHDRAWN: 410}
