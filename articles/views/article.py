"""An article to be read whole, or what is left where it was."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.models import Article, Correction, CorrectionKind, Page, Publication, Status
from articles.models.article import DESK_FIELDS, DESK_PAGE_FIELDS
from articles.search import related
from articles.views.paper import PaperMixin

RELATED = 5
UNREAD = (*DESK_FIELDS, *(f"page__{name}" for name in DESK_PAGE_FIELDS), "continued_from__body")


class ArticleView(PaperMixin, TemplateView):
    """The article with its continuations as one text."""

    template_name = "articles/article.html"

    @cached_property
    def around(self) -> list[Article]:
        """The one of the address whatever its status, the published ones of its page and its continuations: one query."""
        own = Q(pk=self.kwargs["pk"])
        it = Article.objects.filter(own)
        beside = Q(page__in=it.values("page")) | Q(continued_from__in=it.values("pk"))
        articles = Article.objects.with_place().select_related("continued_from", "search_document")
        articles = articles.filter(own | Q(beside, status=Status.PUBLISHED)).order_by("page__number", "position")
        articles = articles.defer(*UNREAD).prefetch_related("bylines", "pictures")
        own_notices = Correction.objects.filter(article=OuterRef("pk"))
        return list(articles.pictured().annotate(has_notices=Exists(own_notices)))

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
        return next(paper for paper in self.publications if paper == self.article.page.issue.publication)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The text; a notice in place of a withdrawn one; the beginning for a piece that was continued."""
        article = self.article
        article.page.issue.publication = self.publication  # the one that knows whether it is the first
        if article.status == Status.WITHDRAWN:
            return self.gone()
        beginning = article.continued_from
        if beginning and beginning.status == Status.PUBLISHED and beginning.continued_from_id is None:
            return redirect(f"{beginning.get_absolute_url()}#piece-{article.pk}")
        return super().get(request, *args, **kwargs)

    def gone(self) -> HttpResponse:
        """410 with the reason that was given for the withdrawal."""
        withdrawal = self.article.corrections.filter(kind=CorrectionKind.WITHDRAWAL).first()
        context = super().get_context_data(article=self.article, withdrawal=withdrawal)
        return render(self.request, "articles/gone.html", context, status=410)

    def notices(self, read: list[Article]) -> list[Correction]:
        """The corrections of what is ``read`` here, the newest first; no query where there are none."""
        keys = [article.pk for article in read if getattr(article, "has_notices", False)]
        return list(Correction.objects.for_readers().filter(article__in=keys)) if keys else []

    def related(self) -> list[Article]:
        """Articles of its matter on other pages; the pieces of one that was continued are read with their beginning."""
        found = related(self.article, limit=4 * RELATED)
        elsewhere = [article for article in found if article.page_id != self.article.page_id]
        return [article for article in elsewhere if article.continued_from_id is None][:RELATED]

    def jumps(self) -> dict[str, Page | None]:
        """The pages that the jump lines name, where there is something to read."""
        numbers = {"from": self.article.jump_from, "to": self.article.jump_to}
        if not any(numbers.values()):
            return {}
        pages = self.article.page.issue.pages.published().defer(*DESK_PAGE_FIELDS)
        readable = {page.number: page for page in pages.filter(number__in=filter(None, numbers.values()))}
        for page in readable.values():
            page.issue = self.article.page.issue  # at hand, with its publication
        return {way: readable.get(number) for way, number in numbers.items() if number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the article, its further pieces, and its neighbours on the page."""
        on_page = [article for article in self.around if article.page_id == self.article.page_id]
        place = on_page.index(self.article)
        pieces = [article for article in self.around if article.continued_from_id == self.article.pk]
        return super().get_context_data(
            article=self.article,
            issue=self.article.page.issue,
            bylines=self.article.bylines.all(),
            on_page=on_page,
            pieces=pieces,
            notices=self.notices([self.article, *pieces]),
            previous=on_page[place - 1] if place else None,
            next=on_page[place + 1] if place + 1 < len(on_page) else None,
            related=self.related(),
            jumps=self.jumps(),
            **kwargs,
        )
