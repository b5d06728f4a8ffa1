"""A file's bytes, or why they cannot be had, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing.errors import FileError


@contextmanager
def in_words() -> Iterator[None]:
    """What the file system refuses, as a FileError."""
    try:
        yield
    except FileNotFoundError:
        raise FileError(_("There is no such file. Check the path.")) from None
    except PermissionError:
        raise FileError(
            _("The file may not be read. Give the user who runs the import the right to read it.")
        ) from None
    except OSError as error:
        raise FileError(_("The file could not be read: %(reason)s. Try again.") % {"reason": error.strerror}) from error


def read_bytes(path: Path, most: int) -> bytes:
    """The file's first bytes, ``most`` and one more at the most; raises FileError."""
    with in_words():
        if path.is_dir():
            raise FileError(
                _(
                    "The folder holds no page (.txt, .pdf) or archive (.zip) that can be read. Check the path and its rights."
                )
            )
        if path.exists() and not path.is_file():  # a pipe or a device never ends
            raise FileError(_("This is not a file. Give a text file, a PDF, an archive or a folder."))
        with path.open("rb") as file:
            return file.read(most + 1)
