"""Words near to one that finds nothing: a name, a place or a keyword that differs in one character."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q

from articles.models import Correspondent, SearchDocument
from articles.search.query import Term
from articles.search.tokens import fold

_NEWEST = 2000  # documents whose places and keywords are known words
_PEOPLE = 1000  # names that are compared


def near(term: Term, limit: int = 3) -> list[str]:
    """Known words near to the term, the most frequent first; two queries."""
    if len(term.text) < 2:
        return []
    known = Counter(word for word in _words(term.text) if _is_near(fold(word), term.text))
    return [word for word, _ in known.most_common(limit)]


def _words(text: str) -> Iterator[str]:
    """Names that begin or end like ``text``; places and keywords of the newest documents."""
    people = Correspondent.objects.filter(Q(name__startswith=text[0]) | Q(name__endswith=text[-1]))
    yield from people.order_by().values_list("name", flat=True)[:_PEOPLE]
    newest = SearchDocument.objects.order_by("-key").values_list("facets", "keywords")[:_NEWEST]
    for facets, keywords in newest:
        yield from keywords
        yield from (token[1:] for token in facets.split() if token[0] == "Ｌ")


def _is_near(word: str, text: str) -> bool:
    """Whether one character more, less or other makes one of the other."""
    if word == text or abs(len(word) - len(text)) > 1:
        return False
    begin = _shared(word, text)
    end = min(_shared(word[::-1], text[::-1]), min(len(word), len(text)) - begin)
    return begin + end > 0 and max(len(word), len(text)) - begin - end == 1


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
