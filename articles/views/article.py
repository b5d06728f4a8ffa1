"""An article to be read whole, or what is left where it was."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.models import Article, CorrectionKind, Page, Publication, Status
from articles.models.article import DESK_FIELDS, DESK_PAGE_FIELDS
from articles.models.picture import picture_rows
from articles.search import related
from articles.views.citation import citations
from articles.views.paper import PaperMixin

RELATED = 5
UNREAD = (*DESK_FIELDS, *(f"page__{name}" for name in DESK_PAGE_FIELDS))


@dataclass(frozen=True, slots=True)
class Notice:
    """What was put right, and when."""

    made_at: dt.datetime
    note: str


class ArticleView(PaperMixin, TemplateView):
    """The article with its continuations as one text."""

    template_name = "articles/article.html"

    @cached_property
    def around(self) -> list[Article]:
        """The one of the address whatever its status, the published ones of its page and its continuations: one query."""
        # No table more: of over eight, PostgreSQL joins all articles with their places before it takes these few.
        articles = Article.objects.select_related("page__issue", "section", "search_document").pictured()
        articles = articles.filter(pk__in=_keys_around(self.kwargs["pk"])).order_by("page__number", "position", "pk")
        articles = articles.defer(*UNREAD).prefetch_related("bylines").annotate(picture_rows=picture_rows())
        corrected = FilteredRelation("corrections", condition=Q(corrections__kind=CorrectionKind.CORRECTION))
        articles = articles.annotate(corrected=corrected, note=F("corrected__note"), noted_at=F("corrected__made_at"))
        articles = articles.annotate(is_read_with_its_beginning=Exists(_beginnings()))
        return _with_notices(articles.annotate(leads_from=_has_page("jump_from"), leads_to=_has_page("jump_to")))

    @cached_property
    def article(self) -> Article:
        """The one of the address, published or withdrawn."""
        for article in self.around:
            if article.pk == self.kwargs["pk"] and article.status in (Status.PUBLISHED, Status.WITHDRAWN):
                return article
        raise Http404("no such article")

    @cached_property
    def publication(self) -> Publication:
        """The one that printed it, whatever the query says."""
        return next(paper for paper in self.publications if paper.pk == self.article.page.issue.publication_id)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The text; a notice in place of a withdrawn one; the beginning for a piece that was continued."""
        article: Any = self.article  # annotated in ``around``
        article.page.issue.publication = self.publication
        if article.status == Status.WITHDRAWN:
            return self.gone()
        if article.is_read_with_its_beginning:
            return redirect(f"{reverse('article', args=[article.continued_from_id])}#piece-{article.pk}")
        return super().get(request, *args, **kwargs)

    def gone(self) -> HttpResponse:
        """410 with the reason that was given for the withdrawal."""
        withdrawal = self.article.corrections.filter(kind=CorrectionKind.WITHDRAWAL).first()
        context = super().get_context_data(article=self.article, withdrawal=withdrawal)
        return render(self.request, "articles/gone.html", context, status=410)

    def related(self) -> list[Article]:
        """Articles of its matter on other pages; the pieces of one that was continued are read with their beginning."""
        found = related(self.article, limit=4 * RELATED)
        elsewhere = [article for article in found if article.page_id != self.article.page_id]
        return [article for article in elsewhere if article.continued_from_id is None][:RELATED]

    def jumps(self) -> dict[str, str]:
        """The addresses of the pages that the jump lines name, where there is something to read."""
        article: Any = self.article  # annotated in ``around``
        leading = {"from": article.leads_from and article.jump_from, "to": article.leads_to and article.jump_to}
        date = article.page.issue.date
        return {way: self.publication.address("page", date, number) for way, number in leading.items() if number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the article, its further pieces, and its neighbours on the page."""
        on_page = [article for article in self.around if article.page_id == self.article.page_id]
        alone = [article for article in on_page if not article.is_read_with_its_beginning]  # type: ignore[attr-defined]  # annotated
        place = alone.index(self.article)
        pieces = [article for article in self.around if article.continued_from_id == self.article.pk]
        notices = [notice for article in [self.article, *pieces] for notice in getattr(article, "notices", ())]
        return super().get_context_data(
            article=self.article,
            issue=self.article.page.issue,
            bylines=self.article.bylines.all(),
            on_page=on_page,
            pieces=pieces,
            notices=sorted(notices, key=lambda notice: notice.made_at, reverse=True),
            previous=alone[place - 1] if place else None,
            next=alone[place + 1] if place + 1 < len(alone) else None,
            related=self.related(),
            jumps=self.jumps(),
            citations=citations(self.article, self.request.build_absolute_uri(self.article.get_absolute_url())),
            **kwargs,
        )


def _keys_around(pk: int) -> QuerySet[Article, Any]:
    """A union: of conditions joined by OR, SQLite makes a walk through all articles."""
    it = Article.objects.order_by().filter(pk=pk)
    readable = Article.objects.order_by().published()
    beside, further = readable.filter(page__in=it.values("page")), readable.filter(continued_from__in=it.values("pk"))
    return it.values("pk").union(beside.values("pk"), further.values("pk"))


def _beginnings() -> QuerySet[Article]:
    return Article.objects.published().filter(pk=OuterRef("continued_from"), continued_from=None)


def _has_page(jump: str) -> Exists:
    pages = Page.objects.published().filter(issue=OuterRef("page__issue"), number=OuterRef(jump))
    return Exists(pages)


def _with_notices(rows: Iterable[Any]) -> list[Article]:
    """Each article once, with its corrections as ``notices``; a row of the query is an article beside one of them."""
    articles = []
    for _key, same in groupby(rows, key=lambda row: row.pk):
        beside = list(same)
        beside[0].notices = [Notice(row.noted_at, row.note) for row in beside if row.noted_at]
        articles.append(beside[0])
    return articles
