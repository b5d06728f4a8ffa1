"""A page of the demo's sample paper in the database, for what is done to it at the desk."""

import datetime as dt

from django.contrib.auth.models import User

from articles import desk
from articles.demo import stories
from articles.importing.fill import page_content
from articles.importing.identity import Place
from articles.importing.load import PageText, load
from articles.models import Article, DeskStep, Page
from articles.parser import parse_page
from tests.factories import PublicationFactory

RAW = (stories.FOLDER.parent / "pages" / "2026-07-14" / "01.txt").read_text("utf-8")


def text_of(raw: str) -> PageText:
    """A raw text as it comes to the first page of the sample issue."""
    place = Place(date=dt.date(2026, 7, 14), page=1, page_name="")
    return PageText(PublicationFactory.create(), place, raw, "01.txt", "d" * 64, page_content(parse_page(raw), raw))


def sample_page() -> Page:
    """The first page of the sample issue, as the import loads it."""
    page = load(text_of(RAW)).page
    assert page is not None
    return page


def line_of(text: str) -> int:
    """The number of the raw line that has the text."""
    return next(number for number, line in enumerate(RAW.split("\n"), 1) if text in line)


def lines_of(first: str, last: str) -> frozenset[int]:
    """The numbers of the raw lines from one to another."""
    return frozenset(range(line_of(first), line_of(last) + 1))


def articles_of(page: Page) -> list[Article]:
    """Those that stand on the page, in its order."""
    return list(page.articles.on_page().order_by("position"))


def act(
    page: Page, name: str, by: User, article: Article | None = None, lines: frozenset[int] = frozenset(), title: int = 0
) -> DeskStep:
    """One action by somebody who has the page in front of him as it is now."""
    seen = dict(page.articles.values_list("pk", "version"))
    return desk.act(page.pk, name, desk.Asked(article.pk if article else None, lines, title), by=by, seen=seen)
