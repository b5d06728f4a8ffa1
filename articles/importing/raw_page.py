"""A page as it comes, from a text file or a PDF, before anything is known of it but its bytes and its name."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.importing.identity import NOTHING, Identity
from articles.importing.printed import Printed
from articles.parser.printed import PageSource
from articles.parser.types import Note, ParsedPage


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page of a file: ``said`` is what its path says, ``given`` what the options say, ``fallback`` what else may be.

    ``read`` gives what is to be parsed, and notes on it; ``picture`` gives the pictures of a parsed page. Both raise
    FileError, and are called only for a page that is not in yet.
    """

    name: str
    digest: str
    said: Identity
    given: Identity
    read: Callable[[], tuple[str | PageSource, list[Note]]]
    picture: Callable[[ParsedPage], Printed] | None = None
    fallback: Identity = NOTHING
