"""Text that would like to be markup, in all that the office sees of it: lists, messages, two texts side by side."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Action, Article, ImportBatch, ImportFile, Status
from articles.models.revision import record
from tests.factories import BylineFactory, PageFactory, PublicationFactory, SectionFactory, UnitFactory

HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea></title><svg onload=alert(1)>"]
MARKUP = re.compile(r"<script>alert|<img src=x|<svg onload")
LISTS = "article correspondent importbatch importfile issue page publication revision section unit".split()


def _make(text: str) -> Article:
    paper = PublicationFactory.create(name=text, slug="paper")
    page = PageFactory.create(issue__publication=paper, name=text, source=text, raw=text)
    section = SectionFactory.create(publication=paper, name=text, slug="column")
    fields = dict.fromkeys(("kicker", "headline", "subtitle", "dateline", "body"), text)
    notes = [{"code": text, "line": 1, "detail": text}]
    byline = BylineFactory.create(
        article__page=page, article__section=section, article__notes=notes, article__source_lines=[[1, 1]],
        **{f"article__{name}": value for name, value in fields.items()},
        role=text[:20], printed_name=text, correspondent__name=text, correspondent__unit=UnitFactory.create(name=text),
    )  # fmt: skip
    ImportFile.objects.create(batch=ImportBatch.objects.create(), path=text, error=text, state="failed", page=page)
    record(byline.article, Action.PARSED, by=None, reason=text)
    return byline.article


@pytest.mark.parametrize("text", HOSTILE)
def test_no_list_or_page_of_the_office_takes_text_for_markup(text: str, cast: dict[str, Client]) -> None:
    article = _make(text)
    addresses = [reverse("admin:index"), reverse("admin:articles_article_change", args=[article.pk])]
    addresses += [reverse(f"admin:articles_{model}_changelist") for model in LISTS]
    addresses += [reverse("admin:articles_page_change", args=[article.page_id])]
    for address in addresses:
        page = cast["chief"].get(address, {"q": text} if "article/" in address else {}).content.decode()
        assert (address, MARKUP.findall(page)) == (address, [])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_message_or_comparison_takes_text_for_markup(text: str, cast: dict[str, Client]) -> None:
    article = _make(text)
    address = reverse("admin:articles_article_change", args=[article.pk])
    typed = {"headline": text + "改", "body": text, "contributors": f"{text}：{text}", "reason": text}
    saved = cast["editor"].post(address, {**typed, "version": 1}, follow=True).content.decode()
    stale = cast["editor"].post(address, {**typed, "headline": text + "又改", "version": 1})
    Article.objects.filter(pk=article.pk).update(status=Status.SUBMITTED)
    queue = {"action": "send_back", "index": "0", "_selected_action": article.pk, f"version-{article.pk}": 2}
    asked = cast["chief"].post(reverse("admin:articles_article_changelist"), queue).content.decode()
    sent_back = cast["chief"].post(address, {"move": "send_back", "version": 2, "reason": text}, follow=True)
    pages = [
        saved,
        stale.content.decode(),
        asked,
        sent_back.content.decode(),
        cast["chief"].get(address).content.decode(),
    ]
    assert (stale.status_code, Article.objects.get().status) == (409, Status.DRAFT)
    assert [MARKUP.findall(page) for page in pages] == [[]] * 5
    assert ["alert(1)" in page for page in pages] == [True] * 5
