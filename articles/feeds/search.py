"""The feed that follows a search."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.feeds.articles import ITEMS, ArticlesFeed, with_notices
from articles.forms import SearchForm
from articles.models import Article, Status
from articles.search import found_by, newest
from articles.xml import in_xml

_OF_A_PAGE = ("sort", "after")  # what only a page of results has


class SearchFeed(ArticlesFeed[SearchForm]):
    """The newest articles that a search finds, whatever its order; one that is not understood is a bad request."""

    name = "search_feed"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> SearchForm:
        """The search of the address."""
        form = SearchForm(request.GET)
        if not form.is_valid():
            raise BadRequest(f"not understood: {', '.join(sorted(form.errors))}")
        return form

    def title(self, obj: SearchForm) -> str:
        return in_xml(_("Search: %(words)s") % {"words": obj.cleaned_data["q"]})

    def subtitle(self, obj: SearchForm) -> str:
        return in_xml(_("The latest articles of %(publication)s") % {"publication": self.title(obj)})

    def link(self, obj: SearchForm) -> str:
        return self._with_search(reverse("search"), obj)

    def address(self, obj: SearchForm) -> str:
        return self._with_search(reverse(self.address_name), obj)

    def items(self, obj: SearchForm) -> list[Article]:
        found = with_notices(found_by(newest(obj.query(), ITEMS)))
        return [article for article in found if article.status == Status.PUBLISHED]

    @staticmethod
    def _with_search(path: str, form: SearchForm) -> str:
        asked = {name: form.data[name] for name in form.fields if name not in _OF_A_PAGE and form.data.get(name)}
        return f"{path}?{urlencode(asked)}"
