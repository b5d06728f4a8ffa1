"""Searching: published articles newest first, page by page along the key, with what was found marked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models import Article, SearchDocument
from articles.search.backend import backend
from articles.search.highlight import excerpt, mark
from articles.search.query import Query, Term, parse
from articles.search.tokens import fold

COUNT_CAP = 1000
MAX_LIMIT = 100
_BEYOND_ALL = (1 << 63) - 1
_NEIGHBOURS = 50  # newest articles looked at for each keyword, person and place


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches; headline and excerpt are HTML with what was found in ``<mark>``."""

    article: Article
    headline: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; ``next_key`` given as ``after`` leads to the next, None means that this is the last."""

    hits: list[Hit]
    next_key: int | None
    count: int
    count_is_capped: bool


def search(query: str, *, after: int | None = None, limit: int = 20) -> Results:
    """Published articles that hold what the reader typed, newest first; any string is answered.

    ``after`` is the ``next_key`` of the page before; new arrivals do not shift what follows it.
    """
    parsed = parse(query)
    if not parsed.wanted:
        return Results([], None, 0, count_is_capped=False)
    limit = max(1, min(limit, MAX_LIMIT))
    keys = backend().newest(parsed, before=_bounded(after), limit=limit + 1)
    is_all = after is None and len(keys) <= limit
    found = len(keys) if is_all else backend().count(parsed, cap=COUNT_CAP + 1)
    return Results(
        hits=[_hit(article, parsed) for article in _articles(keys[:limit])],
        next_key=keys[limit - 1] if len(keys) > limit else None,
        count=min(found, COUNT_CAP),
        count_is_capped=found > COUNT_CAP,
    )


def related(article: Article, limit: int = 5) -> list[Article]:
    """Published articles that share the most of its keywords, people and place; the newest of equals first."""
    document: SearchDocument | None = getattr(article, "search_document", None)
    terms = _terms(article, document) if document else []
    if not document or not terms:
        return []
    shares: dict[int, float] = defaultdict(float)
    rows = backend().sharing(terms, newest=_NEIGHBOURS)
    met = [sum(number == other for other, _ in rows) for number in range(len(terms))]
    for number, key in rows:
        shares[key] += 1 / met[number]
    shares.pop(document.key, None)
    return _articles(sorted(shares, key=lambda key: (-shares[key], -key))[:limit])


def _bounded(after: int | None) -> int:
    return _BEYOND_ALL if after is None else max(0, min(after, _BEYOND_ALL))


def _articles(keys: Sequence[int]) -> list[Article]:
    """The published articles of these keys, in this order."""
    articles = Article.objects.for_readers().filter(search_document__key__in=keys)
    found = articles.select_related("search_document").defer("search_document__text", "search_document__keywords")
    by_key = {article.search_document.key: article for article in found}
    return [by_key[key] for key in keys if key in by_key]


def _hit(article: Article, query: Query) -> Hit:
    body = "\n".join(block.text for block in article.blocks())
    return Hit(article, mark(str(article), query.needles), excerpt(body, query.needles))


def _terms(article: Article, document: SearchDocument) -> list[Term]:
    names = (byline.printed_name for byline in article.bylines.all())
    terms = [Term(fold(name), "author") for name in names] + [Term(fold(article.place), "place")]
    terms += [Term(fold(word)) for word in document.keywords]
    return [term for term in dict.fromkeys(terms) if len(term.text) > 1]
