"""Stories that jump from page to page (转版): the piece is tied to its beginning, where both sides agree."""

import re
from collections import defaultdict
from collections.abc import Iterable

from articles.models import Article, Issue, Status

SHORTEST_SHARED = 4
_MARKS = re.compile(r"[\W_]+")


def link_jumps(issue: Issue) -> None:
    """Set ``continued_from`` of each untouched piece of the issue that has one possible beginning, and it no other piece.

    At most two queries where there is nothing to tie.
    """
    pieces = Article.objects.filter(page__issue=issue, jump_from__isnull=False, continued_from=None)
    pieces = pieces.filter(status=Status.DRAFT, changed_by=None).select_related("page")
    if not pieces:
        return
    beginnings = Article.objects.filter(page__issue=issue, jump_to__isnull=False, continuations=None)
    for piece, beginning in pairs(pieces, beginnings.select_related("page")):
        Article.objects.filter(pk=piece.pk, version=piece.version).update(continued_from=beginning)


def pairs(pieces: Iterable[Article], beginnings: Iterable[Article]) -> list[tuple[Article, Article]]:
    """Each piece with its beginning: the jump lines name each other's page, the headlines agree, and it is the only one."""
    beginnings = list(beginnings)
    fitting = [(piece, beginning) for piece in pieces for beginning in beginnings if fits(piece, beginning)]
    of_piece, of_beginning = defaultdict(list), defaultdict(list)
    for piece, beginning in fitting:
        of_piece[piece.pk].append(beginning.pk)
        of_beginning[beginning.pk].append(piece.pk)
    return [
        (piece, beginning)
        for piece, beginning in fitting
        if len(of_piece[piece.pk]) == 1 and len(of_beginning[beginning.pk]) == 1
    ]


def fits(piece: Article, beginning: Article) -> bool:
    """Whether the piece may go on from the beginning; a piece that prints no headline leaves that open."""
    if (piece.jump_from, piece.page.number) != (beginning.page.number, beginning.jump_to):
        return False
    words, first_words = _bare(piece), _bare(beginning)
    if len(words) < SHORTEST_SHARED:
        return not words
    return len(first_words) >= SHORTEST_SHARED and (words in first_words or first_words in words)


def _bare(article: Article) -> str:
    return _MARKS.sub("", article.headline)
