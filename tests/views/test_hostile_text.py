"""Text that would like to be markup, in every field that a reader sees."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles import search
from articles.models import Article
from tests.factories import BylineFactory, PageFactory, PublicationFactory, SectionFactory, published

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></script><svg onload=alert(1)>",
    "a\u2028b{{ 7|add:7 }}",
]
_OUR_SCRIPT = re.compile(r'<script src="/static/articles/\w+\.js" type="module"></script>')
# Our own element, up to where it ends for a browser; test_share.py reads it.
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">.*?</script', re.DOTALL)


def make(text: str) -> Article:
    paper = PublicationFactory(name=text, slug="paper")
    page = PageFactory(issue__publication=paper, name=text)
    section = SectionFactory(publication=paper, name=text, slug="column")
    body = f"{text}\n\n## {text}\n\n> {text}"
    head = {"kicker": text, "headline": text, "subtitle": text, "dateline": text, "place": text}
    article = published(page=page, section=section, **head, body=body)
    BylineFactory(article=article, role=text, printed_name=text, correspondent__name=text)
    search.index(article)
    return article


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(client: Client, db: None, text: str) -> None:
    article = make(text)
    rows = [article, article.page, article.page.issue, article.section, article.bylines.get().correspondent]
    lists = ["/", "/issues/", "/search/?q=alert", reverse("place", args=[article.place])]
    for address in [*lists, *(row.get_absolute_url() for row in rows)]:
        response = client.get(address)
        html = _LINKED_DATA.sub("", _OUR_SCRIPT.sub("", response.content.decode()), count=1)
        assert (address, response.status_code) == (address, 200)
        for mark in ("<script", "<img", "<svg", "</script", "b14"):
            assert (address, mark in html) == (address, False)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_query_is_shown_as_text(client: Client, db: None, text: str) -> None:
    html = client.get("/search/", {"q": text}).content.decode()
    assert ("<script" in html, "<img" in html, "<svg" in html) == (False, False, False)
