"""Which page a file is: its date and number from the path, from the folio, or from options.

The manners of paths that are understood, each with its date and page:

- folders: ``2024-07-23/03.txt``, ``20240723/第03版：要闻.txt``, ``2024/07/23/3.txt``, ``2024/0723/p03.txt``,
  ``2024年7月/23日/3版.txt``;
- names: ``20240723_03.txt``, ``2024-07-23-03-要闻.txt``, ``2024年7月23日第三版.txt``, ``03_20240723.txt``;
- names with the paper's letters before: ``rmrb_20260505_p02.txt``, ``rmrb2026050502.txt``, ``jcrb-2026-05-05-A02.txt``.

The date nearest to the file's name counts; folders further up than four are not looked at.
"""

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.models.publication import MAX_PAGE_NUMBER
from articles.parser.jumps import page_number
from articles.parser.types import Folio, Note

FIRST_YEAR, LAST_YEAR = 1800, 2199
PARTS_OF_PATH = 5
MAX_PAGE_NAME = 100  # as in the model

_SUFFIX = re.compile(r"\.[A-Za-z]\w{0,4}$")

_YEAR = r"(?P<year>\d{4})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<mark>[-._/])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}年/?(?P<month>\d{{1,2}})月/?(?P<day>\d{{1,2}})日?(?!\d)",
        rf"(?<!\d){_YEAR}-?(?P<month>\d\d)/(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}年?/(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}年?/(?P<month>\d{{1,2}})[-.月](?P<day>\d{{1,2}})(?!\d)日?",
        # Eight digits in a row are a date only with a year that can be; two more are the page.
        r"(?<!\d)(?P<year>(?:1[89]|2[01])\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=\d\d(?!\d)|(?!\d))",
    )
)
_NUMBER = r"(?P<page>-?\d{1,5}|[A-Za-z]\d{1,3}|[一二三四五六七八九十]{1,3})"
_NAME = r"(?:[\s：:_.-]*(?P<name>[^\W\d_a-zA-Z][^\W\d_]{0,19}))?"
_PAGE_AFTER_DATE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"第\s*{_NUMBER}\s*版{_NAME}",
        rf"(?:^|[^a-z0-9])(?:page|p|版)[ _-]?(?P<page>\d{{1,5}})(?!\d){_NAME}",
        rf"^{_NUMBER}(?:版|[\s：:_.-]+(?=\D)|$){_NAME}",
        r"^\D*[_ -](?P<page>\d{1,3})$",
    )
)
# Without a date before it, a number at the end of a name may count anything.
_PAGE_WITHOUT_DATE = _PAGE_AFTER_DATE[:3]
_ROW_PAGE = re.compile(rf"^(?:第\s*)?{_NUMBER}\s*版?$")
_PAGE_BEFORE_DATE = (re.compile(rf"^(?:第|p)?{_NUMBER}版?[\s_.-]*$", re.IGNORECASE),)


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a page's place: None or an empty name where nothing is; ``row`` of a manifest says it, 0 if none does."""

    date: dt.date | None = None
    page: int | None = None
    page_name: str = ""
    row: int = 0


NOTHING = Identity()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page belongs."""

    date: dt.date
    page: int
    page_name: str


def from_path(path: str | os.PathLike[str]) -> Identity:
    """What the path says; raises FileError where it says something that cannot be."""
    parts = Path(path).absolute().parts[-PARTS_OF_PATH:]
    place = _SUFFIX.sub("", "/".join(parts))
    stem = place.rpartition("/")[2]
    match = _last_date(place)
    if match is None:
        return _first_page(_PAGE_WITHOUT_DATE, stem, None) or Identity()
    date, stem_at = _day(match), len(place) - len(stem)
    if match.end() <= stem_at:
        return _first_page(_PAGE_AFTER_DATE, stem, date) or Identity(date)
    after, before = _without_mark(place[match.end() :]), place[stem_at : max(stem_at, match.start())]
    return _first_page(_PAGE_AFTER_DATE, after, date) or _first_page(_PAGE_BEFORE_DATE, before, date) or Identity(date)


def from_row(date: str, page: str, page_name: str, row: int) -> Identity:
    """What a row of a manifest says: a day, a page number like 3, A03 or 第三版, and a name, each of which may be empty.

    Raises FileError where it says something that cannot be.
    """
    match = _ROW_PAGE.match(page)
    if page and not match:
        raise FileError(_("“%(page)s” is no page number. Write it like 3.") % {"page": page})
    number = _checked(_number(match["page"])) if match else None
    if len(page_name) > MAX_PAGE_NAME or not page_name.isprintable():
        raise FileError(
            _("The page name is longer than %(most)d characters or not on one line. Shorten it.")
            % {"most": MAX_PAGE_NAME}
        )
    return Identity(_read_day(date) if date else None, number, page_name, row)


def from_options(date: str | dt.date | None, page: int | None) -> Identity:
    """What the options say; raises FileError where they say something that cannot be."""
    return Identity(_read_day(date) if isinstance(date, str) else date, None if page is None else _checked(page))


def over(path: Identity, row: Identity) -> Identity:
    """What the path says, and over it what a manifest's row says: manifests are for names that mean something else."""
    return Identity(row.date or path.date, row.page or path.page, row.page_name or path.page_name, row.row)


def agree(path: Identity, options: Identity) -> Identity:
    """What path and options say together; raises FileError where they differ."""
    for said, given in ((path.date, options.date), (path.page, options.page)):
        if said and given and said != given:
            words = _(
                "The path says %(path)s, but the option says %(option)s. Rename the file, or leave the option out."
            )
            if path.row:
                words = _(
                    "By row %(row)d of the manifest it is %(path)s, but the option says %(option)s."
                    " Correct the row, or leave the option out."
                )
            raise FileError(words % {"path": _words(said), "option": _words(given), "row": path.row})
    return Identity(options.date or path.date, options.page or path.page, path.page_name)


def settle(path: Identity, options: Identity, folio: Folio, fallback: Identity = NOTHING) -> Place:
    """The page's date, number and name; the folio fills what path and options leave open. Raises FileError.

    A folio may not gainsay the path, but an option counts more than the folio: folios have misprints. ``fallback`` is what
    holds where nothing else is said.
    """
    known = agree(path, options)
    for said, given, printed in ((path.date, options.date, folio.date), (path.page, options.page, folio.page)):
        if said and printed and said != printed and not given:
            raise FileError(_gainsaid(path.row) % {"path": _words(said), "folio": _words(printed), "row": path.row})
    date, page = known.date or folio.date or fallback.date, known.page or folio.page or fallback.page
    if not date:
        raise FileError(_("The date of the page is not known. Name the file like 2024-07-23/03.txt, or give --date."))
    if not page:
        raise FileError(_("The page number is not known. Name the file like 2024-07-23/03.txt, or give --page."))
    return Place(date, _checked(page), known.page_name or folio.page_name)


def _gainsaid(row: int) -> str:
    if row:
        return _(
            "By row %(row)d of the manifest it is %(path)s, but the page prints %(folio)s."
            " Correct the row, or decide it with --date or --page."
        )
    return _(
        "The path says %(path)s, but the page prints %(folio)s. Rename the file, or decide it with --date or --page."
    )


def misprints(settled: Place, folio: Folio) -> list[Note]:
    """A ``folio-differs`` note for a date or page number of the folio that an option overruled."""
    return [
        Note("folio-differs", detail=_words(printed))
        for said, printed in ((settled.date, folio.date), (settled.page, folio.page))
        if printed and said != printed
    ]


def sort_key(path: Path) -> tuple[dt.date, int, str]:
    """By date, page and name; what cannot be read from the path comes first."""
    try:
        identity = from_path(path)
    except FileError:
        identity = Identity()
    return identity.date or dt.date.min, identity.page or 0, os.fspath(path)


def _last_date(place: str) -> re.Match[str] | None:
    matches = [match for pattern in _DATES for match in pattern.finditer(place)]
    return max(matches, key=lambda match: (match.end(), -match.start()), default=None)


def _day(match: re.Match[str]) -> dt.date:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise FileError(
            _("There is no %(date)s in the calendar. Correct the date.") % {"date": f"{year:04}-{month:02}-{day:02}"}
        ) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FileError(_("No newspaper of the year %(year)d can be imported. Correct the date.") % {"year": year})
    return date


def _read_day(date: str) -> dt.date:
    match = next((match for pattern in _DATES if (match := pattern.fullmatch(date.strip()))), None)
    if match is None:
        raise FileError(_("“%(date)s” is no date. Write it like 2024-07-23.") % {"date": date})
    return _day(match)


def _without_mark(after: str) -> str:
    """``_03`` and ``-03`` are page 3 after a date; ``_-1`` is page −1, which there is not."""
    return after[1:] if after.startswith("-") else after.lstrip(" _.：")


def _first_page(patterns: tuple[re.Pattern[str], ...], text: str, date: dt.date | None) -> Identity | None:
    match = next((match for pattern in patterns if (match := pattern.search(text))), None)
    if match is None:
        return None
    return Identity(date, _checked(_number(match["page"])), match.groupdict().get("name") or "")


def _number(numeral: str) -> int:
    letter = numeral[0].upper()
    if letter.isascii() and letter.isalpha() and letter not in "AP":
        raise FileError(
            _("Pages of part %(letter)s cannot be told from those of part A. Number the pages through the whole issue.")
            % {"letter": letter}
        )
    return int(numeral) if numeral.startswith("-") else page_number(numeral.upper())


def _checked(page: int) -> int:
    if not 1 <= page <= MAX_PAGE_NUMBER:
        raise FileError(
            _("There is no page %(page)d: pages are numbered from 1 to %(most)d. Correct the number.")
            % {"page": page, "most": MAX_PAGE_NUMBER}
        )
    return page


def _words(said: dt.date | int) -> str:
    return _("page %d") % said if isinstance(said, int) else said.isoformat()
