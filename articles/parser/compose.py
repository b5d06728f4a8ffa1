"""Stories, titles and loose lines to the parsed page; every row ends up in one place."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from articles.parser.carried import row_by_line, without_untold
from articles.parser.confidence import Evidence, confidences, orphan_confidences
from articles.parser.cues import is_banner
from articles.parser.dateline import opens_with_dateline
from articles.parser.extract import draft_of, label_text
from articles.parser.folio import read_folio
from articles.parser.labels import label_owners
from articles.parser.match import Matched
from articles.parser.notes import notes_of
from articles.parser.organisations import is_organisation
from articles.parser.pieces import Piece, PieceKind
from articles.parser.rows import Row
from articles.parser.segment import Loose, Story
from articles.parser.titles import Reading, Setting, readings
from articles.parser.types import Draft, Note, ParsedPage, Title
from articles.parser.typeset import bare
from articles.parser.units import Unit

LONGEST_LABEL = 8
MOST_ALTERNATIVES = 3
LIKELY_TITLE = -3.0


@dataclass(frozen=True)
class Parts:
    """What a page was taken apart into."""

    stories: Sequence[Story]
    loose: Sequence[Loose]
    matched: Matched
    rows: Sequence[Row]
    unprinted: Sequence[int]
    page_pairs: frozenset[str]
    read: dict[tuple[int, int], list[Reading]] = field(default_factory=dict)

    @cached_property
    def unit_of(self) -> Mapping[int, int]:
        """The unit of each story that has a title."""
        return {story: unit for unit, story in self.matched.pairs.items()}

    @cached_property
    def gains_of(self) -> Mapping[int, Mapping[int, float]]:
        """For each story the units that may be its title, with their log odds."""
        gains: dict[int, dict[int, float]] = {at: {} for at in range(len(self.stories))}
        for unit, stories in enumerate(self.matched.gains):
            for story, gain in stories.items():
                gains[story][unit] = gain
        return gains

    @cached_property
    def firsts(self) -> Sequence[int]:
        """Where each story begins: the indexes of their first pieces, ascending."""
        return [story.first for story in self.stories]

    @cached_property
    def sections(self) -> Mapping[int, Piece]:
        """The label of each story that stands under one."""
        return label_owners(
            self.stories, self.loose, {story: self.matched.units[unit] for story, unit in self.unit_of.items()}
        )

    @cached_property
    def doubled(self) -> frozenset[int]:
        """The raw lines of rows that were printed twice."""
        return frozenset(number for row in self.rows if row.doubled for number in row.lines)

    def read_unit(self, unit: Unit, story: Story | None) -> list[Reading]:
        """The readings of a unit, best first, each title once."""
        key = id(unit), id(story)
        if key not in self.read:
            words = [piece.words for piece in story.body] if story and len(unit.rows) > 1 else []
            found = readings(unit.rows, Setting(self.page_pairs, words, unit.piece.measure))
            self.read[key] = list(
                {(title.kicker, title.headline, title.subtitle): title for title in reversed(found)}.values()
            )[::-1]
        return self.read[key]


def compose(parts: Parts) -> ParsedPage:
    """The page: drafts in the order of their text, labels, furniture and what is left over."""
    spare = adopt([unit for at, unit in enumerate(parts.matched.units) if at not in parts.matched.pairs], parts.stories)
    drafts = [(story.first, draft_story(parts, at)) for at, story in enumerate(parts.stories)]
    drafts += [(unit.at, orphan(parts, unit)) for unit in spare if is_banner(unit.piece)]
    printed = row_by_line(parts.rows)
    articles = tuple(without_untold(draft, printed) for _, draft in sorted(drafts, key=lambda item: item[0]))
    return account(parts, articles, [unit for unit in spare if is_label(unit)])


def adopt(spare: Sequence[Unit], stories: Sequence[Story]) -> list[Unit]:
    """The units that are still spare when those right over a text, as narrow as its column, have become its subheads."""
    by_first = {story.first: story for story in stories}
    left = []
    for unit in reversed(spare):  # of two parts of one piece, the lower one comes next to the text
        story = by_first.get(unit.at + 1)
        if (
            story is None
            or is_banner(unit.piece)
            or is_organisation(unit.text)
            or opens_with_dateline(story.body[0].text)
        ):
            left.append(unit)
        else:
            story.body.insert(0, unit.piece)
    return left[::-1]


def draft_story(parts: Parts, at: int) -> Draft:
    """A story's draft with its title, section, notes, confidences and the next best titles."""
    story, label = parts.stories[at], parts.sections.get(at)
    draft, titles = draft_of(story), titles_for(parts, at)
    draft = entitle(draft, parts, at)
    if label:
        draft = replace(draft, section=label_text(label.text), lines=tuple(sorted((*draft.lines, *label.lines))))
    evidence = evidence_of(parts, at, draft)
    confidence = confidences(evidence)
    other = tuple(title for title in titles if title.headline != draft.headline or title.kicker != draft.kicker)
    noted = replace(draft, confidence=confidence, alternatives=other[:MOST_ALTERNATIVES])
    return replace(noted, notes=notes_of(noted, far=evidence.far, doubled=parts.doubled))


def entitle(draft: Draft, parts: Parts, at: int) -> Draft:
    """A draft with the best reading of its title, if it has one."""
    if at not in parts.unit_of:
        return draft
    unit = parts.matched.units[parts.unit_of[at]]
    found = parts.read_unit(unit, parts.stories[at])
    labelled = at in parts.sections
    best = next((reading for reading in found if not (labelled and reading.label)), found[0])
    return replace(with_title(draft, best), lines=tuple(sorted((*draft.lines, *unit.piece.lines))))


def with_title(draft: Draft, reading: Reading) -> Draft:
    """A draft with the parts of a title."""
    return replace(
        draft,
        section=label_text(reading.label),
        kicker=reading.kicker,
        headline=reading.headline,
        subtitle=reading.subtitle,
    )


def titles_for(parts: Parts, at: int) -> list[Title]:
    """The titles that a story may have, best first: readings of its own rows, then those of others that may fit."""
    own = parts.unit_of.get(at, -1)
    near = [unit for unit, gain in parts.gains_of[at].items() if gain > LIKELY_TITLE]
    ranked = sorted(near, key=lambda unit: (unit != own, -parts.matched.gains[unit][at]))
    return [title for unit in ranked[:MOST_ALTERNATIVES] for title in unit_titles(parts, unit, at, own == unit)]


def unit_titles(parts: Parts, unit: int, at: int, own: bool) -> list[Title]:
    """The best readings of a unit for a story: several of its own, one of another's."""
    found = parts.read_unit(parts.matched.units[unit], parts.stories[at])[: MOST_ALTERNATIVES if own else 1]
    weights = [2.0 ** (reading.weight - found[0].weight) for reading in found]
    share = likelihood(parts.matched.gains[unit][at]) / sum(weights)
    lines = parts.matched.units[unit].piece.lines
    return [
        Title(reading.kicker, reading.headline, reading.subtitle, lines, round(weight * share, 2))
        for reading, weight in zip(found, weights, strict=True)
    ]


def likelihood(odds: float) -> float:
    """Log odds, to the base of two, as a probability."""
    return float(1 / (1 + 2.0 ** -max(-60.0, min(60.0, odds))))


def evidence_of(parts: Parts, at: int, draft: Draft) -> Evidence:
    """What speaks for each field of a draft."""
    story, unit = parts.stories[at], parts.unit_of.get(at)
    following = parts.stories[at + 1].cut_weight if at + 1 < len(parts.stories) else None
    rivals = [gain for other, gain in parts.gains_of[at].items() if other != unit]
    found = parts.read_unit(parts.matched.units[unit], story) if unit is not None else []
    gain = parts.matched.gains[unit][at] if unit is not None else 0.0
    return Evidence(
        draft=draft,
        start=story.cut_weight if at else None,
        following=following,
        inside=story.inside,
        gain=gain,
        rival=max(rivals, default=-9.0),
        reading=found[0].weight - found[1].weight if len(found) > 1 else 9.0,
        rows=len(parts.matched.units[unit].rows) if unit is not None else 0,
        far=unit is not None and is_far(parts, at, parts.matched.units[unit]),
        own_bylines=len(story.bylines),
        printed=any(piece.rows[0].seat is not None for piece in story.body[:1]),
    )


def is_far(parts: Parts, at: int, unit: Unit) -> bool:
    """Whether the title of a story stands behind other stories."""
    story = parts.stories[at]
    first, last = (unit.at, story.first) if unit.at < story.first else (story.last, unit.at)
    return bisect_right(parts.firsts, first) < bisect_left(parts.firsts, last)


def orphan(parts: Parts, unit: Unit) -> Draft:
    """A headline whose text is not on this page."""
    draft = Draft(lines=tuple(sorted(unit.piece.lines)), notes=(Note("body-missing", min(unit.piece.lines)),))
    best, *others = parts.read_unit(unit, None)
    twice = any(row.twice for row in unit.rows)
    return replace(
        with_title(draft, best),
        confidence=orphan_confidences(twice=twice, sole=len(unit.rows) == 1),
        alternatives=tuple(
            Title(title.kicker, title.headline, title.subtitle, unit.piece.lines, 0.2)
            for title in others[:MOST_ALTERNATIVES]
        ),
    )


def is_label(unit: Unit) -> bool:
    """Whether words that belong to no story are a column's name rather than a headline."""
    return len(bare(unit.text)) <= LONGEST_LABEL and not is_banner(unit.piece)


def account(parts: Parts, articles: tuple[Draft, ...], labels: Sequence[Unit]) -> ParsedPage:
    """The page with each raw line in an article, in the furniture or left over."""
    held = {number for draft in articles for number in draft.lines}
    outside = [item.piece for item in parts.loose if item.piece.kind in (PieceKind.FURNITURE, PieceKind.LABEL)]
    furniture = {number for piece in outside for number in piece.lines}
    furniture.update(parts.unprinted, *(unit.piece.lines for unit in labels))
    furniture -= held
    leftover = {number for row in parts.rows for number in row.lines} - held - furniture
    spare = [piece for piece in outside if piece.kind is PieceKind.LABEL and not held.issuperset(piece.lines)]
    names = [label_text(piece.text) for piece in spare] + [unit.text for unit in labels]
    folio = read_folio(piece.text for piece in outside if piece.kind is PieceKind.FURNITURE)
    notes = () if articles else (Note("no-articles"),)
    return ParsedPage(
        articles, tuple(dict.fromkeys(names)), tuple(sorted(furniture)), tuple(sorted(leftover)), folio, notes
    )
