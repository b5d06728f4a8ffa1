"""Search in all published articles."""

from typing import Any

from django.views.generic import TemplateView

from articles.forms import SearchForm
from articles.views.paper import PaperMixin


class SearchView(PaperMixin, TemplateView):
    """The form and, newest first, what it found."""

    template_name = "articles/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form."""
        return super().get_context_data(form=SearchForm(self.request.GET), **kwargs)
