"""A whole issue to the readers: what still hinders it, publishing article by article, and at a set time.

Each article goes through ``articles.review.publish`` in a transaction of its own: where it breaks off, each is published whole
or untouched, and the same again does the rest.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import review
from articles.models import Action, Article, Conflict, Issue, Revision, Status
from articles.models.revision import TEXT_ACTIONS
from articles.review import Refused, Stale

OPEN = (Status.DRAFT, Status.SUBMITTED, Status.REVIEWED, Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article; ``refusal`` is empty where it is published."""

    article: Article
    refusal: str


@dataclass(frozen=True, slots=True)
class Released:
    """An issue whose time had come."""

    issue: Issue
    outcomes: list[Outcome]
    left: list[Article]

    @property
    def published(self) -> int:
        """How many were published now."""
        return sum(not outcome.refusal for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why an article cannot be published yet: signatures that are missing, or a conflict to decide."""

    missing: int = 0
    conflict: int | None = None


def hindrances(issue: Issue, articles: Iterable[Article]) -> dict[int, Hindrance]:
    """By key, those of the issue's open ``articles`` that are not ready; three queries at the most."""
    waiting = [article for article in articles if article.status in OPEN]
    signed = _signatures([article for article in waiting if article.status in (Status.REVIEWED, Status.APPROVED)])
    conflicts = dict(Conflict.objects.open().filter(article__in=waiting).values_list("article_id", "pk"))
    found = {}
    for article in waiting:
        missing = max(issue.publication.review_levels - signed.get(article.pk, 0), 0)
        if article.status != Status.APPROVED or missing or article.pk in conflicts:
            found[article.pk] = Hindrance(missing, conflicts.get(article.pk))
    return found


def publish_all(articles: Iterable[Article], *, by: User, versions: Mapping[int, int]) -> list[Outcome]:
    """Publish each as it was seen (``versions`` by key); one refusal stops nothing."""
    return [_publish(article, by, versions.get(article.pk, 0)) for article in articles]


def schedule(issue: Issue, at: dt.datetime | None, *, by: User) -> None:
    """Publish what is approved at that time, in the name of ``by``; None takes it back. Raises ``Refused``."""
    if not by.has_perm("articles.publish_article"):
        raise Refused(_("Your account has no permission for this. Ask whoever manages the accounts."))
    if at is not None and at <= timezone.now():
        raise Refused(_("This time is past: set one to come, or publish now."))
    issue.publish_at, issue.publish_by, issue.publish_done_at = at, by if at else None, None
    issue.save(update_fields=["publish_at", "publish_by", "publish_done_at"])


def publish_due(now: dt.datetime) -> list[Released]:
    """Publish what is approved of the issues whose time has come, each issue once; oldest first."""
    due = Issue.objects.due(now).select_related("publication", "publish_by").order_by("publish_at", "pk")
    return [_release(issue, now) for issue in due]


def _release(issue: Issue, now: dt.datetime) -> Released:
    articles = list(Article.objects.filter(page__issue=issue, status=Status.APPROVED).in_print_order())
    versions = {article.pk: article.version for article in articles}
    by = cast(User, issue.publish_by)  # the database holds no time without a person
    outcomes = publish_all(articles, by=by, versions=versions)
    # Done only now: a run that was killed is made good by the next one. A time that was set meanwhile stays.
    Issue.objects.filter(pk=issue.pk, publish_at=issue.publish_at).update(publish_done_at=now)
    left = Article.objects.filter(page__issue=issue, status__in=[at for at in OPEN if at != Status.APPROVED])
    return Released(issue, outcomes, list(left.in_print_order()))


def _publish(article: Article, by: User, version: int) -> Outcome:
    try:
        return Outcome(review.publish(article, by=by, version=version), "")
    except Stale as stale:
        return Outcome(article, "" if stale.current.status == Status.PUBLISHED else str(stale))
    except Refused as refused:
        return Outcome(article, str(refused))


def _signatures(articles: list[Article]) -> dict[int, int]:
    """How many signatures each has since its text last changed or came back."""
    begins = {*TEXT_ACTIONS, Action.SENT_BACK}
    steps = Revision.objects.filter(article__in=articles, action__in=[*begins, Action.SIGNED]).order_by("version")
    count: dict[int, int] = {}
    for key, action in steps.values_list("article_id", "action"):
        count[key] = 0 if action in begins else count.get(key, 0) + 1
    return count
