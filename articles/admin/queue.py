"""The queue (待办): which drafts, of which page, with how many notes, at which step, in whose hands."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin import bulk, filters, keys, tabs
from articles.admin.filters import is_number
from articles.admin.guard import refuse_nul
from articles.models import ArticleQuerySet, Issue, Publication, Section
from articles.models.article import DESK_PAGE_FIELDS
from articles.review import TRANSITIONS

ISSUES_OFFERED = 60
HEAVY = ("source_lines", "zones", "notes", "confidence", "alternatives")


def respond(admin: Any, request: HttpRequest) -> HttpResponse:
    """Show a part of the queue, or take a step for each of the chosen articles."""
    if not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    refuse_nul(request)
    context = {**admin.admin_site.each_context(request), "opts": admin.opts}
    if request.method == "POST":
        return _step(request, context)
    return _show(request, context)


def offered(request: HttpRequest) -> list[str]:
    """The steps that the person may take from where the list stands; each article has its own say."""
    statuses = tabs.statuses_of(request.GET)
    near = [name for name in bulk.QUEUE_ACTIONS if statuses & set(TRANSITIONS[name].sources)]
    return [name for name in near if request.user.has_perm(f"articles.{name}_article")]


def _step(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    may = offered(request)
    if not may:
        raise PermissionDenied
    names, index = request.POST.getlist("action"), request.POST.get("index", "0")
    name = names[int(index)] if is_number(index) and int(index) < len(names) else ""
    answer = None
    if name in may:
        answer = bulk.run(request, name, _queue(request), context)
    else:
        messages.error(request, _("Nothing was done: choose one of the steps offered."))
    return answer or HttpResponseRedirect(request.get_full_path())


def _queue(request: HttpRequest) -> ArticleQuerySet:
    by: Any = request.user
    return filters.narrowed(tabs.articles_of(request.GET, by), request.GET)


def _show(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    asked, by = request.GET, request.user
    after, before = (keys.Place.read(asked.get(name, "")) for name in ("after", "before"))
    part = keys.part(_rows(_queue(request)), after=after, before=before)
    now = timezone.now()
    context |= {
        "title": _("Queue"),
        "tabs": tabs.tabs(asked, by),  # type: ignore[arg-type]  # the admin lets nobody in without a user
        "rows": [(article, article.claim_holder(now)) for article in part.rows],
        "previous": _address(request, "before", part.previous),
        "following": _address(request, "after", part.following),
        "steps": [(name, bulk.LABELS[name]) for name in offered(request)],
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "has_several_papers": Publication.objects.count() > 1,
        "is_narrowed": filters.is_narrowed(asked),
        **_choices(request),
    }
    return TemplateResponse(request, "admin/articles/article/change_list.html", context)


def _rows(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Without what only the page of one article shows."""
    placed = articles.select_related("page__issue__publication", "changed_by", "claimed_by")
    return placed.defer(*HEAVY, *(f"page__{name}" for name in DESK_PAGE_FIELDS))


def _choices(request: HttpRequest) -> dict[str, Any]:
    """What the filters offer, and what was chosen."""
    asked = {name: request.GET.get(name, "") for name in (*filters.FILTERS, "whose", "status")}
    issues = Issue.objects.select_related("publication").order_by("-date", "publication")[:ISSUES_OFFERED]
    board = asked["issue"] if is_number(asked["issue"]) else ""
    kept = urlencode({name: asked[name] for name in filters.FILTERS if asked[name]})
    sections = list(Section.objects.only("name"))
    return {"asked": asked, "issues": list(issues), "sections": sections, "board": board, "kept": kept and f"&{kept}"}


def _address(request: HttpRequest, name: str, place: keys.Place | None) -> str:
    """The same list from ``place`` on; empty where there is none."""
    if place is None:
        return ""
    query = request.GET.copy()
    for key in ("after", "before"):
        query.pop(key, None)
    query[name] = str(place)
    return f"?{query.urlencode()}"
