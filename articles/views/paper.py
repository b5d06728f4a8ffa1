"""Which newspaper a page is of."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin

from articles.models import Publication

MAX_YEAR = 9999


class PaperMixin(ContextMixin):
    """The newspaper of the page, by ``?publication=`` or else the first, and the others of this site."""

    request: HttpRequest

    @cached_property
    def publications(self) -> list[Publication]:
        """All newspapers of this site, the first one first."""
        publications = list(Publication.objects.order_by("pk"))
        for publication in publications:
            publication.is_first = publication == publications[0]  # known here, no query for each
        return publications

    @cached_property
    def publication(self) -> Publication | None:
        """The one that the address asks for; None on a site without any."""
        slug = self.request.GET.get("publication")
        if slug is None:
            return self.publications[0] if self.publications else None
        return self.newspaper(slug=slug)

    def newspaper(self, **wanted: object) -> Publication:
        """One of the newspapers at hand."""
        for publication in self.publications:
            if all(getattr(publication, name) == value for name, value in wanted.items()):
                return publication
        raise Http404("no such publication")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the newspapers."""
        newspapers = {"publication": self.publication, "publications": self.publications}
        return super().get_context_data(**newspapers, **kwargs)


def asked_year(request: HttpRequest) -> int | None:
    """The ``?year=`` of an address; one that is no year is a bad request."""
    year = request.GET.get("year")
    if year is None:
        return None
    if not (year.isascii() and year.isdigit() and len(year) <= 4 and 0 < int(year) <= MAX_YEAR):
        raise BadRequest("year must be a number such as 2024")
    return int(year)
