"""One article anew, of the raw lines that an editor gave it: the same stages, with his roles fixed, as one story."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from articles.parser import captions, classify, compose, match, pieces, segment
from articles.parser.extract import draft_of, label_text
from articles.parser.measure import Measure
from articles.parser.pieces import Piece, PieceKind, piece_of
from articles.parser.pipeline import Sheet, read, size
from articles.parser.profile import DEFAULT, Profile
from articles.parser.reflow import join_title
from articles.parser.roles import Role
from articles.parser.rows import Row, apart
from articles.parser.segment import Loose, Story
from articles.parser.types import Block, BlockKind, Draft
from articles.parser.units import unit_of


class Given(StrEnum):
    """What an editor says that a line is."""

    KICKER = "kicker"
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    SECTION = "section"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    JOINED = "joined"


TITLES = (Given.KICKER, Given.HEADLINE, Given.SUBTITLE)
FIELDS = (*TITLES, Given.SECTION)  # they stand in a field of their own, not in the text
ROLES = {
    Given.SUBHEAD: {Role.HEAD},
    Given.BYLINE: {Role.BYLINE},
    Given.PARAGRAPH: {Role.FIRST, Role.ONLY},
    Given.JOINED: {Role.MIDDLE, Role.LAST},
}
KEPT_AS = {PieceKind.FURNITURE: PieceKind.HEAD, PieceKind.LABEL: PieceKind.HEAD, PieceKind.BYLINE: PieceKind.TEXT}
CONTRARY = -1_000_000


def redraft(raw: str, lines: Iterable[int], given: Mapping[int, Given], profile: Profile = DEFAULT) -> Draft:
    """The draft of these ``lines`` of a page, numbered from 1 over ``raw.split("\\n")``; ``given`` are an editor's roles of some.

    Measures and words are those of the whole page. All lines become text but those that stand in another field; a title
    is looked for among them where ``given`` names none. Lines that print nothing are left out.
    """
    page = _measured(raw, profile)
    chosen = set(lines)
    told = {number: role for number, role in given.items() if number in chosen}
    own = list(_own_rows(page, chosen, told))
    fields = [row for row, _ in own if role_of(row, told) in FIELDS]
    draft = _text_of([each for each in own if role_of(each[0], told) not in FIELDS], told, page)
    held = tuple(sorted(number for row, _ in own for number in row.lines if number in chosen))
    return replace(_entitled(draft, fields, told), lines=held)


def _own_rows(page: Sheet, chosen: set[int], given: Mapping[int, Given]) -> Iterator[tuple[Row, Measure]]:
    """The rows of the chosen lines; one that was joined of lines of which not all are chosen, or are one thing, is taken apart."""
    printed = page.text.split("\n")
    for row, at in zip(page.rows, page.measures, strict=True):
        if not chosen.isdisjoint(row.lines):
            is_one = len({(number in chosen, given.get(number)) for number in row.lines}) == 1
            parts = [row] if is_one else apart(row, printed)
            yield from ((part, at) for part in parts if not chosen.isdisjoint(part.lines))


@lru_cache(maxsize=4)
def _measured(raw: str, profile: Profile) -> Sheet:
    """The page with its rows and measures: most of the work, and the same for each article that one action makes of it."""
    page = Sheet(raw, profile)
    read(page)
    size(page)
    return page


def role_of(row: Row, given: Mapping[int, Given]) -> Given | None:
    """What the editor says of a row; nothing if he says nothing."""
    return next((given[number] for number in row.lines if number in given), None)


def _text_of(own: Sequence[tuple[Row, Measure]], given: Mapping[int, Given], page: Sheet) -> Draft:
    """The text of the rows as one story, with the title that fits it best."""
    texts = [row for row, _ in own]
    roles = _classified(own, given, page)
    gathered = captions.restore_captions(pieces.gather(texts, [at for _, at in own], roles))
    story, loose = _one_story(gathered)
    is_titled = any(role in TITLES for role in given.values())
    heads = [held for held in loose if held.piece.kind is PieceKind.HEAD and not _is_given(held.piece, given)]
    matched = match.Matched()
    if story.body and not is_titled:
        matched = match.match(gathered, [story], heads, page.pairs)
    elif heads and not is_titled:
        return _headline_alone(texts, heads[0], loose, page)
    parts = compose.Parts([story], loose, matched, texts, [], page.pairs)
    taken = {number for unit in matched.pairs for number in matched.units[unit].piece.lines}
    taken.update(*(label.lines for label in parts.sections.values()))
    _keep_loose(story, gathered, loose, taken)
    return compose.draft_story(parts, 0) if story.body else draft_of(story)


def _is_given(piece: Piece, given: Mapping[int, Given]) -> bool:
    return any(role_of(row, given) for row in piece.rows)


def _headline_alone(texts: list[Row], head: Loose, loose: Sequence[Loose], page: Sheet) -> Draft:
    """The draft of a headline without a text; whatever else there is becomes its text."""
    unit = unit_of(head.piece.rows, head.piece, head.at)
    parts = compose.Parts([], [], match.Matched([unit]), texts, [], page.pairs)
    spare = [_kept(held.piece, held.piece.rows) for held in sorted(loose, key=lambda held: held.at) if held is not head]
    return replace(compose.orphan(parts, unit), body=draft_of(Story(0, 0, 0.0, body=spare)).body)


def _kept(piece: Piece, rows: Sequence[Row]) -> Piece:
    """The rows of a piece as a part of the text."""
    return piece_of(KEPT_AS.get(piece.kind, piece.kind), tuple(rows), piece.measure)


def _classified(own: Sequence[tuple[Row, Measure]], given: Mapping[int, Given], page: Sheet) -> list[Role]:
    """The roles of the rows: the best path among those that the editor leaves open."""
    texts, sizes = [row for row, _ in own], [at for _, at in own]
    seen = classify.seen_rows(texts, sizes, page.pairs, page.profile)
    weights = [_fixed(classify.weights_of(row), role_of(row.row, given)) for row in seen]
    return classify.best_path(weights)


def _fixed(weights: Sequence[float], role: Given | None) -> Sequence[float]:
    """The weights of a row, all against whatever the editor does not say."""
    if role not in ROLES:
        return weights
    return [0 if possible in ROLES[role] else CONTRARY for possible in Role]


def _one_story(gathered: Sequence[Piece]) -> tuple[Story, list[Loose]]:
    """All stories that the pieces would be cut into as one, and what stands outside."""
    stories, loose = segment.segment(gathered)
    body = [piece for story in stories for piece in story.body]
    bylines = [piece for story in stories for piece in story.bylines]
    first, last = (stories[0].first, stories[-1].last) if stories else (0, 0)
    return Story(first, last, 0.0, body=body, bylines=bylines), loose


def _keep_loose(story: Story, gathered: Sequence[Piece], loose: Sequence[Loose], taken: set[int]) -> None:
    """What stands outside and is nobody's title goes back into the text, at its place."""
    place = {piece.lines: at for at, piece in enumerate(gathered)}
    for held in loose:
        own = tuple(row for row in held.piece.rows if taken.isdisjoint(row.lines))
        if own:
            kept = _kept(held.piece, own)
            place[kept.lines] = held.at
            story.body.append(kept)
    story.body.sort(key=lambda piece: place[piece.lines])


def _entitled(draft: Draft, fields: Sequence[Row], given: Mapping[int, Given]) -> Draft:
    """The draft with the fields that the editor filled with lines."""
    named = {role.value: join_title([row for row in fields if role_of(row, given) is role]) for role in FIELDS}
    if section := label_text(named.pop("section")):
        other = (Block(BlockKind.SUBHEAD, draft.section),) if draft.section else ()
        draft = replace(draft, section=section, body=(*other, *draft.body))
    if not any(named.values()):
        return draft
    return replace(draft, kicker=named["kicker"], headline=named["headline"], subtitle=named["subtitle"])
