"""A page text into the database."""

import datetime as dt

import pytest

from articles.importing.fill import page_content
from articles.importing.identity import Place
from articles.importing.load import PageText, is_loaded, load
from articles.models import Article, FileState, Page
from articles.parser.types import Draft, Note, ParsedPage, Title
from tests.factories import CorrespondentFactory, PublicationFactory, UnitFactory
from tests.importing.plain import parse_plain

pytestmark = pytest.mark.django_db

PLACE = Place(dt.date(2024, 7, 23), 3, "要闻")


def page_text(raw="#小学开学\n孩子们回到了教室。", parsed=None, notes=()):
    return PageText(
        publication=PublicationFactory(),
        place=PLACE,
        raw=raw,
        source="03.txt",
        digest=f"digest of {raw}",
        content=page_content(parsed or parse_plain(raw), raw),
        notes=notes,
    )


def test_load_keeps_what_the_parser_says_of_the_page():
    parsed = ParsedPage((), labels=("乡村振兴",), furniture=(1, 3), leftover=(5,))
    loaded = load(page_text("一\n\n二\n\n三", parsed=parsed, notes=(Note("folio-differs", detail="第2版"),)))
    page = Page.objects.get()
    assert (page.name, page.source, page.labels, page.furniture, page.leftover) == (
        "要闻",
        "03.txt",
        ["乡村振兴"],
        [[1, 3]],
        [[5, 5]],
    )
    assert page.notes == [{"code": "folio-differs", "line": None, "detail": "第2版"}]
    assert (loaded.page, loaded.notes, loaded.leftover) == (page, tuple(page.notes), 1)


def test_load_keeps_confidence_and_alternatives():
    title = Title("引题", "另一个标题", "", (3,), 0.25)
    draft = Draft(headline="水库春灌", confidence={"headline": 0.5}, lines=(1,), alternatives=(title,))
    load(page_text("水库春灌\n\n另一个标题", parsed=ParsedPage((draft,))))
    article = Article.objects.get()
    assert article.confidence == {"headline": 0.5}
    assert article.alternatives == [
        {"kicker": "引题", "headline": "另一个标题", "subtitle": "", "lines": [[3, 3]], "confidence": 0.25}
    ]


def test_load_notes_namesakes_that_it_cannot_tell_apart():
    CorrespondentFactory(name="马旭", unit=UnitFactory())
    CorrespondentFactory(name="马旭", unit=UnitFactory())
    load(page_text("#小学开学\nby 马 旭\n孩子们回到了教室。"))
    article = Article.objects.get()
    assert (article.notes, article.note_count) == ([{"code": "names-unsure", "line": None, "detail": "马旭"}], 1)


def test_load_writes_nothing_where_somebody_was_faster():
    load(page_text())
    assert is_loaded(PublicationFactory(), PLACE, page_text().digest)
    assert load(page_text()).state == FileState.UNCHANGED
    assert Article.objects.get().version == 1
