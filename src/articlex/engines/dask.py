"""A Dask cluster: the one at an address, or processes of this machine under a scheduler of their own.

Tasks travel in chunks with the articles' bytes in them, so the workers need no common file system, only the
same version of articlex and its rules. Dask itself moves the chunks of a lost worker to others; a chunk that
kills its workers is taken apart and its articles are tried one by one with nothing else running.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from articlex.engines.work import Notice, Outcome, Recipe, Task, died, extractor_of, work
from articlex.errors import ArticlexError, EngineError, MissingDependencyError

CHUNK = 16
"""Articles a chunk: some ten milliseconds of work each, against about one of Dask's own per task."""

CHUNK_BYTES = 2**19
"""The same in bytes, so that large articles travel in smaller numbers."""

CHUNKS_PER_THREAD = 3
"""Chunks under way for each thread of the cluster: one at work, the others on their way."""

CONNECT_SECONDS = 15
"""Seconds in which a scheduler has to answer."""

PATIENCE = 60
"""Seconds to wait for a cluster without a single worker before giving up."""

KILLED = object()
"""The answer of a chunk that was given up because its workers died."""


class DaskEngine:
    """Works on the cluster at `scheduler`, or on one of `workers` local processes if that is None."""

    def __init__(self, recipe: Recipe, workers: int, scheduler: str | None) -> None:
        try:
            import dask
            import distributed
        except ImportError:
            raise MissingDependencyError("Dask is not installed: pip install 'articlex[dask]'") from None
        self._dask, self._distributed = dask, distributed
        self._recipe, self._workers, self._scheduler = recipe, workers, scheduler
        self._run = uuid.uuid4().hex[:8]  # Dask's keys must differ between runs; they do not reach the output
        self._number = 0

    def outcomes(self, tasks: Iterator[Task]) -> Iterator[Outcome | Notice]:
        """See `Engine`. Closing the iterator gives up what is under way."""
        with ExitStack() as stack:
            client = self._connect(stack)
            stack.enter_context(client.as_current())
            running: dict[Any, list[Task]] = {}
            stack.callback(_give_up, client, running)
            suspects: list[Task] = []
            chunks = _chunks(tasks)
            while True:
                room = CHUNKS_PER_THREAD * max(1, _threads(client)) - len(running)
                for _ in range(room):
                    if (chunk := next(chunks, None)) is None:
                        break
                    running[self._submit(client, chunk)] = chunk
                if not running:
                    break
                for future in self._finished(client, running):
                    answer = self._answer(future)
                    if answer is None:
                        continue
                    chunk = running.pop(future)
                    if answer is KILLED:
                        yield Notice("worker-replaced", "a worker of the cluster died over a chunk")
                        suspects.extend(chunk)
                    else:
                        yield from answer
            for task in suspects:
                yield from self._alone(client, task)

    def _alone(self, client: Any, task: Task) -> list[Outcome]:
        """The outcome of a task whose chunk killed its workers, with nothing else running on the cluster."""
        future = self._submit(client, [task])
        answer = None
        while answer is None:
            self._finished(client, {future: [task]})
            answer = self._answer(future)
        return [died(task, "killed on the cluster")] if answer is KILLED else list(answer)

    def _connect(self, stack: ExitStack) -> Any:
        distributed = self._distributed
        if self._scheduler is None:
            # Two lost workers convict a chunk: ours die for a reason, no machine leaves this cluster.
            stack.enter_context(self._dask.config.set({"distributed.scheduler.allowed-failures": 1}))
            cluster = distributed.LocalCluster(
                n_workers=self._workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs="CRITICAL",
            )
            stack.enter_context(cluster)
            return stack.enter_context(distributed.Client(cluster, set_as_default=False))
        try:
            return stack.enter_context(
                distributed.Client(self._scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
            )
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {self._scheduler} ({type(error).__name__}); "
                "start one with `dask scheduler`, or leave --scheduler out for processes of this machine"
            ) from None

    def _submit(self, client: Any, chunk: list[Task]) -> Any:
        self._number += 1
        key = f"articlex-{self._run}-{self._number}"
        return client.submit(work_chunk, self._recipe, chunk, key=key, pure=False)

    def _finished(self, client: Any, running: dict[Any, list[Task]]) -> list[Any]:
        """The futures that ended, at least one; raises `EngineError` if the cluster is lost."""
        wait: Any = self._distributed.wait
        alone_since: float | None = None
        while True:
            try:
                return list(wait(list(running), timeout=2, return_when="FIRST_COMPLETED").done)
            except (TimeoutError, asyncio.TimeoutError):  # one and the same from Python 3.11 on
                pass
            if _threads(client):
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > PATIENCE:
                raise EngineError(
                    f"the Dask cluster has had no worker for {PATIENCE} seconds; start some with "
                    "`dask worker`, then run the same command again to go on"
                )

    def _answer(self, future: Any) -> Any:
        """The outcomes of a finished chunk; `KILLED` if its workers died; None if Dask does it again.

        The last is so if the worker that held the outcomes died before they were fetched.
        """
        error: BaseException | None = None
        if future.status == "finished":
            try:
                return future.result(timeout=PATIENCE)
            except (TimeoutError, asyncio.TimeoutError):
                return None
            except Exception as caught:  # what the worker raised, or that there is none any more
                error = caught
        elif future.status == "error":
            error = future.exception()
        elif future.status in ("pending", "lost"):
            return None
        if error is None or future.status == "cancelled":
            raise EngineError("the Dask scheduler dropped a chunk; run the same command again to go on")
        if isinstance(error, self._distributed.scheduler.KilledWorker):
            return KILLED
        if isinstance(error, ArticlexError):
            raise error
        raise EngineError(
            f"the cluster cannot run articlex ({type(error).__name__}: {error}); "
            "install this version of articlex on its workers"
        ) from error


def _threads(client: Any) -> int:
    """The threads that the cluster has now; raises `EngineError` if its scheduler is gone."""
    try:
        if client.status == "running":
            return sum(client.nthreads().values())
    except OSError:  # it went while we asked
        pass
    raise EngineError("the connection to the Dask scheduler is lost; run the same command again to go on")


def _give_up(client: Any, running: dict[Any, list[Task]]) -> None:
    if running and client.status == "running":
        client.cancel(list(running))


def _chunks(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += len(task.unit.data)
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def work_chunk(recipe: Recipe, chunk: list[Task]) -> list[Outcome]:
    """The outcomes of a chunk, on a worker of the cluster."""
    extractor_of(recipe)  # another version or other rules refuse here, before any article is read
    return [work(recipe, task) for task in chunk]
