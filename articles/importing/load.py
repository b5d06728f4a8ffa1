"""A parsed page into the database, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet, prefetch_related_objects
from django.utils import timezone

from articles.importing.fill import CONTENT, REMARKS, content_from, content_of, notes_from, plain_notes
from articles.importing.identity import Place
from articles.importing.jumps import link_jumps
from articles.importing.merge import merge
from articles.importing.printed import NO_PICTURE, Printed
from articles.importing.report import ArticleOutcome
from articles.lines import to_ranges
from articles.models import Action, Article, Byline, FileState, Issue, Page, Picture, Publication, Section
from articles.models.publication import free_slug
from articles.models.revision import record_all
from articles.parser.types import Draft, Note, ParsedPage
from articles.people import forget_prefetched, make_bylines, match_names, unsure_notes


@dataclass(frozen=True, slots=True)
class PageText:
    """A page that is to be loaded: where it belongs, its text, what the parser made of it, notes on the page, and what a PDF shows."""

    publication: Publication
    place: Place
    raw: str
    source: str
    digest: str
    parsed: ParsedPage
    notes: tuple[Note, ...] = ()
    printed: Printed | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a page; ``page`` is None where nothing was written."""

    state: FileState
    articles: tuple[ArticleOutcome, ...] = ()
    notes: tuple[dict[str, Any], ...] = ()
    leftover: int = 0
    removed: int = 0
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """An article with the content that it is to have; ``article`` is unsaved where the state is new."""

    article: Article
    content: dict[str, Any]
    notes: list[dict[str, Any]]
    confidence: dict[str, float]
    state: FileState


@dataclass(frozen=True, slots=True)
class _Plan:
    placed: list[_Placed]
    gone: tuple[Article, ...]
    state: FileState


def is_loaded(publication: Publication, place: Place, digest: str) -> bool:
    """Whether the page is there with this text."""
    return _pages(publication, place).filter(digest=digest).exists()


def preview(text: PageText) -> Loaded:
    """What ``load`` would do; writes nothing. Raises FileError as ``load`` does."""
    page = _pages(text.publication, text.place).first() or Page()
    return _told(_plan(page, Article.objects.filter(page=page.pk), text), text)


@transaction.atomic
def load(text: PageText) -> Loaded:
    """Write the page and its articles, bylines and revisions; a page that has this digest already stays as it is.

    Raises FileError, with nothing written, if a person has touched an article of the page.
    """
    page = _locked_page(text)
    if page.digest == text.digest:
        return Loaded(FileState.UNCHANGED)
    # Whoever edits one of the articles waits until we are through, or we until he is.
    plan = _plan(page, page.articles.select_for_update(of=("self",)), text)
    for article in plan.gone:
        article.delete()
    _write_page(page, text)
    _write_articles([placed for placed in plan.placed if placed.state != FileState.UNCHANGED], text.publication)
    link_jumps(page.issue)
    return _told(plan, text, page)


def _pages(publication: Publication, place: Place) -> QuerySet[Page]:
    return Page.objects.filter(issue__publication__name=publication.name, issue__date=place.date, number=place.page)


def _locked_page(text: PageText) -> Page:
    """The page's row, made if it is not there, and held until the transaction ends."""
    issue, _made = Issue.objects.get_or_create(publication=text.publication, date=text.place.date)
    page, made = Page.objects.get_or_create(issue=issue, number=text.place.page)
    if made:
        return page
    return Page.objects.select_for_update(of=("self",)).select_related("issue").get(pk=page.pk)


def _plan(page: Page, articles: QuerySet[Article], text: PageText) -> _Plan:
    """Which article is which draft, and what each is to become; writes nothing."""
    merged = merge(
        list(articles.select_related("section").prefetch_related("bylines", "pictures")), text.parsed.articles
    )
    placed = [
        _place(page, article, draft, content_from(draft, position, text.raw, text.printed))
        for position, (draft, article) in enumerate(merged.drafts, start=1)
    ]
    return _Plan(placed, merged.gone, FileState.CHANGED if page.digest else FileState.NEW)


def _place(page: Page, article: Article | None, draft: Draft, content: dict[str, Any]) -> _Placed:
    state = FileState.NEW
    if article is not None:
        state = FileState.UNCHANGED if content_of(article) == content else FileState.CHANGED
    return _Placed(article or Article(page=page, version=0), content, notes_from(draft), dict(draft.confidence), state)


def _told(plan: _Plan, text: PageText, page: Page | None = None) -> Loaded:
    articles = tuple(ArticleOutcome.of(placed.content, placed.notes, placed.state) for placed in plan.placed)
    return Loaded(
        plan.state,
        articles,
        notes=tuple(plain_notes(text.notes)),
        leftover=len(text.parsed.leftover),
        removed=len(plan.gone),
        page=page,
    )


def _write_page(page: Page, text: PageText) -> None:
    parsed = text.parsed
    page.name, page.raw, page.source, page.digest = text.place.page_name, text.raw, text.source, text.digest
    page.labels = list(parsed.labels)
    page.furniture, page.leftover = to_ranges(parsed.furniture, text.raw), to_ranges(parsed.leftover, text.raw)
    page.notes = plain_notes(text.notes)
    for name, value in (text.printed.fields() if text.printed else NO_PICTURE).items():
        setattr(page, name, value)
    page.save()


def _write_articles(placed: list[_Placed], publication: Publication) -> None:
    """Save what is new or changed, each with its bylines and a revision."""
    sections = _sections(publication, {each.content["section"] for each in placed} - {""})
    matches = match_names(name for each in placed for _role, name in each.content["bylines"])
    for each in placed:
        each.notes.extend(unsure_notes(each.content["bylines"], matches))
        _fill(each, sections.get(each.content["section"]))
    _save(placed)
    articles = [each.article for each in placed]
    Byline.objects.filter(article__in=articles).delete()
    Byline.objects.bulk_create(
        byline for each in placed for byline in make_bylines(each.article, each.content["bylines"], matches)
    )
    Picture.objects.filter(article__in=articles).delete()
    Picture.objects.bulk_create(
        Picture(article=each.article, **fields) for each in placed for fields in each.content["pictures"]
    )
    for article in articles:
        forget_prefetched(article)
    prefetch_related_objects(articles, "bylines", "pictures")
    record_all(articles, Action.PARSED, by=None)


def _fill(placed: _Placed, section: Section | None) -> None:
    article = placed.article
    for name in CONTENT:
        setattr(article, name, placed.content[name])
    article.section = section
    article.notes, article.note_count, article.confidence = placed.notes, len(placed.notes), placed.confidence
    article.version += 1
    article.changed_at = timezone.now()


def _save(placed: list[_Placed]) -> None:
    changed = [each.article for each in placed if each.state == FileState.CHANGED]
    _step_aside(changed)
    if changed:
        Article.objects.bulk_update(changed, [*CONTENT, *REMARKS, "section", "version", "changed_at"])
    Article.objects.bulk_create([each.article for each in placed if each.state == FileState.NEW])


def _step_aside(articles: list[Article]) -> None:
    """Free the positions of articles that may change places: a position is unique at every moment."""
    own = Article.objects.filter(pk__in=[article.pk for article in articles])
    most = Article.objects.filter(page__in={article.page_id for article in articles}).aggregate(most=Max("position"))
    own.update(position=F("position") + (most["most"] or 0) + len(articles))


def _sections(publication: Publication, names: Iterable[str]) -> dict[str, Section]:
    """The publication's sections by name; those that are not there are made."""
    sections = {section.name: section for section in Section.objects.filter(publication=publication, name__in=names)}
    for name in sorted(set(names) - sections.keys()):
        sections[name], _made = Section.objects.get_or_create(
            publication=publication, name=name, defaults={"slug": free_slug(Section, name)}
        )
    return sections
