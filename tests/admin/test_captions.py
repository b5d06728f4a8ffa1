"""What is said under pictures, as an editor types it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import desk
from articles.admin import captions
from articles.models import Article
from tests.factories import ArticleFactory
from tests.pictures import picture_of

PAIRS = [("开闸放水。", "马旭"), ("", ""), ("水库大坝 清晨", "")]


def post(client: Client, article: Article, pictures: str) -> int:
    fields = {"version": article.version, "headline": article.headline, "body": article.body, "pictures": pictures}
    return client.post(reverse("admin:articles_article_change", args=[article.pk]), fields).status_code


@pytest.mark.parametrize("pairs", [PAIRS, [("甲｜乙", "")], [("甲｜乙", "丙")]])
def test_captions_survive_being_typed(pairs: list[captions.Pair]) -> None:
    assert captions.parse(captions.render(pairs)) == pairs


@pytest.mark.django_db
def test_an_editor_corrects_what_is_said_of_a_picture(client: Client, editor: User) -> None:
    picture = picture_of(ArticleFactory.create(), caption="开闸防水。", credit="")
    client.force_login(editor)
    assert post(client, picture.article, "开闸放水。 ｜ 马旭") == 302
    article = Article.objects.get(pk=picture.article.pk)
    assert desk.caption_pairs(article) == [("开闸放水。", "马旭")]
    assert article.revisions.get().text["pictures"] == [[picture.digest, "开闸放水。", "马旭"]]


@pytest.mark.django_db
def test_each_picture_keeps_its_line(client: Client, editor: User) -> None:
    picture = picture_of(ArticleFactory.create(), caption="开闸放水。")
    client.force_login(editor)
    assert post(client, picture.article, "开闸放水。\n还有一行") == 200
    assert desk.caption_pairs(Article.objects.get(pk=picture.article.pk)) == [("开闸放水。", picture.credit)]


@pytest.mark.django_db
def test_an_article_without_pictures_has_no_line_for_them(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("admin:articles_article_change", args=[ArticleFactory.create().pk])).content.decode()
    assert 'name="pictures"' not in page
