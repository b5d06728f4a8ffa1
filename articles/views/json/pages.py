"""The public pages as JSON: what each page shows, found by the page's own view."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page as PageOfList
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.generic.base import ContextMixin

from articles.models import Article, CorrectionKind, Issue, Page, Status
from articles.search import Results
from articles.views.corrections import CorrectionsView
from articles.views.issue import IssueView, PageView
from articles.views.issues import HomeView, IssuesView
from articles.views.json import things
from articles.views.json.answers import answer, site_of
from articles.views.json.things import Thing
from articles.views.paper import all_publications
from articles.views.search import SearchView
from articles.views.years import CorrespondentView, PlaceView, SectionView, YearView


class AsJson(ContextMixin):
    """Answers with what ``told`` makes of the page's context."""

    request: HttpRequest

    @property
    def site(self) -> str:
        """Scheme and host of this request."""
        return site_of(self.request)

    def told(self, context: dict[str, Any]) -> Thing:
        """The page as JSON."""
        raise NotImplementedError

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        """In place of the template."""
        return answer(self.told(context))

    def issue_or_none(self, issue: Issue | None) -> Thing | None:
        """The one before or after."""
        return things.issue(self.site, issue) if issue else None

    def page_or_none(self, page: Page | None) -> Thing | None:
        """The one before or after."""
        return things.page(self.site, page) if page else None

    def onward(self, pages: "PageOfList[Any]") -> Thing:
        """How long the list is, and where it goes on."""
        return {
            "count": pages.paginator.count,
            "next": self._numbered(pages.next_page_number()) if pages.has_next() else None,
            "previous": self._numbered(pages.previous_page_number()) if pages.has_previous() else None,
        }

    def _numbered(self, page: int) -> str:
        query = self.request.GET.copy()
        query["page"] = str(page)
        return self.request.build_absolute_uri(f"?{query.urlencode()}")


class HomeJson(AsJson, HomeView):
    """The latest issue with its pages, and the ones before it."""

    def told(self, context: dict[str, Any]) -> Thing:
        issue = context["issue"]
        return {
            "publications": [things.publication(self.site, paper) for paper in self.publications],
            "issue": issue_with_pages(self.site, issue, context["pages"]) if issue else None,
            "earlier": [things.issue(self.site, earlier) for earlier in context["earlier"]],
        }


class IssuesJson(AsJson, IssuesView):
    """The issues of a year."""

    def told(self, context: dict[str, Any]) -> Thing:
        year = context["year"]
        issues = self.publication.issues.published().filter(date__year=year) if self.publication and year else []
        return {
            "year": year,
            "years": list(context["years"]),
            "issues": [things.issue(self.site, issue) for issue in issues],
        }


class IssueJson(AsJson, IssueView):
    """An issue with its pages and their articles."""

    def told(self, context: dict[str, Any]) -> Thing:
        return {
            **issue_with_pages(self.site, self.issue, context["pages"]),
            "previous": self.issue_or_none(context["previous_issue"]),
            "next": self.issue_or_none(context["next_issue"]),
        }


class PageJson(AsJson, PageView):
    """A page with its articles."""

    def told(self, context: dict[str, Any]) -> Thing:
        return {
            "publication": things.publication(self.site, self.issue.publication),
            "issue": things.issue(self.site, self.issue),
            **things.page(self.site, context["page"], context["articles"]),
            "previous": self.page_or_none(context["previous"]),
            "next": self.page_or_none(context["next"]),
        }


class YearJson(AsJson, YearView):
    """The articles of a year, and which years there are."""

    def told(self, context: dict[str, Any]) -> Thing:
        return {
            **self.of(),
            "year": context["year"],
            "years": [{"year": year, "articles": count} for year, count in context["years"]],
            "articles": [things.headline(self.site, article) for article in context["articles"]],
            **self.onward(context["page_obj"]),
        }

    def of(self) -> Thing:
        """What the articles are of."""
        raise NotImplementedError


class SectionJson(YearJson, SectionView):
    """A standing column with its articles."""

    def of(self) -> Thing:
        return {"section": things.section(self.site, self.section)}


class CorrespondentJson(YearJson, CorrespondentView):
    """A person with the articles."""

    def of(self) -> Thing:
        return {"correspondent": things.correspondent(self.site, self.correspondent)}


class PlaceJson(YearJson, PlaceView):
    """The articles from a place."""

    def of(self) -> Thing:
        return {"place": things.place(self.site, self.kwargs["place"])}


class CorrectionsJson(AsJson, CorrectionsView):
    """The notices; of a withdrawn article neither headline nor text."""

    def told(self, context: dict[str, Any]) -> Thing:
        return {
            "corrections": [
                {
                    **things.correction(notice),
                    "title": "" if notice.kind == CorrectionKind.WITHDRAWAL else str(notice.article),
                    "article": things.links(self.site, notice.article.get_absolute_url()),
                }
                for notice in context["notices"]
            ],
            **self.onward(context["page_obj"]),
        }


class SearchJson(AsJson, SearchView):
    """What a search finds, a page at a time, and what it can be narrowed to."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The results alone, without what the page says around them."""
        if self.form.errors:
            raise BadRequest(f"not understood: {', '.join(sorted(self.form.errors))}")
        return answer(self.found(self.results or Results()))

    def found(self, results: Results) -> Thing:
        """One page of results."""
        onward = {**self.request.GET.dict(), "after": f"{results.next}"}
        return {
            "count": results.count,
            "is_cut": results.is_cut,
            "articles": [things.hit(self.site, hit) for hit in results.hits],
            "facets": [things.facet(facet) for facet in results.facets],
            "next": self.request.build_absolute_uri(f"?{urlencode(onward)}") if results.next else None,
        }


def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The article by itself, a piece of one that was continued too; 410 with the reason where it was withdrawn."""
    one = things.whole(Article.objects.filter(pk=pk)).first()
    if one is None:
        return _gone(pk)
    one.page.issue.publication = next(paper for paper in all_publications() if paper == one.page.issue.publication)
    return answer(things.article(site_of(request), one))


def _gone(pk: int) -> HttpResponse:
    withdrawn = Article.objects.filter(pk=pk, status=Status.WITHDRAWN).first()
    if withdrawn is None:
        raise Http404("no such article")
    notice = withdrawn.corrections.filter(kind=CorrectionKind.WITHDRAWAL).first()
    return answer({"error": "withdrawn", "correction": things.correction(notice) if notice else None}, status=410)


def issue_with_pages(site: str, issue: Issue, pages: Any) -> Thing:
    """An issue with all that it has to read; ``pages`` are PrintedPages."""
    return {
        "publication": things.publication(site, issue.publication),
        **things.issue(site, issue),
        "pages": [things.page(site, printed.page, printed.articles) for printed in pages],
    }
