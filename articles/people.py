"""Names in bylines (署名) matched to correspondents: by exact name to the one there is, else to a new one."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count

from articles.models import Article, Byline, Correspondent
from articles.models.making import make_new
from articles.models.rows import give

MAX_NAME, MAX_ROLE = 100, 50  # as in the models
TOLD = ("correspondent_id", "role", "printed_name")  # by a byline
# Two-character names are set with a space inside (马 旭); only between Latin letters does a space mean something.
_TYPESETTING_SPACE = re.compile(r"(?<![A-Za-z.\s])\s+|\s+(?![A-Za-z\s])")


@dataclass(frozen=True, slots=True)
class Match:
    """The correspondent of a name; unsure where several people have it."""

    correspondent: Correspondent
    is_unsure: bool = False


def plain_name(name: str) -> str:
    """The name as it is kept: without the spaces of typesetting."""
    return _TYPESETTING_SPACE.sub("", name.strip())[:MAX_NAME]


def correspondent_for(name: str) -> Correspondent:
    """The correspondent of this name, made if there is none; of namesakes the one with most bylines.

    Raises ValueError for a blank name.
    """
    if not plain_name(name):
        raise ValueError("a correspondent needs a name")
    return match_names([name])[plain_name(name)].correspondent


@transaction.atomic(savepoint=False)
def set_bylines(
    article: Article,
    names: Sequence[tuple[str, str]],
    *,
    instead_of: Sequence[Byline] | None = None,
    people: Mapping[str, int] | None = None,
) -> list[dict[str, Any]]:
    """Give the article these (role, name) bylines, in order, instead of those it has; blank names are left out.

    ``instead_of`` are those it has, where they are known. A name that is among them stays with its correspondent; ``people`` are the keys of
    correspondents of other plain names that are known, too. Returns a ``names-unsure`` note, in the form of ``Article.notes``, for each name
    that several correspondents have.
    """
    there = list(Byline.objects.filter(article=article)) if instead_of is None else instead_of
    known = {plain_name(byline.printed_name): byline.correspondent_id for byline in there} | dict(people or {})
    matches = match_names(name for _, name in names if plain_name(name) not in known)
    made = make_bylines(article, names, lambda name: known.get(name) or matches[name].correspondent.pk)
    _replace(article, there, made)
    give(article, "bylines", made)
    return unsure_notes(names, matches)


def _replace(article: Article, there: Sequence[Byline], made: Sequence[Byline]) -> None:
    """Delete and write only what differs."""
    if gone := {byline.order for byline in there} - {byline.order for byline in made}:
        Byline.objects.filter(article=article, order__in=gone).delete()
    same = {_told(byline) for byline in there}
    new = [byline for byline in made if _told(byline) not in same]
    Byline.objects.bulk_create(new, update_conflicts=True, unique_fields=["article", "order"], update_fields=TOLD)


def _told(byline: Byline) -> tuple[Any, ...]:
    return (byline.order, *(getattr(byline, name) for name in TOLD))


def forget_prefetched(article: Article, *names: str) -> None:
    """Make the next look at the article's ``bylines`` or ``pictures`` read the database."""
    for name in names:
        getattr(article, "_prefetched_objects_cache", {}).pop(name, None)


def match_names(names: Iterable[str]) -> dict[str, Match]:
    """Each plain name with its correspondent; those who are not there yet are made.

    At most three queries; more where somebody else makes one of them at the same moment.
    """
    wanted = {plain_name(name) for name in names} - {""}
    matches = _known(wanted) if wanted else {}
    missing = sorted(wanted - matches.keys())  # sorted: two imports at once must not wait for each other in a ring
    return matches | _made(missing) if missing else matches


def make_bylines(article: Article, names: Iterable[tuple[str, str]], key_of: Callable[[str], int]) -> list[Byline]:
    """Unsaved bylines in the order of ``names``, counted from 1; ``key_of`` tells the key of the correspondent of a plain name."""
    named = [(role.strip()[:MAX_ROLE], name.strip()[:MAX_NAME]) for role, name in names if plain_name(name)]
    return [
        Byline(
            article_id=article.pk,
            correspondent_id=key_of(plain_name(name)),
            role=role,
            order=order,
            printed_name=name,
        )
        for order, (role, name) in enumerate(named, start=1)
    ]


def unsure_notes(names: Iterable[tuple[str, str]], matches: Mapping[str, Match]) -> list[dict[str, Any]]:
    """A ``names-unsure`` note for each of the names that several correspondents have."""
    plain = dict.fromkeys(plain_name(name) for _, name in names)
    return [
        {"code": "names-unsure", "line": None, "detail": name}
        for name in plain
        if name in matches and matches[name].is_unsure
    ]


def _known(names: Iterable[str]) -> dict[str, Match]:
    namesakes: defaultdict[str, list[Correspondent]] = defaultdict(list)
    for correspondent in Correspondent.objects.filter(name__in=names).order_by("pk"):
        namesakes[correspondent.name].append(correspondent)
    busiest = _busiest([person for people in namesakes.values() if len(people) > 1 for person in people])
    return {name: Match(busiest.get(name, people[0]), is_unsure=len(people) > 1) for name, people in namesakes.items()}


def _made(names: Sequence[str]) -> dict[str, Match]:
    made = {person.name: Match(person) for person in make_new(Correspondent, [{"name": name} for name in names])}
    missing = set(names) - made.keys()  # somebody else was quicker with them
    return made | _known(missing) if missing else made


def _busiest(people: list[Correspondent]) -> dict[str, Correspondent]:
    if not people:
        return {}
    counted = Correspondent.objects.filter(pk__in=[person.pk for person in people]).annotate(printed=Count("bylines"))
    return {person.name: person for person in counted.order_by("printed", "-pk")}
