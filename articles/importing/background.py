"""Work outside the request: a batch's next step is done by a process of its own, which a page in the browser only watches."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import OperationalError, ProgrammingError
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles.importing import undo
from articles.importing.again import import_again
from articles.importing.batches import claim
from articles.importing.previewing import look_through
from articles.models import ImportBatch
from articles.models.imports import RUNNING, Stage

logger = logging.getLogger(__name__)
LOGS = "logs"
STEPS: dict[str, Callable[[ImportBatch, Event], None]] = {
    Stage.PREVIEWING: look_through,
    Stage.IMPORTING: import_again,
    Stage.UNDOING: undo.carry_out,
}


def begin(batch: ImportBatch, stage: Stage) -> bool:
    """Have the batch, as it was seen, brought on by ``stage``; False if somebody else was quicker."""
    if claim(batch, stage):
        start(batch)
        return True
    return False


def start(batch: ImportBatch) -> None:
    """Have ``work`` done for the batch outside this request: by a worker of the task queue, or by a child that outlives it."""
    if settings.TASK_QUEUE:
        import_string("articles.importing.distributed.import_batch").defer(batch=batch.pk)  # procrastinate is an extra
    else:
        _start_child(batch)


def _start_child(batch: ImportBatch) -> None:
    """A process of its own, its output in NEWSROOM_DATA/logs."""
    folder = Path(settings.DATA_DIR) / LOGS
    folder.mkdir(exist_ok=True)
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "import_batch", str(batch.pk)]
    with (folder / f"batch-{batch.pk}.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603  # our own command, a number behind it
            command,
            cwd=settings.BASE_DIR,
            env=os.environ.copy(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    threading.Thread(target=child.wait, daemon=True).start()  # so that no zombie is left


def work(batch: ImportBatch, stop: Event) -> None:
    """Do the batch's next step, in the language of whoever asked for it; a step that was broken off goes on.

    What stops it early stands with the batch in words, and is raised: OperationalError or ProgrammingError of the
    database, OSError of the disk.
    """
    if batch.stage not in RUNNING:
        return
    with translation.override(batch.options.get("language") or translation.get_language()):
        try:
            STEPS[batch.stage](batch, stop)
        except (OperationalError, ProgrammingError) as error:
            words = _("The database cannot be used: %(error)s. See that it runs and has room.")
            _note_trouble(batch, words % {"error": str(error).strip()})
            raise
        except OSError as error:
            words = _("A file cannot be read or written: %(error)s. Make room, or give the right to it.")
            _note_trouble(batch, words % {"error": error.strerror or error})
            raise
        except Exception:
            _note_trouble(batch, _("The program failed. Tell whoever maintains it; its log has the reason."))
            raise


def _note_trouble(batch: ImportBatch, words: str) -> None:
    try:
        ImportBatch.objects.filter(pk=batch.pk).update(is_stopped=True, trouble=words)
    except OperationalError:  # it is the trouble
        logger.exception("batch %s stopped", batch.pk)
