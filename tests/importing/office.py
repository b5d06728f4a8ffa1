"""An office of its own for tests and benchmarks of whole processes: a new database, and commands run beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

PROJECT = Path(__file__).resolve().parents[2]
# What an import leaves behind, article by article, without keys and times.
CONTENTS = """
import json
from django.db.models import F
from articles.importing.fill import CONTENT
from articles.models import Article, ImportFile, Page
def rows():
    for article in Article.objects.with_place().prefetch_related("bylines").order_by("page__issue__date", "page__number", "position"):
        yield [str(article.page), article.section and article.section.name, article.version, article.revisions.count(),
               article.continued_from and article.continued_from.headline,
               [[byline.order, byline.role, byline.printed_name, byline.correspondent.name] for byline in article.bylines.all()],
               {name: getattr(article, name) for name in CONTENT}]
pages = list(Page.objects.order_by("issue__date", "number").values_list("issue__date", "number", "digest", "name"))
files = sorted(ImportFile.objects.values_list("path", "state"))
print(json.dumps({"articles": list(rows()), "pages": pages, "files": files}, default=str))
"""


@dataclass(frozen=True)
class Office:
    """A migrated database in a folder of its own; ``environment`` leads commands to it."""

    environment: dict[str, str]

    def manage(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """A command of ``manage.py``, to its end."""
        return subprocess.run(
            self._command(*arguments), env=self.environment, capture_output=True, text=True, **options
        )

    def begin(self, *arguments: str) -> "subprocess.Popen[str]":
        """A command of ``manage.py`` that goes on, in a session of its own."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            self._command(*arguments), env=self.environment, text=True, start_new_session=True, **pipes
        )

    def contents(self) -> dict[str, Any]:
        """Its articles, pages and files as plain values."""
        return dict(json.loads(self.manage("shell", "--no-imports", "-c", CONTENTS, check=True).stdout))

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(PROJECT / "manage.py"), *arguments]


@contextmanager
def an_office(folder: Path, name: str) -> Iterator[Office]:
    """A new office on the kind of database that the tests run on."""
    home = folder / name
    home.mkdir()
    server = settings.DATABASES["default"]  # the tests' settings complete the environment
    environment = unmeasured(os.environ) | {"NEWSROOM_DATA": str(home), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    if "postgresql" not in server["ENGINE"]:
        environment["DATABASE_URL"] = f"sqlite:///{home}/newsroom.sqlite3"
        yield _migrated(Office(environment))
        return
    login = {"host": server["HOST"] or server["OPTIONS"]["host"], "user": server["USER"], "dbname": "postgres"}
    database = f"{name}_{os.getpid()}"
    with psycopg.connect(**login, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{database}"')
        try:
            environment["DATABASE_URL"] = f"postgres://{login['user']}@/{database}?host={login['host']}"
            yield _migrated(Office(environment))
        finally:
            connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


def unmeasured(environment: Mapping[str, str]) -> dict[str, str]:
    """Without what makes a child process measure its coverage: it would be killed before it tells, and takes twice as long."""
    return {name: value for name, value in environment.items() if not name.startswith("COVERAGE_PROCESS")}


def _migrated(office: Office) -> Office:
    office.manage("migrate", "--verbosity", "0", check=True)
    return office
