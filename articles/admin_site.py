"""The admin site itself: its names, its front page, and that a POST there changes nothing.

It stands apart from ``articles.admin``, whose modules register with it while they are imported.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Page, Revision, Status

OPEN = (Status.DRAFT, Status.SUBMITTED, Status.REVIEWED, Status.APPROVED)
PAGES_SHOWN = 12
REVISIONS_SHOWN = 8


class NewsroomAdminSite(admin.AdminSite):
    """Leads an editor to the queue first."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Today's work")
    enable_nav_sidebar = False  # the draft page needs the width

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Open work by step and by page, and what was done last."""
        _refuse_post(request)
        summary = _summary() if request.user.has_perm("articles.view_article") else {}
        return super().index(request, {**summary, **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The list of what this application keeps."""
        _refuse_post(request)
        return super().app_index(request, app_label, extra_context)


def _refuse_post(request: HttpRequest) -> None:
    if request.method == "POST":
        raise PermissionDenied


def _summary() -> dict[str, Any]:
    counts = dict(Article.objects.open().values_list("status").annotate(Count("pk")).order_by())
    return {
        "steps": [(status, status.label, counts.get(status, 0)) for status in OPEN],
        "open_total": sum(counts.values()),
        "open_pages": _open_pages(),
        "latest": Revision.objects.select_related("article", "actor").order_by("-pk")[:REVISIONS_SHOWN],
    }


def _open_pages() -> list[Page]:
    """The newest pages with open work, each with ``total`` and ``still_open``."""
    is_open = Q(articles__status__in=OPEN)
    pages = Page.objects.annotate(total=Count("articles"), still_open=Count("articles", filter=is_open))
    newest_first = pages.filter(still_open__gt=0).order_by("-issue__date", "number")
    return list(newest_first.select_related("issue__publication")[:PAGES_SHOWN])
