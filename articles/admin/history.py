"""The history of an article: each version with who, when and why; what differs between two, or from the raw lines; the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import desk, history
from articles.admin import sheet
from articles.admin.filters import is_number
from articles.admin.guard import GuardedAdmin
from articles.history import Version
from articles.models import Article, Revision
from articles.review import Refused
from articles.source_difference import against_source

QUEUE = "admin:articles_article_changelist"
SOURCE = "source"


class HistoryPages(GuardedAdmin[Article]):
    """Gives the admin of articles the history page of each, the way back to a version, and the sign-off sheet."""

    def get_urls(self) -> list[URLPattern]:
        restoring = self.admin_site.admin_view(self.restore_view)
        showing = self.admin_site.admin_view(self.sheet_view)
        return [
            path("<path:object_id>/restore/", restoring, name="articles_article_restore"),
            path("<path:object_id>/sheet/", showing, name="articles_article_sheet"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """All versions, and the two that are compared: the first and the last unless one asks for others."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        article = found(object_id)
        return _show(self, request, article) if article else not_found(request)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A version's text as a new version."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        article = found(object_id)
        if article is None:
            return not_found(request)
        return _restore(request, article) if request.method == "POST" else _to_history(article)

    def sheet_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Who did what and who signs, on one page."""
        if request.method == "POST" or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        article = found(object_id)
        return sheet.of_article(request, article) if article else not_found(request)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two versions that are compared."""

    old: Revision
    new: Revision


def found(key: str) -> Article | None:
    """The article of an address."""
    key = unquote(key)
    articles = Article.objects.with_place().prefetch_related("bylines", "pictures")
    return articles.filter(pk=key).first() if is_number(key) else None


def not_found(request: HttpRequest) -> HttpResponse:
    """Back to the queue, with a word."""
    messages.warning(request, _("There is no such article."))
    return HttpResponseRedirect(reverse(QUEUE))


def _to_history(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]))


def _restore(request: HttpRequest, article: Article) -> HttpResponse:
    by: Any = request.user
    version, seen = request.POST.get("restore", ""), request.POST.get("version", "")
    revision = article.revisions.filter(version=int(version)).first() if is_number(version) else None
    if revision is None or not is_number(seen):
        raise PermissionDenied
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:500]
    try:
        saved = history.restore(article, revision, by=by, version=int(seen), reason=reason)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_history(article)
    is_same = saved.version == article.version
    words = _("Nothing was changed.") if is_same else _("Version %(old)d is restored as version %(new)d.")
    messages.success(request, words % {"old": revision.version, "new": saved.version})
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _show(page: HistoryPages, request: HttpRequest, article: Article) -> HttpResponse:
    by: Any = request.user
    known = history.versions(article)
    is_source = request.GET.get("old") == SOURCE or not known
    pair = None if is_source else _chosen(request, known)
    context = {
        **page.admin_site.each_context(request),
        "title": _("History of “%(article)s”") % {"article": article},
        "opts": page.opts,
        "article": article,
        "versions": known[::-1],
        "pair": pair,
        "changes": history.differences(pair.old.text, pair.new.text) if pair else [],
        "against_source": [] if pair else against_source(article),
        "may_restore": pair and desk.can_edit(article, by) and _is_other_text(pair.old, known),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def _chosen(request: HttpRequest, known: list[Version]) -> _Pair:
    """The versions that the address names; the first and the last where it names none."""
    by_number = {str(version.revision.version): version.revision for version in known}
    old = by_number.get(request.GET.get("old", ""), known[0].revision)
    new = by_number.get(request.GET.get("new", ""), known[-1].revision)
    return _Pair(*sorted((old, new), key=lambda revision: revision.version))


def _is_other_text(revision: Revision, known: list[Version]) -> bool:
    return bool(history.differences(revision.text, known[-1].revision.text))
