"""Worker processes that read and parse files; their results come in the order of the files."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.importing.known import KnownPage
from articles.importing.reading import Reading, name_of
from articles.importing.sources import Source
from articles.worker import begin

logger = logging.getLogger(__name__)
AHEAD = 2  # files a worker: enough that none waits for the writer, few enough that memory stays flat
TRIES = 3
Read = Callable[[Source], list[Reading]]
Result = tuple["Task", list[Reading]]


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the run; what is ``known`` of its pages need not be read."""

    source: Source
    known: Sequence[KnownPage] = ()


def in_order(tasks: Iterable[Task], read: Read, jobs: int) -> Iterator[Result]:
    """Each task with what ``read`` makes of its file, by ``jobs`` processes, at most a few files ahead of whoever asks.

    With one job it is done in this process. ``read`` and what it gives must be such as can be pickled.
    """
    if jobs == 1:
        return ((task, [] if task.known else read(task.source)) for task in tasks)
    return _by_crew(tasks, _Crew(read, jobs))


def _by_crew(tasks: Iterable[Task], crew: "_Crew") -> Iterator[Result]:
    try:
        for task in tasks:
            crew.begin(task)
            while crew.is_full:
                yield crew.next()
        while crew.begun:
            yield crew.next()
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Crew:
    """The workers, and the files that they have begun, in order; what is known has no future."""

    read: Read
    jobs: int
    begun: deque[tuple[Task, Future[list[Reading]] | None]] = field(default_factory=deque)
    pool: ProcessPoolExecutor | None = None

    @property
    def is_full(self) -> bool:
        """Whether enough is begun."""
        return len(self.begun) > AHEAD * self.jobs

    def begin(self, task: Task) -> None:
        """Give the file to a worker."""
        self.begun.append((task, None if task.known else self._submitted(task)))

    def next(self) -> Result:
        """The first file that was begun, once it is done."""
        task, future = self.begun.popleft()
        if future is None:
            return task, []
        try:
            return task, future.result()
        except BrokenProcessPool:
            return task, self._alone(task)

    def dismiss(self) -> None:
        """End the workers; what they have begun is thrown away."""
        if self.pool:
            self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = None

    def _submitted(self, task: Task) -> Future[list[Reading]]:
        self.pool = self.pool or ProcessPoolExecutor(
            self.jobs, mp_context=get_context("spawn"), initializer=begin, initargs=(get_language() or "",)
        )
        try:
            return self.pool.submit(self.read, task.source)
        except BrokenProcessPool as error:  # a worker died since the last file: whoever asks for this one finds out
            future: Future[list[Reading]] = Future()
            future.set_exception(error)
            return future

    def _alone(self, task: Task) -> list[Reading]:
        """A worker died, of this file or of another: this one is tried by itself, then the others are begun again."""
        readings = self._tried(task)
        begun = [task for task, _future in self.begun]
        self.begun.clear()
        for other in begun:
            self.begin(other)
        return readings

    def _tried(self, task: Task) -> list[Reading]:
        for _try in range(TRIES):
            logger.warning("A worker process died; %s is read again.", task.source.name)
            self.dismiss()
            try:
                return self._submitted(task).result()
            except BrokenProcessPool:
                continue
        self.dismiss()
        error = _("The process that read this file was ended %(times)d times. Look at the file, or for lack of memory.")
        return [Reading(name_of(task.source), error=error % {"times": TRIES})]
