"""Column labels (栏目) to the articles that they stand over."""

from collections.abc import Mapping, Sequence

from articles.parser.pieces import Piece, PieceKind
from articles.parser.segment import Loose, Story
from articles.parser.units import Unit


def label_owners(stories: Sequence[Story], loose: Sequence[Loose], titled: Mapping[int, Unit]) -> dict[int, Piece]:
    """For each story its label: one that stands at its title, above it rather than below, or else at its text.

    A label beside the folio is the page's.
    """
    owners: dict[int, Piece] = {}
    furniture = {item.at for item in loose if item.piece.kind is PieceKind.FURNITURE}
    for item in loose:
        if item.piece.kind is not PieceKind.LABEL or is_page_label(item, furniture, titled):
            continue
        owner = nearest(item.at, stories, titled)
        if owner is not None:
            owners.setdefault(owner, item.piece)
    return owners


def is_page_label(item: Loose, furniture: set[int], titled: Mapping[int, Unit]) -> bool:
    """Whether a label is the page's: bare beside the folio, or marked with the folio on one side and no title on the other."""
    above, below = item.at - 1 in furniture, item.at + 1 in furniture
    if item.piece.text.isalpha():
        return above or below
    titles = {unit.at for unit in titled.values()}
    return (above and item.at + 1 not in titles) or (below and item.at - 1 not in titles)


def nearest(at: int, stories: Sequence[Story], titled: Mapping[int, Unit]) -> int | None:
    """The story whose title, else whose text, stands next to the label."""
    below = {unit.piece.lines[0]: story for story, unit in titled.items() if unit.at == at + 1}
    above = {unit.piece.lines[0]: story for story, unit in titled.items() if unit.at == at - 1}
    if below or above:
        return below[min(below)] if below else above[max(above)]
    for number, story in enumerate(stories):
        if at + 1 == story.first or any(piece.lines and story.first - 2 <= at < story.first for piece in story.bylines):
            return number
    return next((number for number, story in enumerate(stories) if story.last == at - 1), None)
