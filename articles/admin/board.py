"""The board of an issue (发稿台): its pages with their articles by step, what still hinders it, publishing it whole."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import release
from articles.admin import bulk
from articles.admin.filters import is_number
from articles.models import Article, Issue, Status
from articles.models.article import DESK_PAGE_FIELDS
from articles.review import Refused

HEAVY = ("source_lines", "zones", "notes", "confidence", "alternatives")


def respond(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the board; publish all of it, or set the time for that."""
    if not request.user.has_perms(["articles.view_issue", "articles.view_article"]):
        raise PermissionDenied
    if request.method == "POST" and not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied
    issue = get_object_or_404(Issue.objects.select_related("publication", "publish_by"), pk=pk)
    if request.method != "POST":
        return _show(admin, request, issue)
    step = request.POST.get("step", "")
    if step not in _STEPS:
        raise PermissionDenied
    _STEPS[step](request, issue)
    return HttpResponseRedirect(request.path)


def _show(admin: Any, request: HttpRequest, issue: Issue) -> HttpResponse:
    articles = _articles(issue)
    hindrances = release.hindrances(issue, articles)
    now = timezone.now()
    rows = [(article, hindrances.get(article.pk), article.claim_holder(now)) for article in articles]
    pages = issue.pages.defer(*DESK_PAGE_FIELDS)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Issue board: %(issue)s") % {"issue": issue},
        "issue": issue,
        "pages": [(page, [row for row in rows if row[0].page_id == page.pk]) for page in pages],
        "steps": _steps(articles),
        "ready": [article for article in articles if article.status == Status.APPROVED],
        "hindered": len(hindrances),
        "may_publish": request.user.has_perm("articles.publish_article"),
    }
    return TemplateResponse(request, "admin/articles/issue/board.html", context)


def _articles(issue: Issue) -> list[Article]:
    articles = Article.objects.on_page().filter(page__issue=issue).select_related("claimed_by", "changed_by")
    return list(articles.defer(*HEAVY).order_by("page__number", "position"))


def _steps(articles: list[Article]) -> list[tuple[Status, int]]:
    """How many are at each step, in the order of the steps; without those where there is none."""
    counts = [(status, sum(article.status == status for article in articles)) for status in Status]
    return [(status, count) for status, count in counts if count]


def _publish(request: HttpRequest, issue: Issue) -> None:
    """All that is approved, as it was on the screen, if nothing hinders; a line of result for each."""
    articles = _articles(issue)
    if release.hindrances(issue, articles):
        messages.error(
            request, _("Nothing was published: something still hinders this issue. See what is marked below.")
        )
        return
    ready = [article for article in articles if article.status == Status.APPROVED]
    seen = {article.pk: request.POST.get(f"version-{article.pk}", "") for article in ready}
    versions = {key: int(version) for key, version in seen.items() if is_number(version)}
    for outcome in release.publish_all(ready, by=request.user, versions=versions):  # type: ignore[arg-type]  # never anonymous
        bulk.say(request, "publish", outcome.article, outcome.refusal)


def _schedule(request: HttpRequest, issue: Issue) -> None:
    typed = request.POST.get("publish_at", "").strip()
    at = _time(typed)
    try:
        if typed and at is None:
            raise Refused(_("This is no time: write it as 2026-07-14 06:00."))
        release.schedule(issue, at, by=request.user)  # type: ignore[arg-type]  # as above
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The time is set.") if at else _("No time is set any more."))


def _time(typed: str) -> Any:
    """The time in the office's time zone, None for what is none."""
    try:
        at = parse_datetime(typed)
        return at and (timezone.make_aware(at) if timezone.is_naive(at) else at)
    except (ValueError, OverflowError):
        return None


_STEPS = {"publish": _publish, "schedule": _schedule}
