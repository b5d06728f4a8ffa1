"""The admin site itself: its names, its front page, and that a POST there changes nothing.

It stands apart from ``articles.admin``, whose modules register with it while they are imported.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Article, Conflict, Page, Publication, Revision, Status

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SHOWING = ("index", "app_list", "view_on_site", "jsi18n", "autocomplete")
OPEN = (Status.DRAFT, Status.SUBMITTED, Status.REVIEWED, Status.APPROVED)
PAGES_SHOWN = 12
NEWEST_PAGES = 200
REVISIONS_SHOWN = 8


class NewsroomAdminSite(admin.AdminSite):
    """Leads an editor to the queue first."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Today's work")
    enable_nav_sidebar = False  # the draft page needs the width

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Open work by step and by page, and what was done last."""
        summary = _summary() if request.user.has_perm("articles.view_article") else {}
        return super().index(request, {**summary, **(extra_context or {})})

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """As Django has it; and an address that only shows refuses a POST instead of showing all the same."""
        return super().admin_view(_refusing_posts(view), cacheable)


def _refusing_posts(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if request.method == "POST" and (name in SHOWING or name.endswith("_history")):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(View, guarded)


def _summary() -> dict[str, Any]:
    counts = dict(Article.objects.open().values_list("status").annotate(Count("pk")).order_by())
    return {
        "steps": [(status, status.label, counts.get(status, 0)) for status in OPEN],
        "open_total": sum(counts.values()),
        "to_decide": _to_decide(Conflict.objects.open().count()),
        "has_several_papers": Publication.objects.count() > 1,
        "bare_pages": _bare_pages(),
        "open_pages": _open_pages(),
        "latest": Revision.objects.select_related("article", "actor").order_by("-pk")[:REVISIONS_SHOWN],
    }


def _to_decide(conflicts: int) -> str:
    """How many there are, nothing where there is none."""
    if not conflicts:
        return ""
    said = ngettext(
        "Of %d article that somebody has worked on a file has another text: decide",
        "Of %d articles that somebody has worked on a file has another text: decide",
        conflicts,
    )
    return said % conflicts


def _bare_pages() -> list[Page]:
    """Those of the newest pages of which the parser made no article: no queue would show them."""
    newest = Page.objects.order_by("-issue__date", "number").values_list("pk", flat=True)[:NEWEST_PAGES]
    bare = Page.objects.filter(pk__in=list(newest), articles=None)
    return list(bare.defer("raw").select_related("issue__publication").order_by("-issue__date", "number"))


def _open_pages() -> list[Page]:
    """The newest pages with open work, each with ``total`` and ``still_open``."""
    # Found first, then counted: the pages of thirty years are not grouped to show twelve.
    pages = Page.objects.filter(pk__in=Article.objects.open().values("page")).order_by("-issue__date", "number")
    shown = [page.pk for page in pages.only("pk")[:PAGES_SHOWN]]
    is_open = Q(articles__status__in=OPEN)
    stands = ~Q(articles__status=Status.DISCARDED)
    counted = pages.annotate(
        total=Count("articles", filter=stands), still_open=Count("articles", filter=is_open)
    ).defer("raw")
    return list(counted.filter(pk__in=shown).select_related("issue__publication"))
