"""What the parser takes and gives: frozen records that all its stages share."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a body is."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"


# Corners in per-cent of the page's width and height, from its left and top; clockwise.
Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subhead or caption of a body, re-flowed to one line."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person who is named as a source of an article; ``role`` as printed (通讯员, 记者 …) or empty."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Title:
    """A proposed kicker, headline and subtitle, with the raw lines they stand on and a confidence of 0–1."""

    kicker: str
    headline: str
    subtitle: str
    lines: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Note:
    """Something for the editor to look at: a code such as ``headline-missing``, and where."""

    code: str
    line: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A picture of an article: its index in ``PageSource.pictures``, and what is printed of it."""

    picture: int
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as the parser understood it.

    ``lines`` are the numbers of all raw lines it was made from, ascending; ``confidence`` gives 0–1 for each of
    kicker, headline, subtitle, section, place, contributors and body; ``alternatives`` are the next best titles,
    best first; ``continued_from`` and ``continued_to`` are page numbers printed in a jump line.
    For a page of a PDF ``zones`` are where it stands, and ``pictures`` its own.
    """

    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    section: str = ""
    place: str = ""
    dateline: str = ""
    contributors: tuple[Contributor, ...] = ()
    body: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    alternatives: tuple[Title, ...] = ()
    continued_from: int | None = None
    continued_to: int | None = None
    zones: tuple[Polygon, ...] = ()
    pictures: tuple[DraftPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Folio:
    """What the page prints of itself: its date, number, name (要闻) and the paper's name, where they stand there."""

    date: dt.date | None = None
    page: int | None = None
    page_name: str = ""
    publication: str = ""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page taken apart: each non-blank raw line is in an article, in ``furniture`` or in ``leftover``."""

    articles: tuple[Draft, ...] = ()
    labels: tuple[str, ...] = ()
    furniture: tuple[int, ...] = ()
    leftover: tuple[int, ...] = ()
    folio: Folio = Folio()
    notes: tuple[Note, ...] = ()
