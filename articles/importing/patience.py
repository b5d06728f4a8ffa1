"""Patience with a database that is away for a moment, as while it is restarted, or that another run keeps busy."""

import logging
import re
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

Result = TypeVar("Result")
logger = logging.getLogger(__name__)
# SQLite's word for a writer that it did not get, PostgreSQL's for two that waited for each other.
_CROWDED = re.compile("database is locked|deadlock detected")
PAUSES = (0.5, 1, 2, 4, 8)  # seconds: longer than a restart takes


def patiently(step: Callable[[], Result]) -> Result:
    """Do the step, again after each pause while the database does not answer or is locked; it must be one that may be done twice.

    Raises OperationalError or InterfaceError if it stays so, or at once if the database answers and something else is wrong.
    """
    for pause in PAUSES:
        try:
            return step()
        except (InterfaceError, OperationalError) as error:
            connection.close_if_unusable_or_obsolete()
            if connection.connection is not None and not _CROWDED.search(str(error)):
                raise
            logger.warning("The database is away or busy, trying again in %s s: %s", pause, str(error).strip())
            time.sleep(pause)
    return step()
