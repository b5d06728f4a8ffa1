"""The tabs of the queue: what is whose, and what is at which step."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Action, Article, ArticleQuerySet, Revision, Status
from articles.models.revision import TEXT_ACTIONS

OPEN = (Status.DRAFT, Status.SUBMITTED, Status.REVIEWED, Status.APPROVED)
SIGNED_NEXT = {Status.SUBMITTED, Status.REVIEWED}
CLOSED = (Status.PUBLISHED, Status.WITHDRAWN)
ALL = "all"
COUNTED = 1000  # what is one's own is counted so far


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the queue; ``count`` is None where it would be a count of the archive."""

    name: str
    query: str
    label: str | Promise
    count: int | None = None
    is_current: bool = False


def articles_of(asked: Mapping[str, str], by: User) -> ArticleQuerySet:
    """What the tab that is ``asked`` for holds; open work unless one asks for something else."""
    if asked.get("whose") in WHOSE:
        return WHOSE[asked["whose"]](by)
    status = asked.get("status", "")
    if status == ALL:
        return Article.objects.filter(status__in=[*OPEN, *CLOSED])
    return Article.objects.filter(status__in=[status] if status in Status.values else OPEN)


def tabs(asked: Mapping[str, str], by: User) -> list[list[Tab]]:
    """What is whose, then what is at which step, with how many there are."""
    whose, status = asked.get("whose", ""), asked.get("status", "")
    counts = dict(Article.objects.filter(status__in=OPEN).values_list("status").annotate(Count("pk")).order_by())
    own = [
        Tab(name, f"whose={name}", LABELS[name], _count(name, counts, by), name == whose)
        for name in WHOSE
        if name != "sign" or by.has_perm("articles.sign_article")
    ]
    steps = [
        Tab(at, f"status={at}", at.label, counts.get(at, 0) if at in OPEN else None, not whose and at == status)
        for at in (*OPEN, *CLOSED)
    ]
    first = Tab("open", "", _("Open"), sum(counts.values()), not whose and status not in (ALL, *Status.values))
    last = Tab("all", f"status={ALL}", _("All"), None, not whose and status == ALL)
    return [own, [first, *steps, last]]


def statuses_of(asked: Mapping[str, str]) -> Set[str]:
    """The steps at which the articles of the tab can be."""
    if asked.get("whose") in WHOSE:
        return {"mine": {Status.DRAFT, Status.SUBMITTED}, "free": {Status.DRAFT}}.get(asked["whose"], SIGNED_NEXT)
    shown = asked.get("status", "")
    return {shown} if shown in Status.values else set(Status.values)


def _count(name: str, counts: Mapping[Any, int], by: User) -> int:
    if name == "free":  # few are held, and they stand in an index of their own
        return counts.get(Status.DRAFT, 0) - _held().filter(status=Status.DRAFT).count()
    return WHOSE[name](by).order_by()[:COUNTED].count()


def _held() -> ArticleQuerySet:
    return Article.objects.filter(claimed_until__gt=timezone.now())


def _mine(by: User) -> ArticleQuerySet:
    """What one works on now, and the drafts that one was the last to change: those that came back too."""
    # Each in the index that it has: together they would be a condition that only the whole table answers.
    own = Article.objects.filter(changed_by=by, status=Status.DRAFT).values("pk").order_by()
    claimed = _held().filter(claimed_by=by).values("pk").order_by()
    others = _held().exclude(claimed_by=by)
    mine = Article.objects.filter(pk__in=own.union(claimed), status__in=[Status.DRAFT, Status.SUBMITTED])
    return mine.exclude(pk__in=others.values("pk"))


def _free(by: User) -> ArticleQuerySet:
    """Drafts that nobody works on now."""
    return Article.objects.filter(status=Status.DRAFT).exclude(pk__in=_held().values("pk"))


def _to_sign(by: User) -> ArticleQuerySet:
    """What waits for a signature that ``by`` may give: neither his own work nor signed by him in this round."""
    waiting = Article.objects.awaiting_review().exclude(changed_by=by)
    begun_anew = Revision.objects.filter(
        article=OuterRef("article"), version__gt=OuterRef("version"), action__in=[*TEXT_ACTIONS, Action.SENT_BACK]
    )
    signed = Revision.objects.filter(article=OuterRef("pk"), action=Action.SIGNED, actor=by)
    return waiting.exclude(Exists(signed.exclude(Exists(begun_anew)))).exclude(pk__in=_held().values("pk"))


WHOSE: dict[str, Callable[[User], ArticleQuerySet]] = {"mine": _mine, "free": _free, "sign": _to_sign}
LABELS = {"mine": _("Mine"), "free": _("Free"), "sign": _("For my signature")}
