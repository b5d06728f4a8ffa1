"""What the machine room asks."""

from typing import Any

from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def no_database(*_args: Any) -> Any:
    raise OperationalError("could not connect")


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_readyz_is_ok_when_all_is_there(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_names_the_migration_that_is_missing(client: Client, db: None) -> None:
    ((app, name),) = MigrationLoader(connection).graph.leaf_nodes("articles")
    MigrationRecorder(connection).record_unapplied(app, name)
    response = client.get("/readyz")
    assert (response.status_code, f"articles.{name}" in response.content.decode()) == (503, True)
    assert b"manage.py migrate" in response.content


def test_readyz_is_503_without_the_database(client: Client, db: None) -> None:
    with connection.execute_wrapper(no_database):
        response = client.get("/readyz")
    assert (response.status_code, b"DATABASE_URL" in response.content) == (503, True)


def test_page_is_503_without_the_database(client: Client, db: None) -> None:
    client.raise_request_exception = False
    with connection.execute_wrapper(no_database):
        response = client.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "数据库没有应答" in response.content.decode()
