"""An issue with its pages, and a page with its articles."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from articles.models import Article, Issue, Page
from articles.models.article import DESK_PAGE_FIELDS
from articles.views.paper import PaperMixin

# How large a page's picture is shown: the value of ``?zoom=`` and its name.
ZOOMS = {"fit": _("Whole page"), "large": _("Larger"), "full": _("Full size")}


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page with what of it a reader may see, in page order."""

    page: Page
    articles: list[Article]


def printed_pages(issue: Issue) -> list[PrintedPage]:
    """The pages of an issue that have something to read, in one query."""
    articles = Article.objects.for_readers().pictured().filter(page__issue=issue).order_by("page__number", "position")
    pages = [PrintedPage(page, list(group)) for page, group in groupby(articles, key=attrgetter("page"))]
    for printed in pages:
        printed.page.issue = issue  # at hand, with its publication
    return pages


class IssueMixin(PaperMixin):
    """The issue of the day that the address names."""

    kwargs: dict[str, Any]

    @cached_property
    def issue(self) -> Issue:
        """Raises 404 for a day without a published article."""
        if self.publication is None:
            raise Http404("no publication yet")
        return get_object_or_404(self.publication.issues.published(), date=self.kwargs["date"])


class IssueView(IssueMixin, TemplateView):
    """All pages of an issue."""

    template_name = "articles/issue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the issue, its pages, and the issues before and after."""
        issues, date = self.issue.publication.issues.published(), self.issue.date
        return super().get_context_data(
            issue=self.issue,
            pages=printed_pages(self.issue),
            previous=issues.filter(date__lt=date).order_by("-date").first(),
            next=issues.filter(date__gt=date).order_by("date").first(),
            **kwargs,
        )


class PageView(IssueMixin, TemplateView):
    """The articles of one page, beside its picture where there is one that shows nothing unpublished."""

    template_name = "articles/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the page, its articles and the pages beside it."""
        pages = list(self.issue.pages.published().pictured().defer(*DESK_PAGE_FIELDS).order_by("number"))
        place = next((place for place, page in enumerate(pages) if page.number == self.kwargs["number"]), None)
        if place is None:
            raise Http404("no such page")
        articles = pages[place].articles.for_readers().prefetch_related("bylines").order_by("position")
        return super().get_context_data(
            issue=self.issue,
            page=pages[place],
            pages=pages,
            articles=articles,
            zoom=_zoom(self.request),
            zooms=ZOOMS,
            previous=pages[place - 1] if place else None,
            next=pages[place + 1] if place + 1 < len(pages) else None,
            **kwargs,
        )


def _zoom(request: HttpRequest) -> str:
    asked = request.GET.get("zoom", "")
    return asked if asked in ZOOMS else "fit"
