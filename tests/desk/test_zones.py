"""On a page with a picture the zones and pictures of its articles go with their lines."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import desk
from articles.demo.play import PAGES
from articles.importing.pdf import Door
from articles.importing.run import import_paths
from articles.lines import numbers
from articles.models import Article, Page
from articles.parser.read_pdf import Rendered, read_pdf
from tests.desk.pages import act, articles_of
from tests.desk.test_actions import states
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(settings: Any, tmp_path: Path) -> Page:
    """A page of the demo's PDFs, as the import loads it but for the picture, which nobody looks at here."""
    settings.MEDIA_ROOT = str(tmp_path)
    door = Door(read_pdf, lambda raw, page: Rendered(jpeg(), jpeg(), (jpeg("red"), jpeg("blue"))))
    import_paths([PAGES / "2026-07-21" / "01.pdf"], publication="青川日报", door=door)
    return Page.objects.get()


def is_in(page: Page, line: int, article: Article) -> bool:
    """Whether the middle of a printed line lies in one of the article's zones."""
    (width, height), (left, top, right, bottom, _frame) = page.layout["size"], page.layout["lines"][line - 1]
    x, y = 50 * (left + right) / width, 50 * (top + bottom) / height
    crossed = [
        x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for polygon in article.zones
        for (x1, y1), (x2, y2) in pairwise((*polygon, polygon[0]))
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def test_the_import_keeps_where_each_line_stands(page: Page) -> None:
    assert len(page.layout["lines"]) == page.raw.count("\n") + 1
    for article in articles_of(page):
        assert all(is_in(page, line, article) for line in numbers(article.source_lines))


def test_zones_follow_the_lines_and_come_back_with_them(page: Page, editor: User) -> None:
    before = states(page)
    article = articles_of(page)[0]
    own = numbers(article.source_lines)
    step = act(page, "move", editor, lines=frozenset(own[-5:]))
    first, second = articles_of(page)[:2]
    assert all(is_in(page, line, second) for line in own[-5:])
    assert not any(is_in(page, line, first) for line in own[-5:])
    assert first.zones != article.zones
    act(page, "merge", editor, second)
    assert articles_of(page)[0].zones == article.zones
    desk.undo(page.pk, by=editor, number=step.number + 1)
    desk.undo(page.pk, by=editor, number=step.number)
    assert states(page) == before


def test_a_picture_goes_with_its_article_and_with_its_caption(page: Page, editor: User) -> None:
    before = states(page)
    article = next(each for each in articles_of(page) if each.pictures.exclude(caption="").exists())
    picture = article.pictures.exclude(caption="").first()
    assert picture is not None
    raw = page.raw.split("\n")
    caption = next(line for line, text in enumerate(raw, 1) if text and picture.caption.startswith(text[:6]))
    step = act(page, "move", editor, lines=frozenset({caption - 1, caption}))
    new = next(each for each in articles_of(page) if caption in numbers(each.source_lines))
    assert [each.digest for each in new.pictures.all()] == [picture.digest]
    assert picture.digest not in [each.digest for each in Article.objects.get(pk=article.pk).pictures.all()]
    desk.undo(page.pk, by=editor, number=step.number)
    assert states(page) == before
