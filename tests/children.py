"""Processes that the program starts, pointed at what the test that started them works with."""

import os
from pathlib import Path

import pytest
from django.db import connection


def point_children_here(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Children have the project's settings, the test's database, and ``folder`` for NEWSROOM_DATA."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        address = os.environ["DATABASE_URL"].replace("/newsroom?", f"/{name}?")
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    monkeypatch.setenv("NEWSROOM_DATA", str(folder))
