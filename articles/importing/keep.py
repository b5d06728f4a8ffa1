"""Articles that a person has worked on, when the page's text came in again: moved on the page, and what differs kept to decide."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.importing.fill import PLACING
from articles.importing.plan import Placed
from articles.importing.report import ArticleState
from articles.importing.touched import conflict_of
from articles.models import Action, Article, Conflict
from articles.models.revision import record_all

_OF_A_CONFLICT = ("source", "digest", "made_at", "base", "new", "settled_at")


def write_kept(kept: Iterable[Placed], source: str, digest: str) -> None:
    """Let each stand where the new text has it, with its text as it is, and open, replace or close its conflict.

    ``source`` and ``digest`` are those of the file. The positions must be free.
    """
    kept = list(kept)
    _move([placed for placed in kept if _is_moved(placed)])
    Conflict.objects.bulk_create(
        list(_conflicts(kept, source, digest, timezone.now())),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=_OF_A_CONFLICT,
    )


def drop_conflicts(followed: Iterable[Placed]) -> None:
    """What follows the new text has nothing to decide any more, such as where a claim ran out; a query where there is one."""
    known = [placed.article for placed in followed if placed.state == ArticleState.CHANGED]
    past = [article for article in known if conflict_of(article)]
    if past:
        Conflict.objects.filter(article__in=past).delete()


def _is_moved(placed: Placed) -> bool:
    article = placed.article
    return article.notes != placed.notes or any(getattr(article, name) != placed.content[name] for name in PLACING)


def _move(moved: list[Placed]) -> None:
    """Write the placing; what a revision keeps of it gets one, which is nobody's and no change of the text."""
    recorded = [placed.article for placed in moved if _is_recorded(placed)]
    for placed in moved:
        article = placed.article
        for name in PLACING:
            setattr(article, name, placed.content[name])
        article.notes, article.note_count = placed.notes, len(placed.notes)
    for article in recorded:
        article.version += 1
    if moved:
        articles = [placed.article for placed in moved]
        Article.objects.bulk_update(articles, [*PLACING, "notes", "note_count", "version"])
    if recorded:
        record_all(recorded, Action.MOVED, by=None)


def _is_recorded(placed: Placed) -> bool:
    article = placed.article
    return any(getattr(article, name) != placed.content[name] for name in ("position", "source_lines"))


def _conflicts(kept: Iterable[Placed], source: str, digest: str, now: datetime) -> Iterator[Conflict]:
    for placed in kept:
        touched = placed.touched
        if touched is None or touched.is_closed or not (placed.offered or _is_open(touched.conflict)):
            continue
        before: dict[str, Any] = {name: touched.base[name] for name in placed.offered if name in touched.base}
        yield Conflict(
            article=placed.article,
            source=source,
            digest=digest,
            made_at=now,
            base={**(touched.conflict.base if touched.conflict else {}), **before},
            new=placed.offered,
            settled_at=None if placed.offered else now,
        )


def _is_open(conflict: Conflict | None) -> bool:
    return conflict is not None and conflict.settled_at is None
