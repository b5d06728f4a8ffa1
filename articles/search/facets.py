"""What a search can be narrowed to beside its words: each value is a token of the document, found as a word is.

A token begins with a full-width capital letter, which no folded text holds, so that it meets no word. Year and issue need none:
they are stretches of the key.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, QuerySet, Value

from articles.models import Article, Correspondent, SearchDocument, Section
from articles.search.keys import date_of
from articles.search.tokens import FULL_WIDTH, fold

_LETTERS = {"page": "Ｎ", "section": "Ｓ", "place": "Ｌ", "correspondent": "Ｃ"}
_NAMES = {letter: name for name, letter in _LETTERS.items()}
_NUMBERED = ("page", "section", "correspondent")
ORDER = ("year", "issue", "page", "section", "place", "correspondent")
_BY_VALUE = {"year": True, "issue": True, "page": False}  # and whether the highest comes first
MOST_VALUES = 10
MOST_ID = 2**63 - 1

FacetValue = int | str | dt.date


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the results can be narrowed to, and how many have it."""

    value: FacetValue
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What is counted under one ``name``, and how many more values there are."""

    name: str
    choices: list[Choice] = field(default_factory=list)
    further: int = 0


def token(name: str, value: FacetValue) -> str:
    """The token of ``page`` 3, of the ``place`` 兰州."""
    return _LETTERS[name] + "".join(fold(str(value)).split()).translate(FULL_WIDTH)


def tokens_of(article: Article) -> list[str]:
    """All tokens of an article, each once."""
    tokens = [token("page", article.page.number)]
    if article.section_id:
        tokens.append(token("section", article.section_id))
    if article.place:
        tokens.append(token("place", article.place))
    tokens += [token("correspondent", byline.correspondent_id) for byline in article.bylines.all()]
    return list(dict.fromkeys(tokens))


def count(matches: Iterable[tuple[int, str]]) -> list[Facet]:
    """What the matches (key, tokens in a row) can be narrowed to, in ORDER; names of people, columns and places are one query."""
    counts: dict[str, Counter[FacetValue]] = {name: Counter() for name in ORDER}
    keys: dict[FacetValue, int] = {}
    for key, tokens in matches:
        day = date_of(key)
        counts["year"][day.year] += 1
        counts["issue"][day] += 1
        for value in tokens.split():
            name = _NAMES[value[0]]
            counts[name][int(value[1:]) if name in _NUMBERED else value[1:]] += 1
            if name == "place":
                keys.setdefault(value[1:], key)
    chosen = {name: _first(name, counted) for name, counted in counts.items()}
    wanted = {(name, value) for name in ("section", "correspondent") for value, _ in chosen[name]}
    names = names_of(wanted, [keys[value] for value, _ in chosen["place"]])
    return [
        Facet(
            name,
            [Choice(value, names.get((name, value), str(value)), number) for value, number in chosen[name]],
            len(counts[name]) - len(chosen[name]),
        )
        for name in ORDER
    ]


def _first(name: str, counted: "Counter[FacetValue]") -> list[tuple[FacetValue, int]]:
    """The most frequent values, in the order that they are read in."""
    if name not in _BY_VALUE:
        return sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))[:MOST_VALUES]
    return sorted(counted.items(), reverse=_BY_VALUE[name])[:MOST_VALUES]


def names_of(values: Iterable[tuple[str, FacetValue]], keys: Sequence[int] = ()) -> dict[tuple[str, FacetValue], str]:
    """What sections and correspondents are called, and how the documents of these ``keys`` print their places; in one query."""
    wanted = list(values)
    if not wanted and not keys:
        return {}
    of = {name: [value for other, value in wanted if other == name] for name in ("section", "correspondent")}
    rows: list[QuerySet[Any, Any]] = [
        model._default_manager.filter(pk__in=of[name])
        .order_by()
        .values_list(Value(name, output_field=CharField()), "pk", "name")
        for name, model in (("section", Section), ("correspondent", Correspondent))
    ]
    places = SearchDocument.objects.filter(key__in=keys).order_by()
    rows.append(places.values_list(Value("place", output_field=CharField()), "key", "article__place"))
    found = rows[0].union(*rows[1:], all=True)
    return {(name, token(name, title)[1:] if name == "place" else key): title for name, key, title in found}
