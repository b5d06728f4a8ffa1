"""Several calls at the same moment, as several people make them."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in threads that start together, each on its own connection; what each returned or raised, unordered."""
    outcomes: list[Any] = []
    gate = threading.Barrier(len(calls))
    threads = [threading.Thread(target=_run, args=(call, gate, outcomes)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def _run(call: Callable[[], Any], gate: threading.Barrier, outcomes: list[Any]) -> None:
    try:
        gate.wait()
        outcomes.append(call())
    except Exception as error:  # any error is an outcome to be asserted on
        outcomes.append(error)
    finally:
        connection.close()
