"""A batch run: plan, work, put together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

from articlex import engines, sinks, sources
from articlex.batch.events import Event, Failed, Progressed, Started, Summary, WorkerReplaced, Writing
from articlex.batch.journal import Counts, Journal, digest
from articlex.batch.output import Place, place, remove_draft, trouble, write_failures, write_records
from articlex.engines import Engine, Notice, Outcome, Recipe, Task
from articlex.errors import OptionError
from articlex.sinks import Format
from articlex.sources import Failure, Unit

FACTORY = "articlex.batch.extractor:build"
"""Where workers get their extractor."""

EVENT_SECONDS = 0.1
"""Progress is told at most this often."""

RATE_SECONDS = 10.0
"""The rate is that of this last time."""

Path_ = str | os.PathLike[str]


def run(
    inputs: Path_ | Sequence[Path_],
    output: Path_,
    *,
    format: Format | None = None,
    flat: bool = False,
    workers: int | None = None,
    fresh: bool = False,
    append: bool = False,
    retry_failed: bool = False,
    engine: str = "local",
    scheduler: str | None = None,
    rules: Sequence[Path_] = (),
    published: date | None = None,
    on_event: Callable[[Event], None] | None = None,
    factory: str = FACTORY,
) -> Summary:
    """Extract all articles of files, folders or standard input (`-`) into one output.

    Records stand in the order of the input, whatever the number of workers. A run that ended early, however
    it did, goes on when it is called again: what is done is kept in a journal beside the output, by content
    and rule set. A changed article, another rule set or another version is done again, and nothing else.

    Args:
        inputs: one path or several; folders are walked to the bottom.
        output: a file with the ending of its format, or a folder for `records.jsonl`. It appears when it is
            whole. `failures.jsonl` stands beside it if an article failed.
        format: jsonl, jsonl.gz, csv, parquet, sqlite or duckdb; None takes it from the ending, else jsonl.
        flat: Parquet with one claim a row.
        workers: processes; None takes one for each core. A Dask cluster at `scheduler` has its own number.
        fresh: forget what earlier runs into this output did.
        append: add to the database that stands at `output`, replacing articles that changed.
        retry_failed: try articles again that failed before.
        engine: `local` or `dask`.
        scheduler: address of a Dask scheduler; None starts a cluster of processes on this machine.
        rules: folders with rules and lexicons of your own.
        published: publication date of articles that bring none.
        on_event: called with each event in this process, in order; None tells nothing, and does not count
            the articles first.
        factory: `module:function` that makes the extractor from the folders of `rules`.

    Returns:
        The summary. After Ctrl-C it has `interrupted` set and the journal holds all that was done.

    Raises:
        OptionError: options that do not fit each other.
        OutputError: no space, no permission, another run at the same output.
        EngineError: workers that do not start, or a cluster that is lost. What was done is kept.
        MissingDependencyError: a format or engine whose package is not installed.

    On systems that start processes anew the call has to stand below `if __name__ == "__main__":`.
    """
    started = monotonic()
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    if not given:
        raise OptionError("no input is given; name a file, a folder or - for standard input")
    where = place(output, format)
    _check_inputs(given, where)
    sinks.check(where.form, flat=flat, append=append)
    count = workers or _cores()
    folders = tuple(str(Path(folder).resolve()) for folder in rules)
    recipe = Recipe(factory, folders, published)
    recipe = replace(recipe, fingerprint=recipe.build().fingerprint)
    runner = engines.create(engine, recipe, count, scheduler)
    tell = on_event or _nobody
    with closing(Journal(where.journal, fresh=fresh)) as journal:
        _check_sink(where, flat, append)  # with the journal ours: another run's draft must not be touched
        if retry_failed:
            journal.forget_failures()
        work = _Work(given, where, recipe, journal, tell, started)
        try:
            work.total = None if on_event is None else _count(given, where)
            tell(Started(work.total, count, engine))
            work.go(runner)
            tell(Writing(where.output))
            failures = write_failures(where, journal)
            write_records(where, journal.planned(), flat=flat, append=append)
            if not append:
                journal.prune()
            summary = _summary(work, journal.counts(), failures, started)
        except KeyboardInterrupt:
            journal.commit()
            summary = replace(_summary(work, journal.counts(), None, started), interrupted=True)
    tell(summary)
    return summary


def _nobody(event: Event) -> None:
    """Hears events that nobody asked for."""


def _cores() -> int:
    """Processors that this process may use (a container or `taskset` may allow fewer than there are)."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _check_inputs(given: Sequence[Path_], where: Place) -> None:
    """An output that is among the inputs would be overwritten."""
    for path in given:
        if os.fspath(path) != "-" and Path(path).resolve() in where.own:
            raise OptionError(f"{path} is input and output at once; choose another name for -o")


def _check_sink(where: Place, flat: bool, append: bool) -> None:
    """Find out before hours of work whether the output can be written at all, by opening and leaving it."""
    appending = append and where.output.exists()
    with trouble(where.output):
        remove_draft(where)
        sinks.create(
            where.form, where.output if appending else where.draft, flat=flat, append=appending
        ).abort()
        remove_draft(where)


def _walk(given: Sequence[Path_], where: Place) -> Iterator[Unit | Failure]:
    for path in given:
        yield from sources.units(path, exclude=where.own)


def _count(given: Sequence[Path_], where: Place) -> int | None:
    """The number of articles, found by a walk that reads none of them; standard input is read only once."""
    if any(os.fspath(path) == "-" for path in given):
        return None
    return sum(sources.count(path, exclude=where.own) for path in given)


def _summary(work: _Work, counts: Counts, failures: Path | None, started: float) -> Summary:
    return Summary(
        articles=counts.articles,
        reused=work.reused,
        failed=counts.failed,
        claims=counts.claims,
        mentions=counts.mentions,
        characters=counts.characters,
        seconds=monotonic() - started,
        output=work.where.output,
        failures=failures,
        worker_memory=work.memory,
    )


class _Work:
    """The middle of a run: hands out what is not done, enters what comes back, tells how far it is."""

    def __init__(
        self,
        given: Sequence[Path_],
        where: Place,
        recipe: Recipe,
        journal: Journal,
        tell: Callable[[Event], None],
        started: float,
    ) -> None:
        self.given, self.where, self.recipe = given, where, recipe
        self.journal, self.tell, self.started = journal, tell, started
        self.total: int | None = None
        self.done = self.reused = self.failed = self.claims = self.memory = 0
        self._worked = 0
        self._under_way: dict[bytes, list[tuple[str, int | None]]] = {}  # where each content lies
        self._told = 0.0
        self._pace: deque[tuple[float, int]] = deque()

    def go(self, engine: Engine) -> None:
        """Work until the whole plan is done."""
        with closing(engine.outcomes(self._tasks())) as answers:  # type: ignore[type-var]
            for answer in answers:
                if isinstance(answer, Notice):
                    self._notice(answer)
                else:
                    self._enter(answer)
                self._progress()
        self.journal.commit()
        self._progress(now=True)

    def _tasks(self) -> Iterator[Task]:
        """Walk the input, write the plan, and give out each article that is neither done nor under way."""
        fingerprint = self.recipe.fingerprint or ""
        for position, unit in enumerate(_walk(self.given, self.where)):
            if isinstance(unit, Failure):
                self.journal.plan_failure(position, unit)
                self._failed(unit)
                self.done += 1
                continue
            key = digest(unit, fingerprint, self.recipe.published)
            self.journal.plan(position, unit, key)
            is_done, is_failure = self.journal.is_done(key)
            if is_done:
                self.done += 1
                self.reused += 1
                self.failed += is_failure
                self._progress()
            elif key in self._under_way:
                self._under_way[key].append((unit.file, unit.line))
            else:
                self._under_way[key] = [(unit.file, unit.line)]
                yield Task(key, unit)

    def _enter(self, outcome: Outcome) -> None:
        self.journal.add(outcome)
        places = self._under_way.pop(outcome.key)
        self.done += len(places)
        self._worked += 1
        self.claims += len(places) * outcome.claims
        if outcome.failure is not None:
            for file, line in places:
                self._failed(outcome.failure.at(file, line))

    def _failed(self, failure: Failure) -> None:
        self.failed += 1
        self.tell(Failed(failure))

    def _notice(self, notice: Notice) -> None:
        if notice.kind == "memory":
            self.memory = max(self.memory, notice.value)
        else:
            self.tell(WorkerReplaced(notice.text))

    def _progress(self, now: bool = False) -> None:
        time = monotonic()
        if not now and time - self._told < EVENT_SECONDS:
            return
        self._told = time
        self._pace.append((time, self._worked))
        while time - self._pace[0][0] > RATE_SECONDS:
            self._pace.popleft()
        (since, before), seconds = self._pace[0], time - self.started
        rate = (self._worked - before) / (time - since) if time > since else 0.0
        self.tell(Progressed(self.done, self.reused, self.failed, self.claims, seconds, rate, self.total))
