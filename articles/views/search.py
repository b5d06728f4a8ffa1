"""Search in all published articles."""

from typing import Any

from django.core.exceptions import BadRequest
from django.views.generic import TemplateView

from articles.forms import SearchForm
from articles.search import search
from articles.views.paper import PaperMixin


class SearchView(PaperMixin, TemplateView):
    """The form and, newest first, what it found."""

    template_name = "articles/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form and, if something was asked for, the results."""
        form = SearchForm(self.request.GET)
        form.full_clean()
        if "after" in form.errors:
            raise BadRequest("after must be the key of a result")
        query, after = form.cleaned_data.get("q", ""), form.cleaned_data["after"]
        results = search(query, after=after) if query else None
        return super().get_context_data(form=form, query=query, after=after, results=results, **kwargs)
