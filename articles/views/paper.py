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
        return all_publications()

    @cached_property
    def publication(self) -> Publication | None:
        """The one that the address asks for; None on a site without any."""
        if not self.publications and "publication" not in self.request.GET:
            return None
        return asked_publication(self.request, self.publications)

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


def all_publications() -> list[Publication]:
    """The newspapers of this site, the first one first."""
    publications = list(Publication.objects.order_by("pk"))
    for publication in publications:
        publication.is_first = publication == publications[0]  # known here, no query for each
    return publications


def asked_publication(request: HttpRequest, publications: list[Publication]) -> Publication:
    """The one of ``?publication=``, else the first; raises 404 where there is none.

    It is looked for among those at hand, as PostgreSQL refuses a NUL in a query.
    """
    slug = request.GET.get("publication")
    for publication in publications:
        if slug in (None, publication.slug):
            return publication
    raise Http404("no such publication")
