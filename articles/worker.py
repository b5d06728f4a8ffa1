"""The beginning of a worker process; nothing here may need Django, which is not set up yet."""

import os
import signal
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

import django
from django.utils import translation


def begin(language: str) -> None:
    """Set up Django, leave Ctrl+C to the parent, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()
    django.setup()
    translation.activate(language)


def _end_with_the_parent() -> None:
    """A parent that was killed can send no word: its sentinel becomes ready."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
