"""What is true of a story before it is set: its fields as an editor would want them, and how each is printed."""

from dataclasses import dataclass
from enum import StrEnum

from articles.parser.types import Block, BlockKind, Contributor


class Kind(StrEnum):
    """The sorts of items that stand on a page."""

    NEWS = "news"
    FEATURE = "feature"
    ESSAY = "essay"
    POEM = "poem"
    NAMES = "names"
    TABLE = "table"
    LETTER = "letter"
    NOTICE = "notice"
    CAPTION = "caption"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block and how it is printed: wrapped at the measure, or on these ``rows`` of its own."""

    block: Block
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """How the people of a story are printed: a dateline before the text, a line of its own, or brackets at the end."""

    place: str = ""
    contributors: tuple[Contributor, ...] = ()
    also: tuple[Contributor, ...] = ()
    lead: str = ""
    byline: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One item of a page; ``jump_to`` and ``jump_from`` are page numbers, 0 where it does not jump."""

    kind: Kind
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    section: str = ""
    signature: Signature = Signature()
    passages: tuple[Passage, ...] = ()
    jump_to: int = 0
    jump_from: int = 0

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body as an editor would want it."""
        return tuple(passage.block for passage in self.passages)


def paragraph(text: str) -> Passage:
    """A paragraph that is wrapped at the measure."""
    return Passage(Block(BlockKind.PARAGRAPH, text))


def row(text: str) -> Passage:
    """A paragraph that stands on one line as it is: a verse, a row of a table."""
    return Passage(Block(BlockKind.PARAGRAPH, text), (text,))
