"""What a whole archive is refused for: each check is a line of ``CHECKS``."""

import re
import stat
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from zipfile import ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.importing.errors import FileError

MOST_ENTRIES = 20_000
MOST_TIMES = 100  # text packs some 3 to 10 times smaller
NO_BOMB = 20_000_000  # bytes that may be unpacked in any case
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile unpacks the others without a limit
ENCRYPTED = 0x2041
_ABSOLUTE = re.compile(r"^(?:/|[A-Za-z]:)")

Entries = Sequence[tuple[str, ZipInfo]]


def check(entries: Entries, size: int) -> None:
    """Raises FileError if an archive of ``size`` bytes with these files, by name, is not to be read."""
    for offender, words in CHECKS:
        name = offender(entries, size)
        if name is not None:
            raise FileError(words % {"name": name, "most": MOST_ENTRIES, "times": MOST_TIMES})


def _too_many(entries: Entries, _size: int) -> str | None:
    return entries[MOST_ENTRIES][0] if len(entries) > MOST_ENTRIES else None


def _leading_out(entries: Entries, _size: int) -> str | None:
    return next((name for name, _info in entries if _ABSOLUTE.match(name) or ".." in name.split("/")), None)


def _no_file(entries: Entries, _size: int) -> str | None:
    """A link, or a device; systems other than Unix leave the kind open."""
    kinds = ((name, stat.S_IFMT(info.external_attr >> 16)) for name, info in entries)
    return next((name for name, kind in kinds if kind not in (0, stat.S_IFREG)), None)


def _doubled(entries: Entries, _size: int) -> str | None:
    names = sorted(name for name, _info in entries)
    return next((name for name, after in pairwise(names) if name == after), None)


def _locked(entries: Entries, _size: int) -> str | None:
    return next((name for name, info in entries if info.flag_bits & ENCRYPTED), None)


def _unusual(entries: Entries, _size: int) -> str | None:
    return next((name for name, info in entries if info.compress_type not in METHODS), None)


def _bomb(entries: Entries, size: int) -> str | None:
    unpacked = sum(info.file_size for _name, info in entries)
    return entries[0][0] if unpacked > max(NO_BOMB, MOST_TIMES * size) else None


CHECKS: tuple[tuple[Callable[[Entries, int], str | None], Promise], ...] = (
    (_too_many, _("The archive holds more than %(most)d files. Pack it in several.")),
    (_leading_out, _("The archive would write outside its folder: %(name)s. Pack it again from inside one folder.")),
    (_no_file, _("The archive holds a link or a device: %(name)s. Pack it again with the files themselves.")),
    (_doubled, _("The archive holds %(name)s twice. Pack it again with one of them.")),
    (_locked, _("The archive is locked with a password. Pack it without one.")),
    (_unusual, _("The archive is packed in an unusual manner. Pack it again as an ordinary ZIP.")),
    (_bomb, _("The archive unpacks to more than %(times)d times its size. Pack it again with the pages alone.")),
)
