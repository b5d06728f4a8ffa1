"""Pictures on disk, or wherever the default storage keeps files: each under its SHA-256, written once."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db.models import Q

from articles.models import Page, Picture

FOLDER = "pictures"
SUFFIX = ".jpg"
YOUNG = timedelta(days=1)  # an import that is running writes a file before the row that names it


def digest_of(jpeg: bytes) -> str:
    """What a picture is known by: 64 hexadecimal digits."""
    return hashlib.sha256(jpeg).hexdigest()


def name_of(digest: str) -> str:
    """Where it lies; the first two digits share a folder."""
    return f"{FOLDER}/{digest[:2]}/{digest}{SUFFIX}"


def keep(jpeg: bytes) -> str:
    """Write a picture that is not there yet, and give its digest; raises OSError, with nothing left behind, if it cannot.

    A shorter file of this name is what was left when a run was killed, and is written again.
    """
    digest = digest_of(jpeg)
    name = name_of(digest)
    if default_storage.exists(name):
        if default_storage.size(name) == len(jpeg):
            return digest
        default_storage.delete(name)
    try:
        written = default_storage.save(name, ContentFile(jpeg))
    except OSError:
        default_storage.delete(name)
        raise
    if written != name:  # another run was quicker
        default_storage.delete(written)
    return digest


def open_picture(digest: str) -> File[bytes]:
    """The file; raises FileNotFoundError."""
    return default_storage.open(name_of(digest))


def is_named(digest: str) -> bool:
    """Whether a page or an article has this picture."""
    pages = Page.objects.filter(Q(picture=digest) | Q(small_picture=digest))
    return pages.exists() or Picture.objects.filter(digest=digest).exists()


def unnamed(now: datetime) -> Iterator[str]:
    """The names of the picture files that no row names and that are no younger than a day, in their order.

    Each is looked up when its turn comes, so that one that an import has just taken up again is left alone.
    """
    folders = default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []
    for folder in sorted(folders):
        for file in sorted(default_storage.listdir(f"{FOLDER}/{folder}")[1]):
            name = f"{FOLDER}/{folder}/{file}"
            if default_storage.get_modified_time(name) <= now - YOUNG and not is_named(file.removesuffix(SUFFIX)):
                yield name


def clean(now: datetime, *, delete: bool) -> tuple[int, int]:
    """How many such files there are and how many bytes they hold; they are deleted if ``delete`` says so."""
    count = total = 0
    for name in unnamed(now):
        count, total = count + 1, total + default_storage.size(name)
        if delete:
            default_storage.delete(name)
    return count, total
