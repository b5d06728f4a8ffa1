"""Claims (认领): who is working on a text now, so that nobody else begins on the same one.

A claim lasts LASTS from when the draft was opened, last typed in or last saved. It changes neither version nor history, and
each step here is one conditional UPDATE: of two at once, one holds it.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleQuerySet
from articles.models.status import EDITABLE
from articles.review import Refused
from articles.templatetags.office import display_name

LASTS = dt.timedelta(minutes=15)


class Claimed(Refused):
    """Somebody else is working on it; ``current`` is the article as it stands now."""

    def __init__(self, current: Article) -> None:
        super().__init__(words(current))
        self.current = current


def take(article: Article, *, by: User) -> bool:
    """Claim it if it is free, or renew the claim that ``by`` has; whether he holds it now."""
    return _hold(Article.objects.filter(open_to(by), pk=article.pk), by)


def take_over(article: Article, *, by: User) -> bool:
    """Claim it whoever holds it; False where there is no text to change any more. Raises ``Refused`` without the permission."""
    if not by.has_perm("articles.take_over_article"):
        raise Refused(_("Your account has no permission for this. Ask whoever manages the accounts."))
    return _hold(Article.objects.filter(pk=article.pk), by)


def release(article: Article, *, by: User) -> None:
    """Let others have it; nothing happens where somebody else holds it."""
    Article.objects.filter(pk=article.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)


def free_all(people: list[User]) -> None:
    """Free whatever ``people`` hold: their accounts end. Together with deleting them, in one transaction."""
    Article.objects.filter(claimed_by__in=people).update(claimed_by=None, claimed_until=None)


def held_by_another(article: Article, by: object) -> bool:
    """Whether somebody else than ``by`` is working on it now."""
    return article.claim_holder(timezone.now()) not in (None, by)


def renew(article: Article, *, by: User) -> None:
    """Renew the claim that ``by`` has, if he has one. Raises ``Claimed`` where somebody else is working on it."""
    refuse_held(article, by=by)
    if article.claimed_by_id == by.pk:
        take(article, by=by)


def refuse_held(article: Article, *, by: User) -> None:
    """Raises ``Claimed`` where somebody else is working on it."""
    if held_by_another(article, by):
        raise Claimed(article)


def words(article: Article) -> str:
    """Who works on it, and until when, for an ``article`` that is claimed."""
    until = article.claimed_until
    time = f"{timezone.localtime(until):%H:%M}" if until else ""
    return str(_("Claimed by %(name)s until %(time)s") % {"name": display_name(article.claimed_by), "time": time})


def open_to(by: User) -> Q:
    """The articles that nobody else is working on now."""
    return Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lte=timezone.now())


def term(by: User) -> dict[str, Any]:
    """What a claim of ``by`` from now on says in the fields of an article."""
    return {"claimed_by": by, "claimed_until": timezone.now() + LASTS}


def _hold(articles: ArticleQuerySet, by: User) -> bool:
    return bool(articles.filter(status__in=EDITABLE).update(**term(by)))
