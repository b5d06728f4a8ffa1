"""Ctrl+C: the first lets the page in hand be finished, a second ends at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from django.utils.translation import ngettext


@contextmanager
def stopped_by_hand() -> Iterator[Event]:
    """An event that the first SIGINT sets; after it SIGINT is as it was."""
    stop = Event()
    before = signal.getsignal(signal.SIGINT)

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def in_words(left: int) -> str:
    """What is said at the end of a run that was stopped, of which so many files are left."""
    words = ngettext(
        "Stopped: %d file was not begun. The same command goes on from here.",
        "Stopped: %d files were not begun. The same command goes on from here.",
        left,
    )
    return words % left
