"""A database that is away for a moment costs nothing; one that stays away ends the run."""

import contextlib

import pytest
from django.db import OperationalError, connection

from articles.importing import patience
from articles.importing.patience import patiently
from articles.importing.run import import_paths
from articles.models import Article, FileState, ImportFile
from tests.importing.plain import parse_plain

STORY = "#水库春灌开闸放水\n3月5日，县水务局组织春灌。"


@pytest.fixture(autouse=True)
def _in_no_time(monkeypatch):
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0))


class Away:
    """A step that finds the database away for the first ``times``, as after a restart of it."""

    def __init__(self, times):
        self.times, self.tries = times, 0

    def __call__(self):
        self.tries += 1
        if self.tries <= self.times:
            connection.close()
            raise OperationalError("the connection is closed")
        return "done"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_step_is_done_again_while_the_database_is_away():
    step = Away(times=2)
    assert (patiently(step), step.tries) == ("done", 3)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_database_that_stays_away_ends_the_run():
    step = Away(times=9)
    with pytest.raises(OperationalError):
        patiently(step)
    assert step.tries == 3


@pytest.mark.django_db
def test_a_database_that_answers_is_not_waited_for():
    tries = []

    def step():
        tries.append(None)
        connection.ensure_connection()
        raise OperationalError("no such table")

    with pytest.raises(OperationalError):
        patiently(step)
    assert len(tries) == 1


@pytest.mark.django_db
def test_a_database_that_others_keep_busy_is_waited_for():
    errors = iter([OperationalError("database is locked"), OperationalError("deadlock detected\nDETAIL: …")])

    def step():
        connection.ensure_connection()
        if error := next(errors, None):
            raise error
        return "done"

    assert patiently(step) == "done"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_run_goes_on_when_its_connection_was_cut(write):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no connection to cut")
    paths = [write("2024-07-23/03.txt", STORY), write("2024-07-23/04.txt", STORY.replace("水库", "小学"))]
    parsed = []

    def parse(text):
        parsed.append(text)
        with contextlib.suppress(OperationalError):
            if len(parsed) == 2:
                connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return parse_plain(text)

    report = import_paths(paths, publication="青川日报", parse=parse)
    assert [file.state for file in report.files] == [FileState.NEW] * 2
    assert (len(parsed), Article.objects.count(), ImportFile.objects.count()) == (2, 2, 2)  # none is parsed twice
