"""Pictures on disk, or wherever the default storage keeps files: each under its SHA-256, written once."""

import hashlib

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage


def digest_of(jpeg: bytes) -> str:
    """What a picture is known by: 64 hexadecimal digits."""
    return hashlib.sha256(jpeg).hexdigest()


def name_of(digest: str) -> str:
    """Where it lies; the first two digits share a folder."""
    return f"pictures/{digest[:2]}/{digest}.jpg"


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
