"""All addresses for programs: what readers may not see, what was withdrawn, and text that would like to be more."""

import html
import json
import re
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from lxml import etree

from articles import review, search
from articles.models import Article, Issue
from tests.factories import BylineFactory, PageFactory, PublicationFactory, SectionFactory, published
from tests.views.conftest import HIDDEN_TEXT
from tests.views.machines import machine_addresses

HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "a]]>b & c",
    "a\u2028b\u2029c",
    "a\x01\x0b\x1f\ufffeb",
]


def bodies(client: Client, addresses: list[str]) -> dict[str, str]:
    """What each address answers; each with 200."""
    answers = {address: client.get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(addresses, 200)
    return {address: answer.getvalue().decode() for address, answer in answers.items()}


def of_today(article: Article) -> None:
    """So that the news sitemap has it too."""
    Issue.objects.filter(pk=article.page.issue_id).update(date=timezone.localdate())
    article.page.issue.refresh_from_db()


def test_drafts_are_in_no_answer(client: Client, article: Article, hidden: list[Article], withdrawn: Article) -> None:
    of_today(article)
    Article.objects.filter(pk__in=[draft.pk for draft in hidden]).update(continued_from=article)
    for address, body in bodies(client, machine_addresses(article)).items():
        assert (address, HIDDEN_TEXT in body) == (address, False)
        leaked = [draft.pk for draft in hidden if f"articles/{draft.pk}" in body]
        assert (address, leaked) == (address, [])


@pytest.mark.parametrize("suffix", [".json", "/share.png"])
def test_draft_is_answered_like_one_that_never_was(client: Client, hidden: list[Article], suffix: str) -> None:
    never = client.get(f"/articles/999999{suffix}")
    for draft in hidden:
        answer = client.get(f"/articles/{draft.pk}{suffix}", headers={"If-None-Match": "*"})
        plain = client.get(f"/articles/{draft.pk}{suffix}")
        told = plain.content.replace(b"articles/%d" % draft.pk, b"articles/999999")
        assert (answer.status_code, plain.status_code, told) == (404, 404, never.content)


def test_withdrawn_article_leaves_every_answer(client: Client, article: Article, chief: User) -> None:
    of_today(article)
    other = published(page=article.page, section=article.section, headline="另一篇")
    BylineFactory(article=other, correspondent=article.bylines.all()[0].correspondent)
    etags = {address: client.get(address).get("ETag") for address in machine_addresses(article)}
    review.withdraw(article, by=chief, version=1, reason="查无此事")
    own = f"/articles/{article.pk}.json"
    for address in [address for address in etags if address != own]:
        body = client.get(address, headers={"If-None-Match": etags[address] or "-"}).getvalue().decode()
        assert (address, "水库开闸放水" in body) == (address, False)
        assert (address, f"articles/{article.pk}" in body) == (address, address == "/corrections.json")
    assert client.get(own, headers={"If-None-Match": etags[own]}).status_code == 410


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(client: Client, db: None, text: str) -> None:
    paper = PublicationFactory(name=text, slug="paper")
    page = PageFactory(issue__publication=paper, issue__date=timezone.localdate(), name=text)
    column = SectionFactory(publication=paper, name=text, slug="column")
    fields = dict.fromkeys(("kicker", "headline", "subtitle", "dateline"), text) | {"place": text[:50]}
    article = published(page=page, section=column, body=f"{text}\n\n## {text}", **fields)
    BylineFactory(article=article, role=text, printed_name=text, correspondent__name=text)
    search.index(article)
    told = bodies(client, machine_addresses(article))
    found = json.loads(next(told.pop(address) for address in list(told) if address.startswith("/search.json")))
    assert html.unescape(found["articles"][0]["title_html"]) == text
    assert not set(re.findall("<[^>]*>", found["articles"][0]["title_html"])) - {"<mark>", "</mark>"}
    for address, body in told.items():
        broken = [value for value in texts_of(address, body) if "alert" in value and text not in unquote(value)]
        assert (address, broken) == (address, [])


def texts_of(address: str, body: str) -> set[str]:
    """All text of an answer, read by a strict reader; raises where it is not sound."""
    if address.endswith((".json", "/json/")):
        return strings(json.loads(body))
    if address.endswith(".jsonl"):
        return {text for line in body.splitlines() for text in strings(json.loads(line))}
    if address.endswith(".txt"):
        return set(body.splitlines())
    root = etree.fromstring(body.encode())
    names = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert not names & {"script", "img", "svg"}
    return {text for element in root.iter() for text in (element.text, *element.attrib.values()) if text}


def strings(value: object) -> set[str]:
    if isinstance(value, dict):
        return {text for item in value.values() for text in strings(item)}
    if isinstance(value, list):
        return {text for item in value for text in strings(item)}
    return {value} if isinstance(value, str) else set()
