"""An article to be read whole, or what is left where it was."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.models import Action, Article, Publication, Status
from articles.search import related
from articles.views.paper import PaperMixin

RELATED = 5


class ArticleView(PaperMixin, TemplateView):
    """The article with its continuations as one text."""

    template_name = "articles/article.html"

    @cached_property
    def article(self) -> Article:
        """The one of the address, published or withdrawn."""
        articles = Article.objects.with_place().select_related("continued_from", "search_document")
        articles = articles.defer("page__raw", "continued_from__body").prefetch_related("bylines")
        return get_object_or_404(articles, pk=self.kwargs["pk"], status__in=[Status.PUBLISHED, Status.WITHDRAWN])

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
        withdrawal = self.article.revisions.filter(action=Action.WITHDRAWN).order_by("-version").first()
        context = super().get_context_data(article=self.article, withdrawal=withdrawal)
        return render(self.request, "articles/gone.html", context, status=410)

    def related(self) -> list[Article]:
        """Articles of its own matter; the pieces of one that was continued are read with their beginning."""
        found = related(self.article, limit=2 * RELATED)
        return [article for article in found if article.continued_from_id is None][:RELATED]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the article, its further pieces, and its neighbours on the page."""
        around = Article.objects.for_readers().filter(Q(page=self.article.page) | Q(continued_from=self.article))
        around = around.order_by("page__number", "position")
        on_page = [article for article in around if article.page_id == self.article.page_id]
        place = on_page.index(self.article)
        return super().get_context_data(
            article=self.article,
            issue=self.article.page.issue,
            bylines=self.article.bylines.all(),
            on_page=on_page,
            pieces=[article for article in around if article.continued_from_id == self.article.pk],
            previous=on_page[place - 1] if place else None,
            next=on_page[place + 1] if place + 1 < len(on_page) else None,
            related=self.related(),
            **kwargs,
        )
