"""Pictures on disk."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from articles import media

BYTES = b"a picture"
DIGEST = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]


def test_keep_writes_once_under_the_digest(folder: Path) -> None:
    assert media.keep(BYTES) == DIGEST
    written = folder / "pictures" / DIGEST[:2] / f"{DIGEST}.jpg"
    before = written.stat().st_mtime_ns
    assert media.keep(BYTES) == DIGEST
    assert (files(folder), written.stat().st_mtime_ns) == ([f"pictures/{DIGEST[:2]}/{DIGEST}.jpg"], before)
    with media.open_picture(DIGEST) as file:
        assert file.read() == BYTES


def test_keep_writes_again_what_a_killed_run_left_half_written(folder: Path) -> None:
    media.keep(BYTES)
    (folder / media.name_of(DIGEST)).write_bytes(BYTES[:3])
    media.keep(BYTES)
    assert (folder / media.name_of(DIGEST)).read_bytes() == BYTES


def test_keep_leaves_nothing_behind_on_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(name: str, content: object) -> str:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(b"a")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped), "save", lambda self, name, content: fill_up(name, content))
    with pytest.raises(OSError, match="No space left"):
        media.keep(BYTES)
    assert files(folder) == []


def test_keep_leaves_one_file_where_two_runs_write_it_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media.keep(BYTES)
    monkeypatch.setattr(type(default_storage._wrapped), "exists", lambda self, name: False)
    monkeypatch.setattr(
        type(default_storage._wrapped), "get_available_name", lambda self, name, max_length=None: f"{name}.other"
    )
    assert media.keep(BYTES) == DIGEST
    assert files(folder) == [media.name_of(DIGEST)]
