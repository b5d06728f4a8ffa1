"""Whatever changes what readers see makes a new edition, and the page that was kept is not shown any more.

A write that is forgotten here shows readers an old page for a minute: a new kind of write gets its row in WRITES.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import corrections, review
from articles.admin.guard import GuardedAdmin
from articles.importing import undo
from articles.importing.fill import page_content
from articles.importing.identity import Place
from articles.importing.load import PageText, load
from articles.models import Article, Edition, Issue, Page, Status
from articles.models.edition import current_edition, readers_see_a_change
from articles.review import TRANSITIONS
from articles.views import caching
from articles.views.kept import KeptPages
from tests.factories import ArticleFactory, BylineFactory, SectionFactory, UnitFactory, approved, published
from tests.importing.plain import parse_plain
from tests.pictures import give_picture

pytestmark = pytest.mark.django_db

RAW = "#水库开闸放水\n3月5日，县水务局组织春灌，两万亩秧田开始上水。"


@pytest.fixture(autouse=True)
def _kept_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    Edition.objects.update_or_create(id=1, defaults={"stamp": "one"})
    monkeypatch.setattr(caching, "kept_pages", KeptPages(1_000_000))


@pytest.fixture
def boss(chief: User) -> User:
    """May do everything, as he has to here."""
    chief.is_superuser = True
    chief.save()
    return chief


@pytest.fixture
def article(db: None) -> Article:
    """Published, with a section and a person with a unit, on a page with a picture."""
    article = published(headline="水库开闸放水", section=SectionFactory())
    BylineFactory(article=article, correspondent__unit=UnitFactory())
    give_picture(article.page)
    return article


def draft_beside(article: Article) -> Article:
    return ArticleFactory(page=article.page, status=Status.DRAFT)


def publish(article: Article, by: User) -> None:
    review.publish(other := approved(page=article.page), by=by, version=other.version)


def withdraw(article: Article, by: User) -> None:
    review.withdraw(article, by=by, version=article.version, reason="数字有误")


def correct(article: Article, by: User) -> None:
    corrections.correct(article, by=by, version=article.version, note="更正", fields={"headline": "水库关闸"})


def discard(article: Article, by: User) -> None:
    draft = article.page.articles.get(status=Status.DRAFT)
    review.discard(draft, by=by, version=draft.version)


def restore(article: Article, by: User) -> None:
    gone = ArticleFactory(page=article.page, status=Status.DISCARDED)
    review.restore(gone, by=by, version=gone.version)


def import_page(article: Article, by: User) -> None:
    page = article.page
    place = Place(page.issue.date, page.number, "综合")
    load(PageText(page.issue.publication, place, RAW, "01.txt", "another", page_content(parse_plain(RAW), RAW)))


def undo_import(article: Article, by: User) -> None:
    undo._remove(article.page)


def save(name: str, column: str, article: Article, by: User) -> None:
    """What ``by`` saves in the admin site, of the row that the article has to do with."""
    person = article.bylines.get().correspondent
    rows = {
        "publication": article.page.issue.publication,
        "page": article.page,
        "section": article.section,
        "correspondent": person,
        "unit": person.unit,
    }
    client = Client()
    client.force_login(by)
    address = reverse(f"admin:articles_{name}_change", args=[rows[name].pk])
    fields = client.get(address).context["adminform"].form.initial
    answer = client.post(address, {key: value for key, value in fields.items() if value is not None} | {column: "新名"})
    assert (answer.status_code, getattr(type(rows[name]).objects.get(pk=rows[name].pk), column)) == (302, "新名")


# fmt: off
WRITES: dict[str, tuple[str, Callable[[Article, User], None]]] = {
    "publish":       ("page", publish),
    "withdraw":      ("article", withdraw),
    "correct":       ("article", correct),
    "discard":       ("draft's page", discard),      # the page's picture is open again
    "restore":       ("page", restore),              # it is shut
    "import":        ("page", import_page),
    "undo import":   ("draft's page", undo_import),
    "publication":   ("page", partial(save, "publication", "name")),
    "page":          ("page", partial(save, "page", "name")),
    "section":       ("section", partial(save, "section", "name")),
    "correspondent": ("correspondent", partial(save, "correspondent", "name")),
    "unit":          ("correspondent", partial(save, "unit", "name")),
}
# fmt: on


def address_of(name: str, article: Article) -> str:
    if name == "draft's page":
        draft_beside(article)
    rows: dict[str, Any] = {"section": article.section, "correspondent": article.bylines.get().correspondent}
    row = article if name == "article" else rows.get(name, article.page)
    return str(row.get_absolute_url())


@pytest.mark.parametrize("name", WRITES)
def test_what_changes_a_page_is_seen_at_once(
    name: str,
    client: Client,
    article: Article,
    boss: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    where, write = WRITES[name]
    address = address_of(where, article)
    before, again = client.get(address), client.get(address)
    assert (again.templates, again.content) == ([], before.content)
    with django_capture_on_commit_callbacks(execute=True):
        write(article, boss)
    after = client.get(address)
    assert (after.templates != [], after.content != before.content) == (True, True)


def test_each_way_to_the_readers_and_from_them_has_its_row() -> None:
    seen = {name for name, way in TRANSITIONS.items() if way.target in (Status.PUBLISHED, Status.WITHDRAWN)}
    assert seen <= WRITES.keys()


def test_each_table_that_the_admin_site_writes_tells_of_it() -> None:
    ours = {model: each for model, each in admin.site._registry.items() if model._meta.app_label == "articles"}
    assert [model for model, each in ours.items() if not isinstance(each, GuardedAdmin)] == []


def test_work_on_what_nobody_reads_keeps_the_edition(
    editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    draft = ArticleFactory(status=Status.DRAFT)
    give_picture(draft.page)
    with django_capture_on_commit_callbacks() as callbacks:
        review.submit(draft, by=editor, version=draft.version)
        other = Page(issue=Issue(publication=draft.page.issue.publication, date=dt.date(2026, 7, 15)), number=1)
        place = Place(other.issue.date, other.number, "")
        load(PageText(other.issue.publication, place, RAW, "01.txt", "new", page_content(parse_plain(RAW), RAW)))
    assert callbacks == []


def test_an_edition_is_never_the_same_as_one_before(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    stamps = [current_edition()]
    for _change in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            readers_see_a_change()
        stamps.append(current_edition())
    assert (stamps[0], len(set(stamps)), Edition.objects.count()) == ("one", 4, 1)
