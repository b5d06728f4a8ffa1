"""A parsed page into the database, in one transaction."""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from articles.importing.fill import CONTENT, REMARKS, PageContent, plain_notes
from articles.importing.former import page_before
from articles.importing.identity import Place
from articles.importing.jumps import link_jumps
from articles.importing.keep import drop_conflicts, write_kept
from articles.importing.memory import Memory
from articles.importing.plan import Placed, Plan, plan_page
from articles.importing.printed import NO_PICTURE, Printed
from articles.importing.report import ArticleOutcome, ArticleState
from articles.models import Action, Article, Byline, FileState, Page, Picture, Publication, Section
from articles.models.edition import readers_see_a_change
from articles.models.revision import record_all
from articles.models.status import PUBLIC
from articles.parser.types import Note
from articles.people import forget_prefetched, make_bylines, unsure_notes


@dataclass(frozen=True, slots=True)
class PageText:
    """A page that is to be loaded: where it belongs, its text, what is made of it, notes on the page, and what a PDF shows."""

    publication: Publication
    place: Place
    raw: str
    source: str
    digest: str
    content: PageContent
    notes: tuple[Note, ...] = ()
    printed: Printed | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a page; ``page`` is None where nothing was written, ``before`` what stood there (``former.page_before``)."""

    state: FileState
    articles: tuple[ArticleOutcome, ...] = ()
    notes: tuple[dict[str, Any], ...] = ()
    leftover: int = 0
    removed: int = 0
    page: Page | None = None
    before: dict[str, Any] | None = None


def is_loaded(publication: Publication, place: Place, digest: str) -> bool:
    """Whether the page is there with this text."""
    return _pages(publication, place).filter(digest=digest).exists()


def preview(text: PageText) -> Loaded:
    """What ``load`` would do; writes nothing."""
    page = _pages(text.publication, text.place).first() or Page()
    plan = plan_page(page, Article.objects.filter(page=page.pk), text.content.articles, text.raw)
    return _told(plan, text, _state(page))


@transaction.atomic(savepoint=False)
def load(text: PageText, memory: Memory | None = None) -> Loaded:
    """Write the page and its articles, bylines and revisions; a page that has this digest already stays as it is.

    Articles that nobody has touched follow the text; the others keep theirs, and what differs becomes their conflict.
    ``memory`` is what the pages before it left, to be forgotten if this one comes to nothing.
    """
    memory = memory or Memory()
    issue = memory.held_issue(text.publication, text.place.date)
    page = memory.page_of(issue, text.place.page)
    if page.digest == text.digest:
        return Loaded(FileState.UNCHANGED)
    # Whoever edits one of the articles waits until we are through, or we until he is; the page is held before, as at the desk.
    articles = page.articles.select_for_update(of=("self",)) if page.pk else Article.objects.none()
    plan = plan_page(page, articles, text.content.articles, text.raw)
    state, before, former_name = _state(page), page_before(page), page.name
    for article in plan.gone:
        article.delete()
    _write_page(page, text, plan)
    if moved := plan.moved():
        _step_aside(moved)
    _write_articles(plan.followed(), text.publication, memory)
    drop_conflicts(plan.followed())
    write_kept(plan.kept(), text.source, text.digest)
    if any(placed.content["jump_from"] or placed.content["jump_to"] for placed in plan.placed):
        link_jumps(issue)
    if any(placed.article.status in PUBLIC for placed in plan.kept()):
        _tell_readers(page, former_name)
    return replace(_told(plan, text, state), page=page, before=before)


def _tell_readers(page: Page, former_name: str) -> None:
    """Readers see the page's name and its picture, harvesters its name."""
    readers_see_a_change()
    if page.name != former_name:
        Article.objects.filter(page=page).tell_anew()


def _pages(publication: Publication, place: Place) -> QuerySet[Page]:
    return Page.objects.filter(issue__publication__name=publication.name, issue__date=place.date, number=place.page)


def _state(page: Page) -> FileState:
    return FileState.CHANGED if page.digest else FileState.NEW


def _told(plan: Plan, text: PageText, state: FileState) -> Loaded:
    articles = tuple(ArticleOutcome.of(placed.content, placed.remarks(), placed.state) for placed in plan.placed)
    return Loaded(
        state,
        articles,
        notes=tuple(plain_notes(text.notes)),
        leftover=text.content.left,
        removed=len(plan.gone),
    )


def _write_page(page: Page, text: PageText, plan: Plan) -> None:
    content = text.content
    page.name, page.raw, page.source, page.digest = text.place.page_name, text.raw, text.source, text.digest
    page.labels = list(content.labels)
    page.furniture, page.leftover = list(content.furniture), list(content.leftover)
    if plan.is_cut():
        page.account(plan.held(), ())
    page.notes = plain_notes(text.notes)
    for name, value in (text.printed.fields() if text.printed else NO_PICTURE).items():
        setattr(page, name, value)
    page.save()


def _write_articles(placed: list[Placed], publication: Publication, memory: Memory) -> None:
    """Save what is new or changed, each with its bylines and a revision."""
    sections = memory.sections_of(publication, {each.content["section"] for each in placed} - {""})
    matches = memory.people_of(name for each in placed for _role, name in each.content["bylines"])
    for each in placed:
        each.notes.extend(unsure_notes(each.content["bylines"], matches))
        _fill(each, sections.get(each.content["section"]))
    _save(placed)
    bylines = [
        make_bylines(each.article, each.content["bylines"], lambda name: matches[name].correspondent.pk)
        for each in placed
    ]
    pictures = [[Picture(article=each.article, **fields) for fields in each.content["pictures"]] for each in placed]
    Byline.objects.bulk_create(chain.from_iterable(bylines))
    Picture.objects.bulk_create(chain.from_iterable(pictures))
    articles = [each.article for each in placed]
    for article in articles:
        forget_prefetched(article, "bylines", "pictures")
    texts = list(map(Article.text_state, articles, bylines, pictures))  # what was just written need not be read again
    record_all(articles, Action.PARSED, by=None, texts=texts)


def _fill(placed: Placed, section: Section | None) -> None:
    article = placed.article
    for name in CONTENT:
        setattr(article, name, placed.content[name])
    article.section = section
    article.notes, article.note_count, article.confidence = placed.notes, len(placed.notes), placed.confidence
    article.version += 1
    article.changed_at = timezone.now()


def _save(placed: list[Placed]) -> None:
    changed = [each.article for each in placed if each.state == ArticleState.CHANGED]
    if changed:
        Byline.objects.filter(article__in=changed).delete()
        Picture.objects.filter(article__in=changed).delete()
        Article.objects.bulk_update(changed, [*CONTENT, *REMARKS, "section", "version", "changed_at"])
    Article.objects.bulk_create([each.article for each in placed if each.state == ArticleState.NEW])


def _step_aside(articles: list[Article]) -> None:
    """Free the positions of articles that may change places: a position is unique at every moment."""
    own = Article.objects.filter(pk__in=[article.pk for article in articles])
    most = Article.objects.filter(page__in={article.page_id for article in articles}).aggregate(most=Max("position"))
    own.update(position=F("position") + (most["most"] or 0) + len(articles))
