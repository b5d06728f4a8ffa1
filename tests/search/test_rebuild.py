"""``rebuild_search``: the index becomes the published set, whatever happens meanwhile."""

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from articles import search
from articles.models import Article, SearchDocument, SearchRebuild, Status
from articles.search import rebuilding
from tests.at_once import at_once
from tests.children import point_children_here
from tests.factories import ArticleFactory, BylineFactory, published
from tests.search.cases import found, indexed

PROJECT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, django
django.setup()
from articles.search import rebuilding
rebuilding.CHUNK = 2
if __name__ == "__main__":
    rebuilding.rebuild(jobs=2, progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
"""
CLEARED = "INSERT INTO articles_searchindex (articles_searchindex) VALUES ('delete-all')"
NO_TOKENS = "UPDATE articles_searchdocument SET tokens = NULL"


class Killed(Exception):
    """Stands for the end of the process between two chunks."""


def _withdraw(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(status=Status.WITHDRAWN, published_at=None)


def _broken_off_after(articles: int) -> None:
    """A rebuild that ends as soon as so many are done."""

    def progress(done: int, total: int) -> None:
        if done >= articles:
            raise Killed

    with pytest.raises(Killed):
        search.rebuild(progress=progress)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "CHUNK", 2)


@pytest.mark.django_db
def test_rebuild_makes_the_index_the_published_set() -> None:
    kept, missing, gone, other = indexed(), published(), indexed(), published()
    _withdraw(gone)
    ArticleFactory.create()
    last = indexed()
    _withdraw(last)
    steps: list[tuple[int, int]] = []

    count = search.rebuild(progress=lambda done, total: steps.append((done, total)))

    assert count == search.search("水库").count == 3
    assert set(found("水库")) == {kept, missing, other}
    assert steps == [(2, 3), (3, 3)]
    assert not SearchRebuild.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "loss",
    [CLEARED, "DROP TABLE articles_searchindex"],
)
def test_rebuild_mends_an_index_that_lost_its_tokens(loss: str) -> None:
    articles = [indexed() for _ in range(3)]
    Article.objects.filter(pk=articles[0].pk).update(place="新川")
    with connection.cursor() as cursor:
        cursor.execute(loss if connection.vendor == "sqlite" else NO_TOKENS)

    search.rebuild()

    assert (found("水库"), found("place:新川")) == (articles, articles[:1])


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="GIN is one tree")
def test_rebuild_leaves_the_index_in_one_piece() -> None:
    articles = [indexed() for _ in range(3)]

    search.rebuild()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM articles_searchindex_idx")
        assert (cursor.fetchone(), found("水库")) == ((1,), articles)


@pytest.mark.django_db
def test_the_update_to_trigrams_fills_the_index_and_forgets_a_rebuild_that_was_broken_off() -> None:
    articles = [indexed() for _ in range(3)]
    _broken_off_after(2)
    with connection.cursor() as cursor:
        cursor.execute(CLEARED if connection.vendor == "sqlite" else NO_TOKENS)

    import_module("articles.migrations.0024_search_by_trigrams").fill(apps, connection.schema_editor())

    assert (found("水库"), SearchRebuild.objects.exists()) == (articles, False)


@pytest.mark.django_db
def test_rebuild_fills_in_what_a_search_can_be_narrowed_to() -> None:
    byline = BylineFactory.create(article=indexed())
    SearchDocument.objects.update(facets="")

    search.rebuild()

    facets = {facet.name: [choice.name for choice in facet.choices] for facet in search.search("水库").facets}
    assert (facets["page"], facets["place"], facets["correspondent"]) == (["1"], ["青川"], [byline.correspondent.name])


@pytest.mark.django_db
def test_rebuild_that_was_broken_off_goes_on_where_it_was() -> None:
    articles = [published() for _ in range(5)]
    _broken_off_after(2)
    steps: list[int] = []

    search.rebuild(progress=lambda done, total: steps.append(done))

    assert (steps, found("水库")) == ([4, 5], articles)


@pytest.mark.django_db
def test_rebuild_anew_begins_at_the_first() -> None:
    for _ in range(3):
        published()
    _broken_off_after(2)
    steps: list[int] = []

    search.rebuild(anew=True, progress=lambda done, total: steps.append(done))

    assert (steps, search.search("水库").count) == ([2, 3], 3)


@pytest.mark.django_db
def test_search_and_desk_go_on_while_the_index_is_rebuilt() -> None:
    """Behind and before the place where the rebuild is: one corrected, one withdrawn, one new."""
    behind, gone_behind, _done, before, gone_before = [indexed(headline=f"旧题{n}") for n in range(5)]
    seen: list[int] = []

    def desk(done: int, total: int) -> None:
        seen.append(search.search("春灌").count)
        if len(seen) > 1:
            return
        for article in (behind, before):
            article.headline, article.version = "新题", article.version + 1
            article.save()
            search.index(article)
        for article in (gone_behind, gone_before):
            _withdraw(article)
            search.remove(article)
        indexed(headline="新题")

    search.rebuild(progress=desk)

    assert (seen, search.search("春灌").count, search.search("新题").count) == ([5, 4, 4], 4, 3)
    assert [hit.article.headline for hit in search.search("旧题").hits] == ["旧题2"]


@pytest.mark.django_db
def test_what_changes_between_preparing_and_writing_is_prepared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stays, goes = published(headline="旧题"), published(headline="旧题")
    make = rebuilding._make

    def slow(chunk: list[Article]) -> rebuilding.Made:
        made = make(chunk)
        Article.objects.filter(pk=stays.pk).update(headline="新题", version=9)
        _withdraw(goes)
        return made

    monkeypatch.setattr(rebuilding, "_make", slow)
    search.rebuild()

    assert (found("新题"), found("旧题")) == ([stays], [])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.parametrize(("which", "step"), [(1, 1), (2, 2)])
def test_what_is_published_while_left_overs_are_erased_stays(
    monkeypatch: pytest.MonkeyPatch, which: int, step: int
) -> None:
    """Among the articles of a chunk, and behind the last one."""
    articles = [published() for _ in range(3)]
    _withdraw(articles[which])
    erase, steps = rebuilding.erase, []

    def publish() -> None:
        time = articles[which].published_at
        Article.objects.filter(pk=articles[which].pk).update(status=Status.PUBLISHED, published_at=time)
        search.index(articles[which])

    def slow(documents: Iterable[SearchDocument]) -> None:
        steps.append(documents)
        if len(steps) == step:
            at_once(publish)
        erase(documents)

    monkeypatch.setattr(rebuilding, "erase", slow)
    search.rebuild()

    assert (set(found("水库")), len(steps)) == (set(articles), 2)


@pytest.mark.django_db
def test_of_two_rebuilds_the_one_that_was_overtaken_ends() -> None:
    articles = [published() for _ in range(3)]

    def another(done: int, total: int) -> None:
        if done == 2:
            search.rebuild()

    with pytest.raises(search.Overtaken):
        search.rebuild(progress=another)

    assert found("水库") == articles


@pytest.mark.django_db
def test_rebuild_search_says_how_many_can_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    published()

    call_command("rebuild_search", "--jobs", "1")

    assert capsys.readouterr().out == "可检索到的已发布稿件：1 篇\n"
    assert search.search("水库").count == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_killed_rebuild_goes_on_with_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Killed after its first chunk, with worker processes; the next leaves the index as if nothing had been."""
    point_children_here(monkeypatch, tmp_path)
    monkeypatch.setenv("TASK_QUEUE", "off")
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    articles = [indexed(page__issue__date=dt.date(2026, 7, 20) - dt.timedelta(n)) for n in range(6)]
    script = tmp_path / "rebuild.py"
    script.write_text(KILLED)

    killed = subprocess.run([sys.executable, str(script)], timeout=60)
    came_to = SearchRebuild.objects.get().after
    search.rebuild()

    assert (killed.returncode, came_to) == (-signal.SIGKILL, articles[1].pk)
    assert (found("水库"), SearchRebuild.objects.exists()) == (articles, False)
