"""From a file to parsed pages: all that needs no database, so that a worker process can do it."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext as _

from articles.importing import identity, pdf, sources, texts
from articles.importing.errors import FileError
from articles.importing.fill import PageContent, page_content
from articles.importing.identity import NOTHING, Identity
from articles.importing.printed import Printed
from articles.importing.raw_page import RawPage
from articles.importing.report import shown
from articles.importing.sources import PageFile, Source
from articles.parser import parse_page
from articles.parser.printed import PageSource
from articles.parser.types import Note, ParsedPage

logger = logging.getLogger(__name__)
MAX_PATH = 500  # as in the models
PAGE_MARK = 4  # characters: #128
EMPTY = PageContent()
Parse = Callable[[str | PageSource], ParsedPage]


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as the writer gets it: parsed, or with the ``error`` that says in words why it could not be read.

    ``said`` is what its path says of its place, ``given`` what the options say, ``fallback`` what else may be; ``publication``
    is the newspaper's name where a manifest says it.
    """

    name: str
    digest: str = ""
    publication: str = ""
    said: Identity = NOTHING
    given: Identity = NOTHING
    fallback: Identity = NOTHING
    raw: str = ""
    content: PageContent = EMPTY
    notes: tuple[Note, ...] = ()
    printed: Printed | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads and parses the files of a run, of which the options may say a date and a page number."""

    date: str | dt.date | None = None
    page: int | None = None
    parse: Parse = parse_page
    door: pdf.Door = pdf.DOOR

    def given(self) -> Identity:
        """What the options say; raises FileError."""
        return identity.from_options(self.date, self.page)

    def read(self, source: Source) -> list[Reading]:
        """The pages of a file, at least one; none raises, what is wrong stands in the reading."""
        try:
            pages = self._pages(source)
        except FileError as error:
            return [Reading(name_of(source), error=str(error))]
        return [replace(self._reading(page), publication=source.publication) for page in pages]

    def _pages(self, source: Source) -> list[RawPage]:
        if source.error:
            raise FileError(source.error)
        name, said, given = name_of(source), sources.identity_of(source), self.given()
        if not source.is_pdf:
            file = sources.read(source)
            return [RawPage(name, file.digest, said, given, partial(_text, file))]
        file = pdf.read(source)
        return pdf.raw_pages(source, name[PAGE_MARK - MAX_PATH :], file, said, given, self.door)

    def _reading(self, page: RawPage) -> Reading:
        known = partial(Reading, page.name, page.digest, said=page.said, given=page.given, fallback=page.fallback)
        try:
            text, notes = page.read()
            parsed = self._parse(text)
            printed = page.picture(parsed) if page.picture else None
        except FileError as error:
            return known(error=str(error))
        raw = text if isinstance(text, str) else text.raw
        return known(raw=raw, content=page_content(parsed, raw, printed), notes=tuple(notes), printed=printed)

    def _parse(self, text: str | PageSource) -> ParsedPage:
        try:
            return self.parse(text)
        except Exception as error:  # one page must not stop the rest; the log has what its author needs
            logger.exception("the parser failed")
            raise FileError(
                _("The parser failed on this page (%(error)s). Send the file to whoever maintains the program.")
                % {"error": type(error).__name__}
            ) from error


def name_of(source: Source) -> str:
    """What the report and the batch call it."""
    return shown(source.name)[-MAX_PATH:]


def _text(file: PageFile) -> tuple[str, list[Note]]:
    raw, replaced = texts.page_text(file.raw)
    return raw, [Note("unreadable-characters", detail=str(replaced))] if replaced else []
