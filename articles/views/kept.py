"""Pages that were made for a reader, kept in the memory of the process for the next one."""

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock

from django.http import HttpResponse

LASTS = 60  # seconds, should a change ever be made without a new edition
_LEVEL = 6  # of gzip: 9 takes twice the time for one per cent
_AROUND = 1000  # bytes that a page takes beside its text: key, headers


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer with its text packed by gzip, and the digest of that text as a weak ETag: it is the same packed or not."""

    packed: bytes
    headers: dict[str, str]

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        """What is kept of a rendered answer."""
        digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
        packed = gzip.compress(response.content, _LEVEL, mtime=0)
        return cls(packed, {**response.headers, "ETag": f'W/"{digest}"'})

    def answer(self, *, accepts_gzip: bool) -> HttpResponse:
        """The answer anew, to be changed by whoever passes it on."""
        headers = self.headers | ({"Content-Encoding": "gzip"} if accepts_gzip else {})
        return HttpResponse(self.packed if accepts_gzip else gzip.decompress(self.packed), headers=headers)


@dataclass(slots=True)
class KeptPages:
    """The pages that were asked for last, as many as fit in ``most`` bytes; one process's, for all its threads."""

    most: int
    _pages: OrderedDict[Hashable, tuple[str, float, KeptPage]] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: Hashable, edition: str) -> KeptPage | None:
        """The page as it was kept in this edition, at the most LASTS seconds ago."""
        with self._lock:
            kept_in, kept_at, page = self._pages.get(key, ("", 0.0, None))
            if page is None or kept_in != edition or time.monotonic() - kept_at > LASTS:
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Hashable, edition: str, page: KeptPage) -> None:
        """Keep the page for this edition, and let go those that nobody asked for since longest."""
        with self._lock:
            self._drop(key)
            self._pages[key] = (edition, time.monotonic(), page)
            self._size += _AROUND + len(page.packed)
            while self._size > self.most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        if key in self._pages:
            self._size -= _AROUND + len(self._pages.pop(key)[2].packed)
