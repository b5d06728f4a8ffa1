"""FAULTS 4: a disk that is full ends the run in words; what was written stays, nothing else is left."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.importing import patience
from articles.importing.run import import_paths
from articles.models import Article, FileState, Page
from tests.generator import write_archive


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_full_disk_ends_the_run_and_the_same_command_goes_on_later(
    tmp_path: Path, in_english: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets a test say how large the database may grow")
    monkeypatch.setattr(patience, "PAUSES", ())  # a new connection would know no limit
    write_archive(tmp_path / "pages", 40, seed=4)
    most = pragma("page_count") + 200
    pragma(f"max_page_count={most}")
    with pytest.raises(CommandError, match=r"database or disk is full.*has room") as ended:
        call_command("import_pages", str(tmp_path / "pages"), publication="青川日报", jobs=1)
    assert ended.value.returncode == 3
    written = Page.objects.count()
    assert (0 < written < 40, pragma("integrity_check")) == (True, "ok")
    assert not Page.objects.filter(articles=None).exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages"]
    pragma("max_page_count=4294967294")
    report = import_paths([tmp_path / "pages"], publication="青川日报")
    assert report.counts() == {"new": 40 - written, "changed": 0, "unchanged": written, "failed": 0}
    assert [state for state in FileState if report.counts().get(state)] == [FileState.NEW, FileState.UNCHANGED]
    assert Article.objects.count() > 40


def pragma(words: str) -> int:
    """What SQLite answers."""
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {words}").fetchone()[0]
