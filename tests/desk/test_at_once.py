"""Two at one page at once: one cuts, and the other is told."""

import threading
import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from articles import desk
from articles.models import Correspondent, DeskStep
from tests.at_once import at_once
from tests.conftest import make_user
from tests.desk.pages import articles_of, line_of, sample_page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_splits_at_once_one_is_done() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    seen = dict(page.articles.values_list("pk", "version"))
    asked = desk.Asked(None, frozenset({line_of("人防之外，技防也在补课")}))
    outcomes = at_once(
        lambda: desk.act(page.pk, "split", asked, by=editor, seen=seen),
        lambda: desk.act(page.pk, "split", asked, by=chief, seen=seen),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DeskStep", "Stale"]
    assert (DeskStep.objects.count(), len(articles_of(page))) == (1, 9)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_two_type_into_two_articles_at_once_is_two_steps() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    one, other, *_others = articles_of(page)
    texts = {editor: (one, "编辑的题"), chief: (other, "总编的题")}

    def save(by: User) -> object:
        article, headline = texts[by]
        pairs = desk.byline_pairs(article)
        return desk.save_typed(article, by=by, version=1, fields={"headline": headline}, bylines=pairs)[0]

    outcomes = at_once(lambda: save(editor), lambda: save(chief))
    assert [type(outcome).__name__ for outcome in outcomes] == ["Article", "Article"]
    assert list(DeskStep.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    for number in (2, 1):
        desk.undo(page.pk, by=DeskStep.objects.get(number=number).by, number=number)
    assert [article.headline for article in articles_of(page)[:2]] == [one.headline, other.headline]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_actions_at_once_on_two_articles_are_two_steps() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    seen = dict(page.articles.values_list("pk", "version"))
    one, other = (desk.Asked(article.pk) for article in articles_of(page)[:2])
    outcomes = at_once(
        lambda: desk.act(page.pk, "discard", one, by=editor, seen=seen),
        lambda: desk.act(page.pk, "discard", other, by=chief, seen=seen),
    )
    assert sorted(outcome.number for outcome in outcomes) == [1, 2]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_undo_gives_the_name_of_somebody_who_was_deleted_since_to_another() -> None:
    editor, page = make_user("editor"), sample_page()
    article = articles_of(page)[0]
    pairs = desk.byline_pairs(article)
    desk.save_typed(article, by=editor, version=1, fields={}, bylines=[("记者", "马旭")])
    Correspondent.objects.filter(name__in=[name for _role, name in pairs]).delete()
    desk.undo(page.pk, by=editor, number=1)
    assert (desk.byline_pairs(articles_of(page)[0]), DeskStep.objects.get().undone_at is None) == (pairs, False)
    call_command("verify_history")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_split_that_waited_for_a_save_goes_on_from_what_was_saved(capsys: Any) -> None:
    """The article that makes room was saved while its row was waited for: its history and its names are the new ones."""
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    seen = dict(page.articles.values_list("pk", "version"))
    below = articles_of(page)[1]
    asked = desk.Asked(None, frozenset({line_of("人防之外，技防也在补课")}))
    outcomes: list[Any] = []
    act = threading.Thread(
        target=lambda: outcomes.extend(at_once(lambda: desk.act(page.pk, "split", asked, by=editor, seen=seen)))
    )
    with transaction.atomic():
        desk.save_draft(below, by=chief, version=1, fields={"headline": "先存的题"}, bylines=[("记者", "马旭")])
        act.start()
        time.sleep(0.5)
    act.join()
    assert [type(outcome).__name__ for outcome in outcomes] == ["DeskStep"]
    moved = articles_of(page)[2]
    assert (moved.headline, desk.byline_pairs(moved), moved.version) == ("先存的题", [("记者", "马旭")], 3)
    assert moved.revisions.get(version=3).text["bylines"] == [["记者", "马旭"]]
    call_command("verify_history")
