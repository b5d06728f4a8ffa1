"""What SQLite is let know of its tables."""

import sqlite3
from threading import Timer

import pytest
from django.db import connection

from articles.models.statistics import renew_statistics


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sees to its statistics by itself")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_they_wait_for_another_writer() -> None:
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, other.rollback).start()

    renew_statistics()

    assert not other.in_transaction
