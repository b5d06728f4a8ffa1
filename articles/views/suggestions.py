"""What to try when nothing is found: each is a change of the search, and finds something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from articles.forms import DATES, FACETS, SearchForm
from articles.search import Query, found, near

MOST = 5
Changes = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to try, in words, and what changes in the address."""

    words: str
    changes: Changes


def suggestions(form: SearchForm) -> list[Suggestion]:
    """Those that find something, the nearest first; three queries at the most."""
    tries = list(_tries(form))
    finding = found([_changed(form, made.changes) for made in tries])
    return [made for number, made in enumerate(tries) if number in finding][:MOST]


def _tries(form: SearchForm) -> Iterator[Suggestion]:
    query, asked = form.query(), form.cleaned_data
    if query.wanted and not query.is_narrowed:
        yield from _near(query)
    if any(asked[name] for name in DATES):
        yield Suggestion(_("Search in all years"), dict.fromkeys(DATES))
    facets = [name for name in FACETS if asked[name] and name not in DATES]
    for name in facets:
        words = _("Search without narrowing to: %(facet)s") % {"facet": form.fields[name].label}
        yield Suggestion(words, {name: None})
    everything = dict.fromkeys((*DATES, *facets))
    if len(facets) > 1 or (facets and any(asked[name] for name in DATES)):
        yield Suggestion(_("Search in everything"), everything)
    yield from _fewer(query, everything)


def _near(query: Query) -> Iterator[Suggestion]:
    """The query with a near word in place of its longest one."""
    term = max(query.wanted, key=lambda term: len(term.text))
    for word in near(term):
        wanted = tuple(replace(term, text=word) if other == term else other for other in query.wanted)
        words = str(replace(query, wanted=wanted))
        yield Suggestion(_("Did you mean “%(words)s”?") % {"words": words}, {"q": words})


def _fewer(query: Query, everything: Changes) -> Iterator[Suggestion]:
    """The query without one of its words, here and then in everything."""
    shorter = [
        str(replace(query, wanted=tuple(other for other in query.wanted if other != term)))
        for term in (query.wanted if len(query.wanted) > 1 else ())
    ]
    for words in shorter:
        yield Suggestion(_("Only “%(words)s”") % {"words": words}, {"q": words})
    for words in shorter if query.is_narrowed else ():
        yield Suggestion(_("Only “%(words)s”, in everything") % {"words": words}, everything | {"q": words})


def _changed(form: SearchForm, changes: Changes) -> Query:
    """What the form would ask for with ``changes``."""
    changed = SearchForm({name: form.data.get(name) for name in form.fields} | changes)
    changed.full_clean()
    return Query() if changed.errors else changed.query()
