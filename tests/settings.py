"""The settings of the tests: those of the project, with an environment of their own."""

import atexit
import os
import shutil
import tempfile
from multiprocessing import parent_process
from pathlib import Path

if parent_process() and "NEWSROOM_DATA" in os.environ:  # a worker of the tests, which would not clean up at its end
    _folder = os.environ["NEWSROOM_DATA"]
else:
    _folder = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    SECRET_KEY="tests-only-0123456789-0123456789-0123456789-0123456789",
    DEBUG="off",
    HTTPS="off",
    NEWSROOM_DATA=_folder,
    TASK_QUEUE="off",  # no worker runs beside the tests; those of the queue turn it on
)
os.environ.setdefault("KEPT_PAGES_MB", "0")  # no page of one test in another; those of kept pages turn it on
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/newsroom.sqlite3")

from newsroom.settings import *  # noqa: F403  # the environment must stand before they are read
from newsroom.settings import DATABASES, STORAGES

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: live servers and concurrent connections must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the cast's passwords are no secrets
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
Path(_folder, "static").mkdir(exist_ok=True)
