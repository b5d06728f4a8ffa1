"""Stories that jump from page to page (转版): each piece is tied to the beginning, where both sides of the jump agree."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from articles.models import Article, Issue, Status

SHORTEST_SHARED = 4
_MARKS = re.compile(r"[\W_]+")


class End(NamedTuple):
    """An article of the issue that jumps, or is jumped to; ``beginning`` is the first article of its story."""

    key: int
    version: int
    page: int
    headline: str
    jump_from: int | None
    jump_to: int | None
    beginning: int | None
    status: str
    changed_by: int | None

    @property
    def waits(self) -> bool:
        """Whether it is a piece that nobody has touched, and has no beginning yet."""
        is_untouched = self.status == Status.DRAFT and self.changed_by is None
        return is_untouched and self.jump_from is not None and self.beginning is None


def link_jumps(issue: Issue) -> None:
    """Set ``continued_from`` of each untouched piece of the issue that goes on from one article only, and that to no other piece.

    Of a story over three pages and more all pieces are tied to the first article, also those that waited for it with a piece
    between. One query where there is nothing to tie.
    """
    ends = _ends(issue)
    taken = _taken(ends)
    beginnings = [end for end in ends if end.jump_to is not None and end.key not in taken]
    before = {end.key: end.beginning for end in ends if end.beginning}
    for piece, beginning in pairs([end for end in ends if end.waits], beginnings):
        if _first(beginning.key, before) != piece.key:  # no story begins with itself
            before[piece.key] = beginning.key
    for end in ends:
        first = _first(end.key, before)
        if first not in (end.key, end.beginning):
            Article.objects.filter(pk=end.key, version=end.version).update(continued_from=first)


def _taken(ends: list[End]) -> set[int | None]:
    """The keys of those that a piece of their story goes on from: it names their page."""
    places = {(end.beginning or end.key, end.page): end.key for end in ends}
    return {places.get((end.beginning, end.jump_from)) for end in ends if end.beginning and end.jump_from}


def _first(key: int, before: dict[int, int]) -> int:
    """Where the story begins that ``key`` is of."""
    for _step in before:
        key = before.get(key, key)
    return key


def _ends(issue: Issue) -> list[End]:
    jumping = Q(jump_from__isnull=False) | Q(jump_to__isnull=False) | Q(continued_from__isnull=False)
    rows = Article.objects.filter(jumping, page__issue=issue).order_by("page__number", "position")
    columns = ("pk", "version", "page__number", "headline", "jump_from", "jump_to", "continued_from")
    return [End(*row) for row in rows.values_list(*columns, "status", "changed_by")]


def pairs(pieces: Iterable[End], beginnings: Iterable[End]) -> list[tuple[End, End]]:
    """Each piece with its beginning: the jump lines name each other's page, the headlines agree, and it is the only one."""
    beginnings = list(beginnings)
    fitting = [(piece, beginning) for piece in pieces for beginning in beginnings if fits(piece, beginning)]
    of_piece, of_beginning = defaultdict(list), defaultdict(list)
    for piece, beginning in fitting:
        of_piece[piece.key].append(beginning.key)
        of_beginning[beginning.key].append(piece.key)
    return [
        (piece, beginning)
        for piece, beginning in fitting
        if len(of_piece[piece.key]) == 1 and len(of_beginning[beginning.key]) == 1
    ]


def fits(piece: End, beginning: End) -> bool:
    """Whether the piece may go on from the beginning; a piece that prints no headline leaves that open."""
    if (piece.jump_from, piece.page) != (beginning.page, beginning.jump_to):
        return False
    words, first_words = _MARKS.sub("", piece.headline), _MARKS.sub("", beginning.headline)
    if len(words) < SHORTEST_SHARED:
        return not words
    return len(first_words) >= SHORTEST_SHARED and (words in first_words or first_words in words)
