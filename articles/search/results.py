"""Searching: published articles newest or best first, page by page along the key, with what was found marked."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.models import Article, ArticleQuerySet, Byline, SearchDocument, Status
from articles.models.rows import Rows
from articles.search import facets, rank
from articles.search.backend import Match, backend
from articles.search.facets import Facet
from articles.search.highlight import excerpt, mark
from articles.search.keys import BEYOND
from articles.search.query import Query, Term, parse
from articles.search.tokens import fold

SLICE = 1000  # the newest matches: counted, sorted into facets, ranked; of more nobody reads the number
MAX_LIMIT = 100
_NEIGHBOURS = 50  # newest articles looked at for each keyword, person and place
_CURSOR = re.compile(r"(?P<key>\d{1,18})(?:-(?P<score>\d{1,9})-(?P<low>\d{1,18})-(?P<high>\d{1,18}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: after a key; best first after a score too, within the slice that was ranked.

    ``low`` is 0 where all matches were ranked.
    """

    key: int
    score: int | None = None
    low: int = 0
    high: int = BEYOND

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor of an address; raises ValueError."""
        match = _CURSOR.fullmatch(text)
        if not match:
            raise ValueError(text)
        return cls(**{name: int(value) for name, value in match.groupdict().items() if value})

    def __str__(self) -> str:
        if self.score is None:
            return f"{self.key}"
        return f"{self.key}-{self.score}-{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches, in HTML with what was found in ``<mark>``; kicker, subtitle and dateline only where they have any."""

    article: Article
    headline: SafeString
    excerpt: SafeString
    names: SafeString
    kicker: SafeString
    subtitle: SafeString
    dateline: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, and of all matches the number and what they can be narrowed to.

    ``next`` given as ``after`` leads to the next page, None means that this is the last. If ``is_cut``, there are more than
    ``count`` matches, and number and facets are of the newest ones.
    """

    hits: list[Hit] = field(default_factory=list)
    next: Cursor | None = None
    count: int = 0
    is_cut: bool = False
    facets: list[Facet] = field(default_factory=list)


def search(query: Query | str, *, after: Cursor | None = None, best: bool = False, limit: int = 20) -> Results:
    """Published articles that hold what the reader asked for, newest first; any string is answered.

    ``best`` puts the best of the newest SLICE first. ``after`` is the ``next`` of the page before; new arrivals do not shift
    what follows it.
    """
    query = parse(query) if isinstance(query, str) else query
    if not query.wanted and not query.is_narrowed:
        return Results()
    limit = max(1, min(limit, MAX_LIMIT))
    is_best = best and bool(query.wanted)
    after = None if is_best and after and after.score is None else after
    matches = _slice(query, after) if is_best else backend().newest(query, before=BEYOND, limit=SLICE + 1)
    keys = [key for key, _ in matches]
    page, cursor = (_best if is_best else _newest)(query, keys, after, limit)
    return Results(
        hits=[_hit(article, query.needles) for article in _published(found_by(page).annotate(names=_names()), page)],
        next=cursor,
        count=min(len(matches), SLICE),
        is_cut=len(matches) > SLICE or bool(is_best and after and after.low),
        facets=facets.count(matches[:SLICE]),
    )


def newest(query: Query, limit: int) -> list[int]:
    """The keys of the newest articles that match, the newest first."""
    if not query.wanted and not query.is_narrowed:
        return []
    return [key for key, _ in backend().newest(query, before=BEYOND, limit=limit)]


def found(queries: Sequence[Query]) -> set[int]:
    """The numbers of those queries that find anything, in one query of the database."""
    asked = {number: query for number, query in enumerate(queries) if query.wanted or query.is_narrowed}
    numbers = list(asked)
    return {numbers[at] for at in backend().found(list(asked.values()))} if asked else set()


def related(article: Article, limit: int = 5) -> list[Article]:
    """Published articles that share the most of its keywords, people, place and section; the newest of equals first."""
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
    best = sorted(shares, key=lambda key: (-shares[key], -key))[:limit]
    return _published(found_by(best), best)


def _slice(query: Query, after: Cursor | None) -> list[Match]:
    """The newest matches; for a page after the first the stretch of keys that it ranked, which arrivals may have grown."""
    if after is None:
        return backend().newest(query, before=BEYOND, limit=SLICE + 1)
    stretch = query.within(after.low, after.high + 1)
    return backend().newest(stretch, before=BEYOND, limit=2 * SLICE)


def _newest(query: Query, keys: list[int], after: Cursor | None, limit: int) -> tuple[list[int], Cursor | None]:
    """A page of keys, newest first: of those at hand as long as they last."""
    if after:
        are_all = len(keys) <= SLICE
        keys = [key for key in keys if key < after.key]
        if not are_all and len(keys) <= limit:
            keys = [key for key, _ in backend().newest(query, before=after.key, limit=limit + 1)]
    return keys[:limit], Cursor(keys[limit - 1]) if len(keys) > limit else None


def _best(query: Query, keys: list[int], after: Cursor | None, limit: int) -> tuple[list[int], Cursor | None]:
    """A page of keys, best first."""
    low, high = (after.low, after.high) if after else _stretch(keys)
    keys = keys if after else keys[:SLICE]
    ranked = rank.best_first(query, keys)
    if after:
        ranked = [pair for pair in ranked if pair < (after.score or 0, after.key)]
    page = ranked[:limit]
    cursor = Cursor(page[-1][1], page[-1][0], low, high) if len(ranked) > limit else None
    return [key for _, key in page], cursor


def _stretch(keys: list[int]) -> tuple[int, int]:
    """The lowest and the highest key of the slice; 0 is the lowest where nothing lies before it."""
    return (keys[SLICE - 1] if len(keys) > SLICE else 0), max(keys, default=0)


def found_by(keys: Sequence[int]) -> ArticleQuerySet:
    """The articles of these keys, the newest first.

    That they are published is for whoever reads them to see: SQLite, asked for it, would go through all that are.
    """
    articles = Article.objects.lean().filter(search_document__key__in=keys).select_related("search_document")
    left = (f"search_document__{name}" for name in ("text", "facets", "keywords"))
    return articles.defer(*left).order_by("-search_document__key")


def _published(found: ArticleQuerySet, keys: Sequence[int]) -> list[Article]:
    """Those of the articles that are published, in the order of their ``keys``."""
    published = (article for article in found if article.status == Status.PUBLISHED)
    by_key = {article.search_document.key: article for article in published}
    return [by_key[key] for key in keys if key in by_key]


def _names() -> Rows:
    return Rows(Byline.objects.filter(article=OuterRef("pk")).order_by("order"), "printed_name")


def _hit(article: Any, needles: Sequence[str]) -> Hit:
    """``names`` are annotated: a query less than prefetching."""
    body = "\n".join(block.text for block in article.blocks())
    names = format_html_join(
        " ", '<span class="name">{}</span>', ([mark(row["printed_name"], needles)] for row in article.names)
    )
    dateline = _if_marked(article.dateline, needles) or _if_marked(article.place, needles)
    others = (_if_marked(article.kicker, needles), _if_marked(article.subtitle, needles), dateline)
    return Hit(article, mark(str(article), needles), excerpt(body, needles), names, *others)


def _if_marked(text: str, needles: Sequence[str]) -> SafeString:
    marked = mark(text, needles)
    return marked if "<mark>" in marked else SafeString()


def _terms(article: Article, document: SearchDocument) -> list[Term]:
    names = (byline.printed_name for byline in article.bylines.all())
    terms = [Term(fold(name), "author") for name in names] + [Term(fold(article.place), "place")]
    terms += [Term(fold(word)) for word in document.keywords]
    terms += [Term(facets.token("section", article.section_id), is_facet=True)] if article.section_id else []
    return [term for term in dict.fromkeys(terms) if len(term.text) > 1]
