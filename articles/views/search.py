"""Search in all published articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from articles.forms import FACETS, SearchForm
from articles.search import Results, search
from articles.search.facets import names_of
from articles.views.paper import PaperMixin
from articles.views.suggestions import Suggestion, suggestions

HITS = 20
PRINTED = {"section", "place", "correspondent"}  # facets whose values are the newspaper's own words
KEPT = ("sort", *FACETS)  # what stays when other words are typed


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the same search, with something more or less in its address."""

    name: str
    address: str
    count: int = 0
    is_chosen: bool = False
    is_printed: bool = False


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The values of one facet as links, and how many more there are."""

    label: str
    ways: list[Way]
    further: int


class SearchView(PaperMixin, TemplateView):
    """The form, what it found, and what that can be narrowed to."""

    template_name = "articles/search.html"

    @cached_property
    def form(self) -> SearchForm:
        """The form as the address fills it; raises BadRequest for what no page of ours has written."""
        form = SearchForm(self.request.GET)
        form.full_clean()
        if form.unfit:
            raise BadRequest(f"not understood: {', '.join(sorted(form.unfit))}")
        return form

    @cached_property
    def is_best(self) -> bool:
        """Whether the best come first."""
        return bool(self.form.cleaned_data["sort"] == "best")

    @cached_property
    def results(self) -> Results | None:
        """What was found; None while nothing is asked, or a date is wrong."""
        if self.form.errors or not self.form.is_asked:
            return None
        return search(self.form.query(), after=self.form.cleaned_data["after"], best=self.is_best, limit=HITS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form, the results, and where they lead."""
        results = self.results
        context = {
            "form": self.form,
            "query": self.form.cleaned_data.get("q", ""),
            "kept": [self.form[name] for name in KEPT if self.form.cleaned_data[name]],
            "results": results,
            "is_best": self.is_best,
            "sorts": [self._sort(*choice) for choice in self.form.fields["sort"].choices],  # type: ignore[attr-defined]
            "chosen": list(self._chosen()) if not self.form.errors else [],
            "facets": list(self._facets(results)) if results else [],
            "feed": self._address(self.request.GET, reverse("search_feed"), sort=None, after=None),
            "suggestions": self._suggestions() if results and not results.count else [],
        }
        return super().get_context_data(**context, **kwargs)

    def _sort(self, value: str, name: str) -> Way:
        is_chosen = (value == "best") == self.is_best
        return Way(str(name), self._here(sort=value if value == "best" else None), is_chosen=is_chosen)

    def _chosen(self) -> Iterator[Way]:
        """What the search is narrowed to already, each leading to the search without it."""
        chosen = {name: self.form.cleaned_data[name] for name in FACETS if self.form.cleaned_data[name]}
        named = {(name, value) for name, value in chosen.items() if name in PRINTED}
        found = {(facet.name, choice.value): choice.name for facet in self._counted() for choice in facet.choices}
        names = {key: found[key] for key in named & found.keys()} | names_of(named - found.keys())
        for name, value in chosen.items():
            told = _named(name, value, names.get((name, value), ""))
            yield Way(told, self._here(**{name: None}), is_printed=name in PRINTED)

    def _counted(self) -> list[Any]:
        return self.results.facets if self.results else []

    def _facets(self, results: Results) -> Iterator[WaysIn]:
        """What it can be narrowed to further; what all have in common leads nowhere."""
        for facet in results.facets:
            narrows = any(choice.count < results.count for choice in facet.choices)
            if narrows and not self.form.cleaned_data[facet.name]:
                ways = [
                    Way(
                        _named(facet.name, choice.value, choice.name),
                        self._here(**{facet.name: f"{choice.value}"}),
                        choice.count,
                        is_printed=facet.name in PRINTED,
                    )
                    for choice in facet.choices
                ]
                yield WaysIn(str(self.form.fields[facet.name].label), ways, facet.further)

    def _suggestions(self) -> list[tuple[Suggestion, str]]:
        return [(made, self._here(**made.changes)) for made in suggestions(self.form)]

    def _here(self, **changes: str | None) -> str:
        """This search with ``changes``, from its first page."""
        return self._address(self.request.GET, "", after=None, **changes)

    @staticmethod
    def _address(asked: QueryDict, path: str, **changes: str | None) -> str:
        address = asked.copy()
        for name, value in changes.items():
            address.pop(name, None)
            if value is not None:
                address[name] = value
        return f"{path}?{address.urlencode()}"


def _named(facet: str, value: Any, name: str) -> str:
    """A value as it is read: a page's number and a date in the words of the language."""
    if facet == "page":
        return _("Page %(number)02d") % {"number": value}
    return date_format(value) if facet == "issue" else name or f"{value}"
