"""How well a document answers a query: the same figure on every database, so that results read alike."""

from collections.abc import Sequence

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Least, Length, Replace, StrIndex
from django.db.models.lookups import Exact, LessThan

from articles.models import SearchDocument
from articles.search.query import Query, Term
from articles.search.tokens import FIELD_BREAK

_IN_TITLE = 60  # as much as a short article full of the word
_FIRST = 20  # and more where the title begins with it
_MOST_TIMES = 10  # a word said more often tells no more
_TIMES, _GROUND = 4000, 400  # times a word is said against length; the ground keeps a line of five words from winning


def best_first(query: Query, keys: Sequence[int]) -> list[tuple[int, int]]:
    """(score, key) of these documents, the best first, the newest of equals."""
    score = sum((_score(term) for term in query.wanted), start=Value(0, output_field=IntegerField()))
    documents = SearchDocument.objects.filter(key__in=keys).annotate(score=score)
    return sorted(documents.values_list("score", "key"), reverse=True)


def _score(term: Term) -> Combinable:
    """In the title counts most, then how often it is said for the length of the text; the title is the first field."""
    text = Value(term.text)
    at, end_of_title = StrIndex("text", text), StrIndex("text", Value(FIELD_BREAK))
    in_title = Case(
        When(Exact(at, 1), then=Value(_IN_TITLE + _FIRST)),
        When(LessThan(at, end_of_title), then=Value(_IN_TITLE)),
        default=Value(0),
        output_field=IntegerField(),
    )
    times = (Length("text") - Length(Replace(F("text"), text, Value("")))) / Value(len(term.text))
    return in_title + Least(times, Value(_MOST_TIMES)) * Value(_TIMES) / (Length("text") + Value(_GROUND))
