"""What SQLite is let know of its tables."""

import sqlite3
from threading import Timer

import pytest
from django.db import connection

from articles.models.statistics import renew_statistics
from tests.factories import PageFactory


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sees to its statistics by itself")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_they_wait_for_another_writer() -> None:
    PageFactory.create()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_schema")  # makes their table
        cursor.execute("DELETE FROM sqlite_stat1")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, other.rollback).start()

    renew_statistics()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'articles_page'")
        assert cursor.fetchone()[0] > 0
