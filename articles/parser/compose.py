"""Stories, titles and loose lines to the parsed page; every row ends up in one place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.parser.cues import is_banner
from articles.parser.dateline import opens_with_dateline
from articles.parser.extract import draft_of, label_text
from articles.parser.folio import read_folio
from articles.parser.labels import label_owners
from articles.parser.match import Matched
from articles.parser.organisations import is_organisation
from articles.parser.pieces import PieceKind
from articles.parser.rows import Row
from articles.parser.segment import Loose, Story
from articles.parser.titles import Reading, Setting, readings
from articles.parser.types import Draft, Note, ParsedPage
from articles.parser.typeset import bare
from articles.parser.units import Unit
from articles.parser.words import pairs

LONGEST_LABEL = 8


@dataclass(frozen=True, slots=True)
class Entitled:
    """A draft in the making, with the index on the page that it is ordered by."""

    at: int
    draft: Draft
    reading: Reading | None = None


def compose(
    stories: Sequence[Story],
    loose: Sequence[Loose],
    matched: Matched,
    rows: Sequence[Row],
    unprinted: Sequence[int],
    page_pairs: frozenset[str],
) -> ParsedPage:
    """The page: drafts in the order of their text, labels, furniture and what is left over."""
    titled = {story: matched.units[unit] for unit, story in matched.pairs.items()}
    spare = [unit for at, unit in enumerate(matched.units) if at not in matched.pairs]
    spare = adopt(spare, stories)
    sections = label_owners(stories, loose, titled)
    drafts = []
    for at, story in enumerate(stories):
        draft = entitle(draft_of(story), story, titled.get(at), page_pairs)
        marked = sections.get(at)
        if marked:
            lines = tuple(sorted((*draft.lines, *marked.lines)))
            draft = replace(draft, section=label_text(marked.text), lines=lines)
        drafts.append((story.first, draft))
    drafts += [(unit.at, orphan(unit, page_pairs)) for unit in spare if is_banner(unit.piece)]
    articles = tuple(draft for _, draft in sorted(drafts, key=lambda item: item[0]))
    labels = [unit for unit in spare if is_label(unit)]
    return account(articles, labels, loose, unprinted, rows)


def adopt(spare: Sequence[Unit], stories: Sequence[Story]) -> list[Unit]:
    """The units that are still spare when those right over a text, as narrow as its column, have become its subheads."""
    by_first = {story.first: story for story in stories}
    left = []
    for unit in spare:
        story = by_first.get(unit.at + 1)
        if story is None or is_banner(unit.piece) or is_organisation(unit.text) or opens_with_dateline(story.body[0].text):
            left.append(unit)
        else:
            story.body.insert(0, unit.piece)
    return left


def entitle(draft: Draft, story: Story, unit: Unit | None, page_pairs: frozenset[str]) -> Draft:
    """A draft with its title."""
    if unit is None:
        return replace(draft, notes=(*draft.notes, Note("headline-missing")))
    best = readings(unit.rows, Setting(page_pairs, pairs(story.text), unit.piece.measure))[0]
    return replace(with_title(draft, best), lines=tuple(sorted((*draft.lines, *unit.piece.lines))))


def with_title(draft: Draft, reading: Reading) -> Draft:
    """A draft with the parts of a title."""
    return replace(
        draft, section=reading.label, kicker=reading.kicker, headline=reading.headline, subtitle=reading.subtitle
    )


def orphan(unit: Unit, page_pairs: frozenset[str]) -> Draft:
    """A headline whose text is not on this page."""
    draft = Draft(lines=tuple(sorted(unit.piece.lines)), notes=(Note("body-missing", unit.piece.lines[0]),))
    return with_title(draft, readings(unit.rows, Setting(page_pairs, (), unit.piece.measure))[0])


def is_label(unit: Unit) -> bool:
    """Whether words that belong to no story are a column's name rather than a headline."""
    return len(bare(unit.text)) <= LONGEST_LABEL and not is_banner(unit.piece)


def account(
    articles: tuple[Draft, ...], labels: Sequence[Unit], loose: Sequence[Loose], unprinted: Sequence[int], rows: Sequence[Row]
) -> ParsedPage:
    """The page with each raw line in an article, in the furniture or left over."""
    held = {number for draft in articles for number in draft.lines}
    furniture = {number for item in loose if item.piece.kind in (PieceKind.FURNITURE, PieceKind.LABEL) for number in item.piece.lines}
    furniture.update(unprinted, *(unit.piece.lines for unit in labels))
    furniture -= held
    leftover = {number for row in rows for number in row.lines} - held - furniture
    spare = [item.piece for item in loose if item.piece.kind is PieceKind.LABEL and not held.issuperset(item.piece.lines)]
    names = [label_text(piece.text) for piece in spare] + [unit.text for unit in labels]
    folio = read_folio(item.piece.text for item in loose if item.piece.kind is PieceKind.FURNITURE)
    return ParsedPage(articles, tuple(dict.fromkeys(names)), tuple(sorted(furniture)), tuple(sorted(leftover)), folio)
