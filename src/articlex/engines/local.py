"""Processes of this machine.

Each worker has a pipe of its own and answers its tasks in the order in which it got them, so when one dies
the first unanswered task is the one it was at. (The pools of the standard library break as a whole when a
process dies, and do not tell at what.)
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from articlex.engines.work import Notice, Outcome, Recipe, Task, died, extractor_of, peak_memory, work
from articlex.errors import ArticlexError, EngineError

AHEAD = 16
"""Articles that a worker has waiting: a tenth of a second of work, longer than the driver is ever busy,
and little enough that the last worker is not alone for long at the end."""

AHEAD_BYTES = 2**18
"""The same in bytes: large articles wait in smaller numbers, so the driver's memory stays flat."""

MEMORY_EVERY = 16
"""Articles after which a worker looks how much memory it has needed."""

START_ATTEMPTS = 3
"""Workers that die one after another before the first is ever ready, until the engine gives up."""

RESTART_ATTEMPTS = 20
"""The same once one has been ready: then the fault is not in the set-up, and short of memory may pass."""

READY = "ready"
REFUSED = "refused"


class LocalEngine:
    """A pool of `workers` processes; see the package's description for what it promises."""

    def __init__(self, recipe: Recipe, workers: int) -> None:
        self._recipe = recipe
        self._wanted = workers
        self._context = multiprocessing.get_context("spawn")  # fork is unsafe beside threads (a progress bar)
        self._workers: list[_Worker] = []
        self._again: deque[Task] = deque()  # what a dead worker had waiting
        self._alone: deque[Task] = deque()  # what a dead worker was at
        self._suspects: set[bytes] = set()
        self._failed_starts = 0
        self._attempts = START_ATTEMPTS

    def outcomes(self, tasks: Iterator[Task]) -> Iterator[Outcome | Notice]:
        """See `Engine`. Closing the iterator ends the workers at once."""
        held: Task | None = None
        try:
            while True:
                while held := held or self._next(tasks):
                    worker = self._free(held)
                    if worker is None:
                        break
                    worker.give(held)
                    held = None
                while self._alone and (worker := self._idle()) is not None:
                    worker.give(self._alone.popleft())
                    worker.alone = True
                if held is None and not self._alone and not any(w.waiting for w in self._workers):
                    break
                for worker in self._heard():
                    yield from self._listen(worker)
            yield Notice(
                "memory", "peak of the largest worker", max((w.memory for w in self._workers), default=0)
            )
        finally:
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _next(self, tasks: Iterator[Task]) -> Task | None:
        return self._again.popleft() if self._again else next(tasks, None)

    def _free(self, task: Task) -> _Worker | None:
        """The worker with the fewest tasks that has room for one more; a new one while there are too few."""
        open_ = [w for w in self._workers if not w.alone and w.has_room(task)]
        best = min(open_, key=lambda w: len(w.waiting), default=None)
        if (best is None or best.waiting) and len(self._workers) < self._wanted:
            return self._start()
        return best

    def _idle(self) -> _Worker | None:
        """A worker with nothing to do, for a task that has to be alone."""
        for worker in self._workers:
            if not worker.waiting:
                return worker
        return self._start() if len(self._workers) < self._wanted else None

    def _start(self) -> _Worker:
        worker = _Worker(self._context, self._recipe)
        self._workers.append(worker)
        return worker

    def _heard(self) -> list[_Worker]:
        by_connection: dict[Any, _Worker] = {worker.connection: worker for worker in self._workers}
        return [by_connection[connection] for connection in wait(list(by_connection))]

    def _listen(self, worker: _Worker) -> Iterator[Outcome | Notice]:
        """All that the worker has said by now; its end, if it ended."""
        try:
            while True:
                said = worker.connection.recv()
                if isinstance(said, Outcome):
                    worker.answered()
                    yield said
                elif said[0] == REFUSED:
                    raise EngineError(said[1])
                else:
                    worker.ready, self._failed_starts, self._attempts = True, 0, RESTART_ATTEMPTS
                    worker.memory = said[1]
                if not worker.connection.poll():
                    return
        except (EOFError, OSError):
            yield from self._bury(worker)

    def _bury(self, worker: _Worker) -> Iterator[Outcome | Notice]:
        """Take a dead worker's tasks back: the one it was at is tried alone once, then given up."""
        self._workers.remove(worker)
        how = worker.end()
        if not worker.ready:
            self._failed_starts += 1
            self._again.extend(worker.waiting)
            if self._failed_starts >= self._attempts:
                raise EngineError(
                    f"worker processes end before they begin ({how}); if you call this from a script of your "
                    'own, put the call below `if __name__ == "__main__":`'
                )
            return
        yield Notice("worker-replaced", how)
        if not worker.waiting:
            return
        culprit, *others = worker.waiting
        self._again.extend(others)
        if culprit.key in self._suspects:
            self._suspects.discard(culprit.key)
            yield died(culprit, how)
        else:
            self._suspects.add(culprit.key)
            self._alone.append(culprit)


class _Worker:
    """One process with its pipe, as the engine sees it."""

    def __init__(self, context: Any, recipe: Recipe) -> None:
        self.connection, theirs = context.Pipe(duplex=True)
        self.waiting: deque[Task] = deque()
        self.bytes = 0
        self.ready = False
        self.alone = False
        self.memory = 0
        self._process = context.Process(target=serve, args=(theirs, recipe), daemon=True)
        self._process.start()
        theirs.close()

    def has_room(self, task: Task) -> bool:
        return not self.waiting or (
            len(self.waiting) < AHEAD and self.bytes + len(task.unit.data) <= AHEAD_BYTES
        )

    def give(self, task: Task) -> None:
        self.waiting.append(task)
        self.bytes += len(task.unit.data)
        try:
            self.connection.send(task)
        except OSError:  # it just died; the next wait tells, and the task is in `waiting`
            return

    def answered(self) -> None:
        self.bytes -= len(self.waiting.popleft().unit.data)
        self.alone = False

    def end(self) -> str:
        """End the process if it still runs; how it ended, in words."""
        self.connection.close()
        self._process.join(0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        if code >= 0:
            return f"exit code {code}"
        memory = ", which is what the system does when memory runs out" if -code == 9 else ""
        return f"signal {signal.Signals(-code).name}{memory}"


def serve(connection: Connection, recipe: Recipe) -> None:
    """A worker's life: build the extractor, then answer tasks in order until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the driver decides
    inbox: queue.SimpleQueue[Task] = queue.SimpleQueue()
    # Tasks are taken off the pipe at all times: a driver that waits to send would not read our answers.
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        extractor_of(recipe)
        connection.send((READY, peak_memory()))
        told = 0
        for number in itertools.count(1):
            connection.send(work(recipe, inbox.get()))
            if number % MEMORY_EVERY == 0 or inbox.empty():
                memory = peak_memory()
                if memory > told:
                    told = memory
                    connection.send((READY, memory))
    except ArticlexError as error:
        connection.send((REFUSED, str(error)))
    except OSError:  # the driver is gone
        os._exit(0)


def _receive(connection: Connection, inbox: queue.SimpleQueue[Task]) -> None:
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)  # the driver is gone or wants no more: nobody waits for what we are at
