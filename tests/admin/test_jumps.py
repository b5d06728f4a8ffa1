"""What the page of an article says of a story that goes on elsewhere."""

import re

from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import ArticleFactory, PageFactory


def _told(client: Client, article: Article) -> list[tuple[str, str, str]]:
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    return re.findall(r'<p class="jump"><b>(.*?)</b> <a href="(.*?)">(.*?)</a></p>', page)


def test_both_pieces_of_a_story_lead_to_each_other(cast: dict[str, Client]) -> None:
    beginning = ArticleFactory.create(headline="黄花三变", jump_to=3)
    piece = ArticleFactory.create(
        page=PageFactory.create(number=3), headline="又见黄花", jump_from=1, continued_from=beginning
    )
    for person in ("viewer", "editor"):
        assert _told(cast[person], beginning) == [
            ("下转第3版", reverse("admin:articles_article_change", args=[piece.pk]), "又见黄花")
        ]
        assert _told(cast[person], piece) == [
            ("上接第1版", reverse("admin:articles_article_change", args=[beginning.pk]), "黄花三变")
        ]


def test_a_jump_that_is_not_tied_leads_to_the_page_it_names(cast: dict[str, Client]) -> None:
    note = {"code": "continued-from", "line": 1, "detail": "1"}
    piece = ArticleFactory.create(page=PageFactory.create(number=3), jump_from=1, notes=[note], note_count=1)
    address = f"/admin/articles/article/?status=all&amp;issue={piece.page.issue_id}&amp;page=1"
    assert _told(cast["editor"], piece) == [("上接第1版", address, "尚未对上稿件，请查看该版")]


def test_an_article_of_one_page_says_nothing_of_others(cast: dict[str, Client]) -> None:
    assert _told(cast["editor"], ArticleFactory.create()) == []
