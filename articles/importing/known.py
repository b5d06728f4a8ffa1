"""Which files are in the database as they are: nothing of them is parsed, and nothing written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.importing import identity, pdf, sources
from articles.importing.errors import FileError
from articles.importing.identity import Identity
from articles.importing.papers import Papers
from articles.importing.reading import MAX_PATH, PAGE_MARK, name_of
from articles.importing.sources import PageFile, Source
from articles.models import Page

Found = Mapping[str, Sequence[Page]]


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that stands in the database with the bytes of the file ``name``."""

    name: str
    page: Page


def known_pages(batch: Sequence[Source], given: Identity, papers: Papers) -> dict[Source, list[KnownPage]]:
    """Those files of the batch of which each page is in, where path, manifest and options want it; two queries."""
    candidates = {source: _candidates(source, given, papers) for source in batch}
    found = _pages({digest for each in candidates.values() for digest in each.firsts})
    whole = {source: each.rest(found) for source, each in candidates.items()}
    found = found | _pages({digest for rest in whole.values() for digest in rest} - found.keys())
    known = {source: each.known(whole[source], found) for source, each in candidates.items()}
    return {source: pages for source, pages in known.items() if pages}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file, where its first page belongs, and what that page may be known by; an empty ``paper`` leaves it open."""

    name: str
    file: PageFile
    wanted: Identity
    paper: str
    firsts: Sequence[str]

    def rest(self, found: Found) -> list[str]:
        """What all its pages are known by, if the first one is there."""
        total = next((total for total, digest in enumerate(self.firsts, start=1) if digest in found), 0)
        if len(self.firsts) == 1:
            return list(self.firsts[:total])
        return [pdf.digest_of(self.file, number, total) for number in range(1, total + 1)]

    def known(self, digests: Sequence[str], found: Found) -> list[KnownPage]:
        """All its pages, or none of them."""
        pages = [self._page(at, found.get(digest, ())) for at, digest in enumerate(digests)]
        names = [
            self.name if len(pages) == 1 else f"{self.name[PAGE_MARK - MAX_PATH :]}#{n + 1}" for n in range(len(pages))
        ]
        known = [KnownPage(name, page) for name, page in zip(names, pages, strict=True) if page]
        return known if len(known) == len(pages) else []

    def _page(self, at: int, pages: Sequence[Page]) -> Page | None:
        """The one page that can be meant; several leave it to the folio."""
        number = self.wanted.page and self.wanted.page + at
        fitting = [
            page
            for page in pages
            if self.wanted.date in (None, page.issue.date)
            and number in (None, page.number)
            and self.paper in ("", page.issue.publication.name)
        ]
        return fitting[0] if len(fitting) == 1 else None


def _candidates(source: Source, given: Identity, papers: Papers) -> _Candidate:
    """What cannot be read or told from its path is known by nothing: reading it tells why."""
    nothing = _Candidate("", PageFile(b"", ""), given, "", ())
    try:
        paper = papers.known(source.publication)
        wanted = identity.agree(sources.identity_of(source), given)
        file = replace(pdf.read(source) if source.is_pdf else sources.read(source), raw=b"")
    except FileError:
        return nothing
    firsts = [file.digest]
    if source.is_pdf:
        firsts = [pdf.digest_of(file, 1, total) for total in range(1, pdf.MOST_PAGES + 1)]
    return _Candidate(name_of(source), file, wanted, paper.name if paper else "", firsts)


def _pages(digests: Iterable[str]) -> dict[str, list[Page]]:
    """Pages by digest, each with its issue and publication."""
    pages = Page.objects.filter(digest__in=list(digests)).select_related("issue__publication")
    by_digest: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages.only("digest", "number", "name", "issue__date", "issue__publication"):
        by_digest[page.digest].append(page)
    return dict(by_digest)
