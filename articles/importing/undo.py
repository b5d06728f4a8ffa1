"""A batch is taken back: what no person has touched goes, what was touched stays and is listed.

A page that the batch changed gets its former text again, by the same merge as any new text. The undo is a batch of its own.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing import identity
from articles.importing.batches import BEAT, WRITTEN, claim
from articles.importing.fill import page_content
from articles.importing.identity import Place
from articles.importing.load import PageText, load
from articles.importing.patience import patiently
from articles.importing.touched import touched
from articles.importing.unused import Unused
from articles.models import Article, FileState, ImportBatch, ImportFile, Issue, Page
from articles.models.article import DESK_PAGE_FIELDS
from articles.models.edition import readers_see_a_change
from articles.models.imports import UNCONFIRMED, Stage
from articles.parser import parse_page

SHOWN = 100
AT_ONCE = 200  # files that are read at once


class CannotUndo(Exception):
    """The batch cannot be taken back; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an undo would do: counts of pages and articles that go and of pages that get their former text, and what stays.

    ``kept`` are articles somebody has touched, ``left`` (file, reason) of pages that stay as they are; each the first few.
    """

    pages: int
    articles: int
    restored: int
    kept_total: int
    kept: list[Article]
    left_total: int
    left: list[tuple[ImportFile, str]]


def refusal(batch: ImportBatch) -> str:
    """Why the batch cannot be taken back, or an empty string."""
    if batch.undoes_id:
        return _("An undo is not undone: import the files again.")
    if undoing := ImportBatch.objects.filter(undoes=batch).first():
        return _undone(undoing)
    if batch.stage in UNCONFIRMED:
        return _("Nothing of this batch is in yet.")
    if batch.is_running(timezone.now()):
        return _("This batch is still running. Wait for its end.")
    return ""


def _undone(undoing: ImportBatch) -> str:
    """Why the undo that was begun is not begun again, or an empty string: one that was broken off goes on."""
    if undoing.stage == Stage.DONE:
        return _("This batch was undone already.")
    if undoing.is_running(timezone.now()):
        return _("This batch is just being undone. An undo that was broken off can go on after a minute.")
    return ""


def plan(batch: ImportBatch) -> Plan:
    """What an undo of the batch would do now; writes nothing."""
    files = _files(batch)
    left = files.filter(_LEFT).select_related("page__issue__publication")
    left = left.defer(*(f"page__{name}" for name in DESK_PAGE_FIELDS)).order_by("pk")
    going = files.exclude(_LEFT)
    new = going.filter(state=FileState.NEW)
    kept = touched(Article.objects.filter(page__in=going.values("page"))).lean().in_print_order()
    untouched = Article.objects.filter(page__in=new.values("page")).exclude(pk__in=kept.order_by().values("pk"))
    bare = new.exclude(page__in=kept.order_by().values("page"))
    restored = going.filter(state=FileState.CHANGED)
    return Plan(
        bare.count(),
        untouched.count(),
        restored.count(),
        kept.count(),
        list(kept[:SHOWN]),
        left.count(),
        [(file, _why_left(file, file.page)) for file in left[:SHOWN] if file.page],
    )


def in_words(plan: Plan) -> list[str]:
    """The counts of the plan, a sentence each; nothing of what is nought."""
    said = (
        (plan.articles, ngettext("%d article goes", "%d articles go", plan.articles)),
        (plan.pages, ngettext("%d page goes", "%d pages go", plan.pages)),
        (plan.restored, ngettext("%d page gets its former text", "%d pages get their former text", plan.restored)),
        (plan.kept_total, ngettext("%d article stays", "%d articles stay", plan.kept_total)),
        (plan.left_total, ngettext("%d page stays as it is", "%d pages stay as they are", plan.left_total)),
    )
    return [words % count for count, words in said if count]


def begin(batch: ImportBatch, by: User | None) -> ImportBatch:
    """The batch that is to take the other one back, also one that was broken off; raises CannotUndo."""
    if reason := refusal(batch):
        raise CannotUndo(reason)
    undoing = ImportBatch.objects.filter(undoes=batch).first()
    if undoing and claim(undoing, Stage.UNDOING):
        return undoing
    try:
        with transaction.atomic():
            total = _files(batch).count()
            return ImportBatch.objects.create(undoes=batch, actor=by, stage=Stage.UNDOING, total=total)
    except IntegrityError:  # of two at once one wins
        raise CannotUndo(refusal(batch)) from None


def carry_out(undoing: ImportBatch, stop: Event) -> None:
    """Take back each file of the batch, a page a transaction; goes on where it was broken off."""
    batch = undoing.undoes
    assert batch is not None  # noqa: S101  # the stage is of an undo only
    last = time.monotonic()
    for file in _from_the_last(batch):
        patiently(partial(_take_back_surely, file, undoing))
        if time.monotonic() - last >= BEAT:
            last = time.monotonic()
            patiently(partial(_tell, undoing, alive_at=timezone.now()))
        if stop.is_set():
            patiently(partial(_tell, undoing, is_stopped=True))
            return
    patiently(partial(_tell, undoing, stage=Stage.DONE, finished_at=timezone.now()))


def _from_the_last(batch: ImportBatch) -> Iterator[ImportFile]:
    """The files of the batch, the last first.

    Read some at a time: on SQLite, what writes while a cursor is open is refused as soon as somebody else has written.
    """
    files = _files(batch).order_by("-pk")
    read: list[ImportFile] = patiently(partial(list, files[:AT_ONCE]))
    while read:
        yield from read
        read = patiently(partial(list, files.filter(pk__lt=read[-1].pk)[:AT_ONCE]))


def _tell(undoing: ImportBatch, **fields: Any) -> None:
    """Write how far it is, and the fields."""
    ImportBatch.objects.filter(pk=undoing.pk).update(**fields, **_progress(undoing))


def _files(batch: ImportBatch) -> QuerySet[ImportFile]:
    """What the batch wrote and no undo has come to yet."""
    done = ImportFile.objects.filter(batch__undoes=batch, path=OuterRef("path"), digest=OuterRef("digest"))
    return batch.files.filter(~Exists(done), state__in=WRITTEN, page__isnull=False)


def _progress(undoing: ImportBatch) -> dict[str, Any]:
    found = dict(undoing.files.order_by().values_list("state").annotate(Count("pk")))
    names = (FileState.REMOVED, FileState.CHANGED, FileState.KEPT)
    return {"taken": sum(found.values()), "counts": {name.value: found.get(name, 0) for name in names}}


# The files for which ``_why_left`` has a reason.
_LEFT = ~Q(page__digest=F("digest")) | Q(state=FileState.CHANGED, before__raw__isnull=True)


def _why_left(file: ImportFile, page: Page) -> str:
    """Why the page stays as it is, or an empty string."""
    if page.digest != file.digest:
        return _("A later import has changed this page. Undo that one first.")
    if file.state == FileState.CHANGED and "raw" not in (file.before or {}):
        return _("The page came as a PDF before. Import that PDF again to have it back.")
    return ""


def _take_back_surely(file: ImportFile, undoing: ImportBatch) -> None:
    try:
        _take_back(file, undoing)
    except IntegrityError:  # an import has just begun to name somebody who was to go
        _take_back(file, undoing)


@transaction.atomic
def _take_back(file: ImportFile, undoing: ImportBatch) -> None:
    page = _held_page(file)
    if page is None or undoing.files.filter(path=file.path, digest=file.digest).exists():
        return  # it is gone, or was taken back just before the connection broke
    note = {"path": file.path, "digest": file.digest}
    if reason := _why_left(file, page):
        note |= {"state": FileState.KEPT, "error": reason}
    else:
        note |= _remove(page) if file.state == FileState.NEW else _restore(page, file.before or {})
    kept = page.pk if note["state"] != FileState.REMOVED else None
    ImportFile.objects.create(batch=undoing, page_id=kept, **note)


def _held_page(file: ImportFile) -> Page | None:
    """The page of the file, held until the transaction ends, and its issue before it; None if it is gone."""
    issues = Issue.objects.select_for_update(of=("self",)).select_related("publication")
    issue = issues.filter(pages__imports=file).first()
    return issue.pages.select_for_update(of=("self",)).filter(imports=file).first() if issue else None


def _remove(page: Page) -> dict[str, Any]:
    """The articles that nobody has touched, then the page and the issue if nothing is left of them."""
    articles = Article.objects.filter(page=page)
    list(articles.select_for_update(of=("self",)).values("pk"))  # whoever edits one waits, or we for him
    kept = touched(articles).count()
    going = articles.exclude(pk__in=list(touched(articles).values_list("pk", flat=True)))
    count = going.count()
    unused = Unused.of(going)
    going.delete()
    unused.delete()
    if kept:
        readers_see_a_change()  # what goes may have shut the page's picture
        # Without a digest the same file is no longer taken for one that is in.
        Page.objects.filter(pk=page.pk).update(digest="")
        return {"state": FileState.KEPT, "articles": count, "error": _stay(kept)}
    page.delete()
    if not page.issue.pages.exists():
        page.issue.delete()
    return {"state": FileState.REMOVED, "articles": count}


def _restore(page: Page, before: dict[str, Any]) -> dict[str, Any]:
    """The text that the page had, parsed and merged as a new one would be."""
    content = page_content(parse_page(before["raw"]), before["raw"])
    place = Place(page.issue.date, page.number, before["name"])
    notes = (*content.notes, *identity.misprints(place, content.folio))
    paper = page.issue.publication
    text = PageText(paper, place, before["raw"], before["source"], before["digest"], content, notes)
    kept = touched(Article.objects.filter(page=page)).count()
    count = len(load(text).articles)
    if kept:
        return {"state": FileState.KEPT, "articles": count - kept, "error": _stay(kept)}
    return {"state": FileState.CHANGED, "articles": count}


def _stay(count: int) -> str:
    words = ngettext(
        "%(count)d article stays: somebody has worked on it.",
        "%(count)d articles stay: somebody has worked on them.",
        count,
    )
    return words % {"count": count}
