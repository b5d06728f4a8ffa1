"""A page through its stages, in the order of the table ``STAGES``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import add

from articles.parser import (
    captions,
    classify,
    compose,
    match,
    measure,
    packages,
    parting,
    pieces,
    refusals,
    rows,
    segment,
    zones,
)
from articles.parser.measure import Measure
from articles.parser.pieces import Piece
from articles.parser.printed import PageSource
from articles.parser.profile import DEFAULT, Profile
from articles.parser.roles import Role
from articles.parser.rows import Row
from articles.parser.segment import Loose, Story
from articles.parser.types import ParsedPage


@dataclass(slots=True)
class Sheet:
    """A page on its way: each stage fills in its part and reads those of the stages before."""

    printed: str | PageSource
    profile: Profile
    rows: list[Row] = field(default_factory=list)
    unprinted: list[int] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    pairs: frozenset[str] = frozenset()
    roles: list[Role] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    matched: match.Matched = field(default_factory=match.Matched)
    page: ParsedPage = field(default_factory=ParsedPage)

    @property
    def text(self) -> str:
        """The raw text that line numbers count in."""
        return self.printed if isinstance(self.printed, str) else self.printed.raw


def read(sheet: Sheet) -> None:
    """Raw text, or the lines of a PDF, to rows."""
    sheet.rows, sheet.unprinted = rows.read_rows(sheet.printed)


def size(sheet: Sheet) -> None:
    """Each row's column measure; torn rows are joined; the page's pairs of characters inside a line."""
    sheet.rows, sheet.measures = measure.mend(sheet.rows, measure.measures(sheet.rows))
    whole = "\n".join([row.text for row in sheet.rows])
    sheet.pairs = frozenset(map(add, whole, whole[1:]))


def refuse_mixed(sheet: Sheet) -> None:
    """Lines that were read across the columns are not guessed at."""
    if isinstance(sheet.printed, str) and refusals.mixed_columns(sheet.text, sheet.rows, sheet.measures, sheet.pairs):
        sheet.page = refusals.refused(sheet.rows, sheet.unprinted, "columns-mixed")


def classify_rows(sheet: Sheet) -> None:
    """Each row's role."""
    sheet.roles = classify.classify(sheet.rows, sheet.measures, sheet.pairs, sheet.profile)


def gather(sheet: Sheet) -> None:
    """Paragraphs, headline groups and single lines."""
    sheet.pieces = captions.restore_captions(pieces.gather(sheet.rows, sheet.measures, sheet.roles))


def cut(sheet: Sheet) -> None:
    """Stories, and what stands outside them."""
    sheet.stories, sheet.loose = segment.segment(sheet.pieces)


def pair(sheet: Sheet) -> None:
    """Headlines to stories."""
    sheet.matched = match.match(sheet.pieces, sheet.stories, sheet.loose, sheet.pairs)


def part(sheet: Sheet) -> None:
    """Stories in which two titles meet to two."""
    known = parting.partings(sheet.stories, sheet.matched)
    if known:
        sheet.stories, sheet.loose = segment.segment(sheet.pieces, known)
        pair(sheet)


def package(sheet: Sheet) -> None:
    """Texts that share one headline to one story."""
    sheet.stories, sheet.loose, sheet.matched = packages.merge_packages(
        sheet.pieces, sheet.stories, sheet.loose, sheet.matched
    )


def draft(sheet: Sheet) -> None:
    """Drafts with all their fields, and the lines that belong to none."""
    parts = compose.Parts(sheet.stories, sheet.loose, sheet.matched, sheet.rows, sheet.unprinted, sheet.pairs)
    sheet.page = compose.compose(parts)


def zone(sheet: Sheet) -> None:
    """Where each article of a PDF page stands."""
    if not isinstance(sheet.printed, str):
        sheet.page = zones.with_zones(sheet.page, sheet.printed)


STAGES: tuple[tuple[str, Callable[[Sheet], None]], ...] = (
    ("read", read),
    ("size", size),
    ("refuse", refuse_mixed),
    ("classify", classify_rows),
    ("gather", gather),
    ("cut", cut),
    ("pair", pair),
    ("part", part),
    ("package", package),
    ("draft", draft),
    ("zone", zone),
)


def run(printed: str | PageSource, profile: Profile = DEFAULT) -> Sheet:
    """A page with what each stage found, for explaining; a refused one ends at the stage that refuses it."""
    sheet = Sheet(printed, profile)
    for _, stage in STAGES:
        stage(sheet)
        if sheet.page.notes:
            break
    return sheet


def parse_page(printed: str | PageSource, profile: Profile = DEFAULT) -> ParsedPage:
    """The articles of one page's raw text, or of one page of a PDF; lines are numbered from 1 over ``raw.split("\\n")``.

    A page that is too large for one, or whose columns' lines are mixed up, comes back with all its lines left over
    and a note that says so.
    """
    raw = printed if isinstance(printed, str) else printed.raw
    return refusals.too_large(raw) or run(printed, profile).page
