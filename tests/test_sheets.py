"""What stands on a sign-off sheet."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test.utils import CaptureQueriesContext

from articles import corrections, desk, review
from articles.models import Action, Article, Publication
from articles.models.revision import record
from articles.sheets import MAX_STEPS, Sheet, sheet_of, sheets_of
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def parsed(**fields: Any) -> Article:
    article = ArticleFactory.create(**fields)
    record(article, Action.PARSED, by=None)
    return article


def edited(article: Article, by: User, headline: str) -> Article:
    return desk.save_draft(article, by=by, version=article.version, fields={"headline": headline}, bylines=[])


def moved(article: Article, *steps: tuple[str, User]) -> Article:
    for name, by in steps:
        article = getattr(review, name)(article, by=by, version=article.version, reason="意见" if by.pk % 2 else "说明")
    return article


def levels(sheet: Sheet) -> list[tuple[str, str]]:
    return [(str(level.label), str(level.revision.actor) if level.revision else "") for level in sheet.levels]


def steps(sheet: Sheet) -> list[tuple[str, int, bool]]:
    return [(step.revision.action, step.times, step.is_void) for step in sheet.steps]


def test_sheet_has_a_line_for_each_signature_asked_for(editor: User, reviewer: User) -> None:
    article = parsed()
    Publication.objects.update(review_levels=3)
    article = moved(Article.objects.with_place().get(pk=article.pk), ("submit", editor), ("sign", reviewer))
    assert levels(sheet_of(article)) == [("一审", "reviewer"), ("二审", ""), ("三审", "")]


def test_signature_of_a_text_that_was_changed_since_is_void(editor: User, reviewer: User, chief: User) -> None:
    article = moved(parsed(), ("submit", editor), ("sign", reviewer), ("send_back", chief))
    article = moved(edited(article, editor, "改了"), ("submit", editor), ("sign", chief))
    sheet = sheet_of(article)
    assert levels(sheet) == [("一审", "chief")]
    assert steps(sheet) == [
        ("parsed", 1, False),
        ("submitted", 1, False),
        ("signed", 1, True),
        ("sent-back", 1, False),
        ("edited", 1, False),
        ("submitted", 1, False),
        ("signed", 1, False),
    ]


def test_signatures_hold_through_publishing_and_moving(editor: User, reviewer: User, chief: User) -> None:
    article = moved(parsed(), ("submit", editor), ("sign", reviewer), ("publish", chief))
    article.version += 1
    article.save()
    record(article, Action.MOVED, by=None)
    sheet = sheet_of(article)
    assert (levels(sheet), sheet.published and sheet.published.actor) == ([("一审", "reviewer")], chief)
    assert [action for action, _times, _void in steps(sheet)] == ["parsed", "submitted", "signed", "published"]


def test_correction_stands_beside_the_signatures_of_what_was_published(
    editor: User, reviewer: User, chief: User
) -> None:
    article = moved(parsed(), ("submit", editor), ("sign", reviewer), ("publish", chief))
    note = {"note": "标题有误", "fields": {"headline": "改正的题"}}
    sheet = sheet_of(corrections.correct(article, by=chief, version=article.version, **note))  # type: ignore[arg-type]
    assert levels(sheet) == [("一审", "reviewer")]
    assert sheet.corrected is not None
    assert (sheet.corrected.actor, sheet.corrected.reason) == (chief, "标题有误")


def test_edits_of_one_person_in_a_row_are_one_step(editor: User, reviewer: User) -> None:
    article = parsed()
    for n in range(3):
        article = edited(article, editor, f"第{n}次")
    article = edited(article, reviewer, "又一次")
    assert steps(sheet_of(article)) == [("parsed", 1, False), ("edited", 3, False), ("edited", 1, False)]


def test_sheet_of_a_long_history_has_the_last_steps(editor: User, reviewer: User) -> None:
    article = parsed()
    for n in range(2 * MAX_STEPS):
        article = edited(article, (editor, reviewer)[n % 2], f"第{n}次")
    sheet = sheet_of(article)
    assert (len(sheet.steps), sheet.earlier, sheet.steps[-1].revision.version) == (MAX_STEPS, 11, 21)


def test_characters_are_counted_without_spaces_and_marks() -> None:
    assert sheet_of(ArticleFactory.create(body="## 小 标题\n\n一段。\n二行")).characters == 8


def test_sheets_of_an_issue_are_in_print_order_with_as_many_columns(
    editor: User,
    reviewer: User,
    chief: User,
    django_assert_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    Publication.objects.update_or_create(name="青川日报", defaults={"slug": "青川日报", "review_levels": 2})
    second = parsed(page__number=2, position=1, headline="乙")
    first = moved(parsed(position=2, headline="甲"), ("submit", editor), ("sign", reviewer), ("sign", chief))
    parsed(position=1, headline="天", page__issue__date="2026-07-15")
    Publication.objects.update(review_levels=1)
    issue = second.page.issue
    issue.publication.refresh_from_db()
    with django_assert_num_queries(3):  # articles, bylines, revisions
        sheets = sheets_of(issue)
        assert [str(sheet.article) for sheet in sheets] == ["甲", "乙"]
    assert [levels(sheet) for sheet in sheets] == [
        [("一审", "reviewer"), ("二审", "chief")],
        [("一审", ""), ("二审", "")],
    ]
    assert (first.page.issue, sheets[0].published) == (issue, None)
