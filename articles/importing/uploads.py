"""Uploads: files that come through the browser, each upload in a folder of its own under NEWSROOM_DATA/uploads.

Sizes are looked at while the bytes come; what is too much is refused before it is on disk.
"""

import datetime as dt
import io
import re
import secrets
import shutil
import string
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.importing import sources
from articles.importing.identity import sort_key
from articles.importing.sources import Source
from articles.models import ImportBatch
from articles.models.imports import UNCONFIRMED

MEGABYTE = 1024 * 1024
MOST_BYTES = 200 * MEGABYTE  # of an upload
MOST_OF_A_PAGE = 20 * MEGABYTE  # of a file; a zip may be as large as the upload
KEPT = dt.timedelta(days=7)  # an upload that nobody has confirmed
ARCHIVES = (".zip",)
MANIFESTS = (".csv", ".xlsx")
FOLDER = "uploads"
_INCOMING = ".incoming"
_LONGEST_PART = 80  # characters: 240 bytes, of the 255 that a name may have
_DEEPEST = 4


class UploadRefused(Exception):
    """The upload cannot be taken; the message says why, and what to do. ``status`` is that of the answer."""

    def __init__(self, words: str, status: int = 413) -> None:
        super().__init__(words)
        self.status = status


def make_folder() -> str:
    """A new folder that only the program's user may read; gives its name, which nobody can guess."""
    # Letters only: eight digits in a row would be read as a date of the files in it.
    name = "".join(secrets.choice(string.ascii_lowercase) for _ in range(26))
    root = _root()
    root.mkdir(mode=0o700, exist_ok=True)
    (root / name).mkdir(mode=0o700)
    return name


def folder_of(name: str) -> Path:
    """Where the upload of this name lies."""
    return _root() / name


def discard_folder(name: str) -> None:
    """Remove an upload's files; one that is gone is fine."""
    if name:
        shutil.rmtree(folder_of(name), ignore_errors=True)


def sweep(now: dt.datetime) -> None:
    """Remove uploads that were left lying, with their folders; of those that nobody has confirmed the batch goes too."""
    old = ImportBatch.objects.exclude(folder="").filter(started_at__lt=now - KEPT)
    for batch in old.defer("outcomes"):
        if not batch.is_running(now):
            discard_folder(batch.folder)
            swept = ImportBatch.objects.filter(pk=batch.pk)
            swept.filter(stage__in=UNCONFIRMED).delete()
            swept.update(folder="")
    named = set(ImportBatch.objects.exclude(folder="").values_list("folder", flat=True))
    for folder in _root().iterdir() if _root().is_dir() else ():
        age = now.timestamp() - folder.stat().st_mtime
        if folder.name not in named and age > KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def found(name: str) -> list[Source]:
    """The files of the upload, by their names in it. A manifest says which files there are; each other file is one itself."""
    folder = folder_of(name)
    files = sorted((path for path in folder.rglob("*") if path.is_file()), key=sort_key)
    manifests = [path for path in files if path.suffix.lower() in MANIFESTS]
    return [replace(source, name=_within(source.name, folder)) for source in sources.find(manifests or files)]


def place(name: str, received: Sequence[Path], wished: Sequence[str]) -> int:
    """Give the files that came in the names that were ``wished``, folders and all, and count them; hidden ones go.

    Raises UploadRefused if there is none, two of one name, or one that cannot have its name.
    """
    folder, placed = folder_of(name), 0
    for path, wish in zip(received, wished, strict=True):
        target = folder / safe_path(wish)
        if target == folder:
            path.unlink()
            continue
        _make_parents(target, folder)
        if target.exists():
            words = _(
                "Two files are called %(name)s. Give them different names, or put them into a zip with their folders."
            )
            raise UploadRefused(words % {"name": target.relative_to(folder)}, status=400)
        path.rename(target)
        placed += 1
    if not placed:
        raise UploadRefused(_("There is no file to import. Choose pages as text or PDF, or a zip of them."), status=400)
    shutil.rmtree(folder / _INCOMING, ignore_errors=True)
    return placed


def _make_parents(target: Path, folder: Path) -> None:
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        words = _("%(name)s cannot be put into its folder (%(error)s). Give files and folders different names.")
        said = {"name": target.relative_to(folder), "error": error.strerror}
        raise UploadRefused(words % said, status=400) from error


def safe_path(name: str) -> PurePosixPath:
    """The name as a path that stays where it is put: its last few parts, printed characters only; empty if it is hidden."""
    parts = ["".join(filter(str.isprintable, part)).strip() for part in re.split(r"[/\\]+", name)]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") for part in parts):
        return PurePosixPath()
    return PurePosixPath(*(_shortened(part) for part in parts[-_DEEPEST:]))


class FolderUploadHandler(FileUploadHandler):
    """Writes the files of a form's ``field`` straight into the folder of an upload, and stops at its limits with the reason in ``refused``."""

    def __init__(self, request: HttpRequest | None, name: str, field: str) -> None:
        super().__init__(request)
        self._field = field
        self.received: list[Path] = []
        self.refused: UploadRefused | None = None
        self._folder = folder_of(name) / _INCOMING
        self._folder.mkdir(mode=0o700)
        self._out: IO[bytes] | None = None
        self._all = self._one = 0

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """The next file begins; one of another field than that of the pages is passed over."""
        if field_name != self._field:
            raise SkipFile
        super().new_file(field_name, *args, **kwargs)
        path = self._folder / str(len(self.received))
        self.received.append(path)
        self._one = 0
        self._out = path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the next bytes of it, if they are not too many."""
        self._one += len(raw_data)
        self._all += len(raw_data)
        self._check()
        try:
            if self._out:
                self._out.write(raw_data)
        except OSError as error:
            words = _("There is no room for the files: %(error)s. Tell whoever maintains the program.")
            self._refuse(UploadRefused(words % {"error": error.strerror}, status=507))

    def file_complete(self, file_size: int) -> UploadedFile:
        """All of it has come; what Django gets knows the name and the size only."""
        self._close()
        return UploadedFile(io.BytesIO(), name=self.file_name, content_type=self.content_type, size=file_size)

    def upload_interrupted(self) -> None:
        """The browser has gone."""
        self._close()

    def _check(self) -> None:
        name = self.file_name or ""
        if self._all > MOST_BYTES:
            words = _("The upload is larger than %(most)d MB. Upload it in parts, or have it imported on the server.")
            self._refuse(UploadRefused(words % {"most": MOST_BYTES // MEGABYTE}))
        if self._one > MOST_OF_A_PAGE and not name.lower().endswith(ARCHIVES):
            words = _("%(name)s is larger than %(most)d MB, the most that a page may have.")
            self._refuse(UploadRefused(words % {"name": name, "most": MOST_OF_A_PAGE // MEGABYTE}))

    def _refuse(self, refused: UploadRefused) -> None:
        """What still comes is read and thrown away, so that the browser hears the answer."""
        self._close()
        self.refused = refused
        raise StopUpload(connection_reset=False)

    def _close(self) -> None:
        if self._out:
            self._out.close()
            self._out = None


def names_of(files: Iterable[UploadedFile], paths: Sequence[str]) -> list[str]:
    """What the files are to be called: the paths that the browser said beside them, if there is one for each."""
    names = [file.name or "" for file in files]
    return list(paths) if len(paths) == len(names) else names


def _root() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def _within(name: str, folder: Path) -> str:
    return name.removeprefix(f"{folder}/")


def _shortened(part: str) -> str:
    return part if len(part) <= _LONGEST_PART else part[: _LONGEST_PART // 2] + part[-_LONGEST_PART // 2 :]


def is_left(batch: ImportBatch) -> bool:
    """Whether the files of a batch that was uploaded are still there; those of another one are where they were."""
    return folder_of(batch.folder).is_dir() if batch.folder else bool(batch.options.get("paths"))
