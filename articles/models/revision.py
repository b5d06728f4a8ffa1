"""The history of an article (修订): append-only, each entry sealed by a digest over the one before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import readers_see_a_change
from articles.models.status import PUBLIC


class Action(models.TextChoices):
    """What was done to the article."""

    PARSED = "parsed", _("parsed")
    EDITED = "edited", _("edited")
    SUBMITTED = "submitted", _("submitted")
    SIGNED = "signed", _("signed")
    SENT_BACK = "sent-back", _("sent back")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MOVED = "moved", _("moved on the page")
    KEPT = "kept", _("kept as it is")
    CORRECTED = "corrected", _("corrected")
    DISCARDED = "discarded", _("discarded")
    RESTORED = "restored", _("restored")


TEXT_ACTIONS = (Action.PARSED, Action.EDITED, Action.CORRECTED)
QUIET_ACTIONS = (Action.MOVED, Action.KEPT)  # neither text nor status: signatures hold, an open form stays good


class Revision(models.Model):
    """Who did what to an article, when and why, with the whole text after it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("article"))
    version = models.PositiveIntegerField(_("version"))
    action = models.CharField(_("action"), max_length=10, choices=Action)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty when it was the program."),
    )
    created_at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    text = models.JSONField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article", "version"]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="revision_once_a_version"),
            models.CheckConstraint(condition=models.Q(action__in=Action.values), name="revision_action_in_list"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version} {self.get_action_display()}"

    def seal(self, previous: str) -> str:
        """The digest of this entry on top of the ``previous`` one (64 hexadecimal digits)."""
        content: list[Any] = [
            previous,
            self.article_id,
            self.version,
            self.action,
            self.actor_id,
            self.created_at.isoformat(timespec="microseconds"),
            self.reason,
            self.text,
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def is_current(article: Article, version: int) -> bool:
    """Whether ``version`` has the text and the status that the article has now; one query if it is not the last one."""
    later = article.version - version
    if later <= 0:
        return later == 0
    quiet = Revision.objects.filter(article=article, version__gt=version, action__in=QUIET_ACTIONS)
    return quiet.count() == later


def record(article: Article, action: Action, *, by: User | None, reason: str = "") -> Revision:
    """Append a revision for ``article.version``; call it in the transaction of the change."""
    return record_all([article], action, by=by, reason=reason)[0]


def record_all(
    articles: list[Article],
    action: Action,
    *,
    by: User | None,
    reason: str = "",
    texts: list[dict[str, Any]] | None = None,
) -> list[Revision]:
    """Append a revision to each of the articles, of which ``texts`` are the states if they are known: at most two queries then."""
    states = texts or [article.text_state() for article in articles]
    entries = [Entry(article, action, by, reason, text) for article, text in zip(articles, states, strict=True)]
    return append(entries)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded of an article: what was done, by whom and why, and the whole text after it."""

    article: Article
    action: Action
    by: User | None
    reason: str
    text: dict[str, Any]


def append(entries: Sequence[Entry]) -> list[Revision]:
    """Append a revision for each article, at its version; one query where their last ones are known."""
    before = _last_digests([entry.article for entry in entries if entry.article.version > 1])
    revisions = [
        Revision(
            article_id=entry.article.pk,
            version=entry.article.version,
            action=entry.action,
            actor=entry.by,
            created_at=timezone.now(),
            reason=entry.reason,
            text=entry.text,
        )
        for entry in entries
    ]
    for revision in revisions:
        revision.digest = revision.seal(before.get(revision.article_id, ""))
    if _is_seen([entry.article for entry in entries]):
        readers_see_a_change()
    return Revision.objects.bulk_create(revisions)


def _is_seen(articles: list[Article]) -> bool:
    """Whether readers see what happens to the articles: to one of theirs, or to one that shuts or opens their page's picture."""
    pictured = [article for article in articles if article.page.picture]
    known = {article.page_id: article.is_beside_public for article in pictured if hasattr(article, "is_beside_public")}
    if any(article.status in PUBLIC for article in articles) or any(known.values()):
        return True
    unknown = {article.page_id for article in pictured} - known.keys()
    return bool(unknown) and Article.objects.published().filter(page__in=unknown).exists()


def _last_digests(articles: list[Article]) -> dict[int, str]:
    """The digest of each one's last revision, by the article's key; those that ``whole`` read are not asked for."""
    known = {article.pk: article.first_and_last for article in articles if hasattr(article, "first_and_last")}
    digests = {key: revisions[-1].digest for key, revisions in known.items() if revisions}
    if unknown := [article for article in articles if article.pk not in known]:
        rows = Revision.objects.filter(article__in=unknown).order_by("version").values_list("article_id", "digest")
        digests |= dict(rows)  # the highest version comes last, and stays
    return digests
