"""Saving a draft: nothing lost, nobody overwritten, and who did it recorded."""

from functools import partial

import pytest
from django.contrib.auth.models import User

from articles import desk, review
from articles.models import Action, Article, Correspondent, Status
from articles.models.whole import whole
from articles.review import Refused, Stale
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory, BylineFactory, SectionFactory, UnitFactory

NAMES = [("通讯员", "陈小满"), ("记者", "马 旭")]


def _save(article: Article, by: User, **kwargs: object) -> Article:
    arguments = {"version": article.version, "fields": {"headline": "新标题"}, "bylines": [], **kwargs}
    return desk.save_draft(article, by=by, **arguments)  # type: ignore[arg-type]


def test_save_keeps_every_field_and_says_who_and_why(editor: User) -> None:
    section = SectionFactory.create()
    article = ArticleFactory.create()
    fields = {
        "kicker": "引题",
        "headline": "主题",
        "subtitle": "副题",
        "section": section,
        "place": "兰州",
        "dateline": "本报兰州讯",
        "body": "一段。\n\n## 小标题",
    }
    saved = _save(article, editor, fields=fields, bylines=NAMES, reason="对照版面")
    assert {name: getattr(saved, name) for name in fields} == fields
    assert desk.byline_pairs(saved) == NAMES
    assert (saved.version, saved.changed_by) == (2, editor)
    entry = saved.revisions.get()
    assert (entry.action, entry.actor, entry.reason) == (Action.EDITED, editor, "对照版面")
    assert (entry.text["headline"], entry.text["bylines"]) == ("主题", [list(pair) for pair in NAMES])


def test_the_article_as_it_was_read_stays_as_it_was(editor: User) -> None:
    article = BylineFactory.create(printed_name="马旭").article
    (seen,) = whole(Article.objects.with_place().select_related("claimed_by").filter(pk=article.pk))
    before = desk.byline_pairs(seen)
    saved, _step = desk.save_typed(seen, by=editor, version=1, fields={"headline": "新标题"}, bylines=NAMES)
    assert (desk.byline_pairs(seen), desk.byline_pairs(saved)) == (before, NAMES)


def test_save_matches_bylines_to_the_correspondents_there_are(editor: User) -> None:
    known = Correspondent.objects.create(name="马旭")
    saved = _save(ArticleFactory.create(), editor, bylines=NAMES)
    assert [byline.correspondent for byline in saved.bylines.all()] == [
        Correspondent.objects.get(name="陈小满"),
        known,
    ]


def test_save_of_the_same_text_writes_nothing(editor: User) -> None:
    byline = BylineFactory.create()
    article = byline.article
    saved = _save(article, editor, fields={"headline": article.headline}, bylines=[(byline.role, byline.printed_name)])
    assert (saved.version, saved.changed_by, saved.revisions.count()) == (1, None, 0)


def test_save_of_a_stale_version_gives_the_other_text_and_keeps_it(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create()
    _save(article, reviewer, fields={"headline": "先存的标题"})
    with pytest.raises(Stale) as refused:
        _save(article, editor, fields={"headline": "后存的标题"})
    assert (refused.value.current.headline, refused.value.current.version) == ("先存的标题", 2)
    assert Article.objects.get(pk=article.pk).headline == "先存的标题"


@pytest.mark.parametrize("status", list(Status))
def test_save_is_refused_from_the_first_signature_on(status: Status, editor: User) -> None:
    article = ArticleFactory.create(status=status)
    if status in desk.EDITABLE:
        assert _save(article, editor).headline == "新标题"
    else:
        with pytest.raises(Refused):
            _save(article, editor)
        assert Article.objects.get(pk=article.pk).headline == article.headline


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("outsider", False),
        ("viewer", False),
        ("operator", False),
        ("editor", True),
        ("reviewer", True),
        ("chief", True),
    ],
)
def test_save_is_for_those_who_edit(person: str, may: bool) -> None:
    article, by = ArticleFactory.create(), make_user(person)
    if may:
        assert _save(article, by).headline == "新标题"
    else:
        with pytest.raises(Refused):
            _save(article, by)
        assert Article.objects.get(pk=article.pk).headline == article.headline


def test_save_never_takes_a_status(editor: User) -> None:
    article = ArticleFactory.create()
    with pytest.raises(ValueError, match="status"):
        _save(article, editor, fields={"status": Status.PUBLISHED})
    assert Article.objects.get(pk=article.pk).status == Status.DRAFT


def test_save_settles_the_notes_of_what_was_changed(editor: User) -> None:
    notes = [{"code": "headline-missing", "line": None, "detail": ""}, {"code": "no-dateline", "line": 3, "detail": ""}]
    article = ArticleFactory.create(headline="", notes=notes, note_count=2, confidence={"headline": 0.0, "body": 0.5})
    saved = _save(article, editor)
    assert (saved.notes, saved.note_count) == (notes[1:], 1)
    assert saved.confidence == {"headline": 1.0, "body": 0.5}


def test_save_notes_a_name_that_several_people_have(editor: User) -> None:
    for unit in ("一中", "二中"):
        Correspondent.objects.create(name="陈小满", unit=UnitFactory.create(name=unit))
    saved = _save(ArticleFactory.create(), editor, bylines=NAMES)
    assert [(note["code"], note["detail"]) for note in saved.notes] == [("names-unsure", "陈小满")]
    assert saved.note_count == 1


def test_a_change_of_a_submitted_text_keeps_its_editor_from_signing(reviewer: User) -> None:
    saved = _save(ArticleFactory.create(status=Status.SUBMITTED), reviewer)
    assert saved.status == Status.SUBMITTED
    assert "sign" not in review.allowed(saved, reviewer)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_saves_at_once_let_one_win() -> None:
    people = [make_user("editor"), make_user("reviewer")]
    article = ArticleFactory.create()
    calls = [partial(_save, article, by, fields={"headline": by.username}) for by in people]
    outcomes = at_once(*calls)
    (saved,) = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    (told,) = [outcome.current for outcome in outcomes if isinstance(outcome, Stale)]
    assert (saved.headline, saved.version) == (told.headline, told.version)
    assert Article.objects.get(pk=article.pk).headline == saved.headline
