"""The first step of the walk: a real page becomes drafts that say what the page says."""

import json

import pytest

from articles.body import from_blocks
from articles.importing.run import import_paths
from articles.models import Article, Correspondent, FileState, Page
from articles.parser.types import Block, BlockKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def gold(shared):
    """What the seed page truly says."""
    return json.loads((shared / "pages/seed/page.gold.json").read_text())


@pytest.fixture
def imported(shared):
    """Import the seed page as the operator would."""

    def import_seed():
        path = shared / "pages/seed/page.txt"
        return import_paths([path], publication="县域时报", date="2024-07-23", page=3).files[0]

    return import_seed


def body_of(article):
    return from_blocks(Block(BlockKind(block["type"]), block["text"]) for block in article["body"])


def test_real_page_becomes_its_articles(imported, gold):
    imported()
    articles = list(Article.objects.order_by("position"))
    assert sorted(article.body for article in articles) == sorted(map(body_of, gold["articles"]))
    assert sorted(article.place for article in articles) == sorted(article["place"] for article in gold["articles"])
    printed = {article["headline"] for article in gold["articles"]}
    assert len(printed & {article.headline for article in articles}) >= 9


def test_real_page_makes_its_correspondents(imported, gold):
    imported()
    names = {person["name"] for article in gold["articles"] for person in article["contributors"]}
    assert set(Correspondent.objects.values_list("name", flat=True)) == names


def test_real_page_accounts_for_each_line(imported):
    file = imported()
    page = Page.objects.get()
    printed = [number for number, line in enumerate(page.raw.split("\n"), start=1) if line.strip()]
    kept = [*page.furniture, *page.leftover, *(run for article in page.articles.all() for run in article.source_lines)]
    lines = [number for first, last in kept for number in printed if first <= number <= last]
    assert sorted(lines) == printed
    assert (file.state, len(file.articles)) == (FileState.NEW, 10)


def test_real_page_is_unchanged_the_second_time(imported):
    imported()
    assert imported().state == FileState.UNCHANGED
