"""Every string of the source is in the Chinese catalogue, translated, and the compiled catalogue is the current one."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

LOCALE = Path(settings.BASE_DIR) / "articles" / "locale"
CATALOGUE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"


def run(*command: str, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def tools() -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("no gettext: `make test` installs it")


def ids(catalogue: str) -> set[str]:
    """The msgids, each on one line."""
    return {"".join(re.findall(r'"(.*)"', found)) for found in re.findall(r"^msgid ((?:\".*\"\n)+)", catalogue, re.M)}


def test_catalogue_has_every_string_of_the_source(tools: None, tmp_path: Path) -> None:
    for name in ("articles", "newsroom", "templates"):
        shutil.copytree(Path(settings.BASE_DIR) / name, tmp_path / name, ignore=shutil.ignore_patterns("*.pyc"))
    (tmp_path / "locale").mkdir()  # for the strings outside the app
    run(sys.executable, "-m", "django", "makemessages", "-l", "zh_Hans", "--no-location", "--no-wrap", folder=tmp_path)
    gathered = "".join(path.read_text("utf-8") for path in tmp_path.rglob("django.po"))
    kept = run("msgcat", "--no-wrap", str(CATALOGUE), folder=tmp_path)
    assert ids(gathered) - ids(kept) == set()


def test_catalogue_is_complete(tools: None) -> None:
    told = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", "/dev/null", str(CATALOGUE)],
        check=True, capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    ).stderr  # fmt: skip
    assert re.fullmatch(r"\d+ translated messages\.\n", told), told


def test_compiled_catalogue_is_current(tools: None, tmp_path: Path) -> None:
    run("msgfmt", "-o", str(tmp_path / "django.mo"), str(CATALOGUE), folder=tmp_path)
    assert (tmp_path / "django.mo").read_bytes() == CATALOGUE.with_suffix(".mo").read_bytes()
