"""An issue with its pages, and a page with its articles."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Subquery
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
    articles = Article.objects.for_readers().pictured().in_issues([issue.pk]).order_by("page__number", "position")
    pages = [PrintedPage(page, list(group)) for page, group in groupby(articles, key=attrgetter("page"))]
    for printed in pages:
        printed.page.issue = issue  # at hand, with its publication
    return pages


class IssueMixin(PaperMixin):
    """The issue of the day that the address names."""

    kwargs: dict[str, Any]

    @cached_property
    def issue(self) -> Issue:
        """With the dates ``before`` and ``after`` it; raises 404 for a day without a published article."""
        if self.publication is None:
            raise Http404("no publication yet")
        issues, date = self.publication.issues.published(), self.kwargs["date"]
        before = issues.filter(date__lt=date).order_by("-date").values("date")[:1]
        after = issues.filter(date__gt=date).order_by("date").values("date")[:1]
        return get_object_or_404(issues.annotate(before=Subquery(before), after=Subquery(after)), date=date)

    def issues_beside(self) -> dict[str, Issue | None]:
        """The issues before and after, as far as a link needs them."""
        dates = {"previous_issue": self.issue.before, "next_issue": self.issue.after}  # type: ignore[attr-defined]  # annotated
        return {way: Issue(publication=self.publication, date=date) if date else None for way, date in dates.items()}


class IssueView(IssueMixin, TemplateView):
    """All pages of an issue."""

    template_name = "articles/issue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the issue, its pages, and the issues before and after."""
        pages, beside = printed_pages(self.issue), self.issues_beside()
        return super().get_context_data(issue=self.issue, pages=pages, **beside, **kwargs)


class PageView(IssueMixin, TemplateView):
    """The articles of one page, beside its picture where there is one that shows nothing unpublished."""

    template_name = "articles/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the page, its articles, and the pages and issues beside it."""
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
            **self.issues_beside(),
            **kwargs,
        )


def _zoom(request: HttpRequest) -> str:
    asked = request.GET.get("zoom", "")
    return asked if asked in ZOOMS else "fit"
