"""Where a run writes: names, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from articlex import sinks
from articlex.batch.journal import Journal, Planned
from articlex.engines.work import unpack
from articlex.errors import OptionError, OutputError
from articlex.sinks import Entry, Format, Sink
from articlex.sources import Failure

FAILURES = "failures.jsonl"


class Place(NamedTuple):
    """The files of a run: output, list of failures, journal, and the output's name until it is whole."""

    output: Path
    form: Format
    failures: Path
    journal: Path
    draft: Path

    @property
    def own(self) -> tuple[Path, ...]:
        """All of them, as a walk through the input must pass them over."""
        return tuple(path.resolve() for path in (self.output, self.failures, self.journal, self.draft))


def place(output: str | os.PathLike[str], form: Format | None) -> Place:
    """The files for what the user gave as output and format.

    A name with a known ending is the output file. A folder, or a name without any ending, is a folder in
    which the output is called `records` with the format's ending. Without ending and
    format it is jsonl.

    Raises `OptionError` if ending and format contradict each other, `OutputError` if the folder cannot be
    made.
    """
    path = Path(output)
    if form is not None and form not in sinks.FORMATS:
        raise OptionError(f"--format is {form!r}; it must be one of {', '.join(sinks.FORMATS)}")
    by_name = sinks.format_of(path)
    if path.is_dir() or (not path.suffix and not path.exists()) or os.fspath(output).endswith(os.sep):
        form = form or "jsonl"
        path = path / f"records.{form}"
    elif form is None:
        if by_name is None:
            raise OptionError(f"{path}: the ending names no format; add --format {'|'.join(sinks.FORMATS)}")
        form = by_name
    elif form == "jsonl" and by_name == "jsonl.gz":
        form = by_name
    elif by_name not in (None, form):
        raise OptionError(f"{path}: the ending says {by_name}, --format says {form}; make them agree")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: this folder cannot be made ({error.strerror})") from error
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"{path.parent}: you may not write to this folder; choose another name for -o")
    beside = path.parent / path.name
    return Place(
        path,
        form,
        path.parent / FAILURES,
        beside.with_name(f".{path.name}.journal"),
        beside.with_name(f".{path.name}.part"),
    )


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turns the system's errors while writing `path` into `OutputError`."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        reason = "the disk is full; make room and" if full else f"cannot be written ({error.strerror}); then"
        raise OutputError(f"{path}: {reason} run the same command again, what was done is kept") from error
    except sqlite3.Error as error:
        full = "full" in str(error) or "disk I/O" in str(error)
        reason = "the disk is full; make room and" if full else f"cannot be written ({error}); then"
        raise OutputError(f"{path}: {reason} run the same command again, what was done is kept") from error


def write_records(where: Place, planned: Iterable[Planned], *, flat: bool, append: bool) -> None:
    """Write all records in order; the output appears under its name when it is whole.

    Appending is one transaction of the database that stands there.
    """
    appending = append and where.output.exists()
    target = where.output if appending else where.draft
    with trouble(where.output):
        if not appending:
            remove_draft(where)
        sink = sinks.create(where.form, target, flat=flat, append=appending)
        try:
            _fill(sink, planned)
            sink.close()
        except BaseException:
            with suppress(Exception):  # the first error is the one to tell
                sink.abort()
            if not appending:
                remove_draft(where)
            raise
        if not appending:
            _appear(where.draft, where.output)


def _fill(sink: Sink, planned: Iterable[Planned]) -> None:
    for article in planned:
        if article.record is not None and article.key is not None:
            sink.write(Entry(article.name, article.key.hex(), unpack(article.record)))


def write_failures(where: Place, journal: Journal) -> Path | None:
    """Write `failures.jsonl`; without failures there is none, and a former one of this output is removed.

    Several outputs may share a folder. The list is that of the last run that had failures; the journal
    remembers what it wrote, so that a run without any does not take away another's.
    """
    draft = where.failures.with_name(f".{where.failures.name}.part")
    content = blake2b(digest_size=16)
    count = 0
    with trouble(where.failures):
        with draft.open("wb") as file:
            for article in journal.planned():
                if article.failure is not None:
                    line = _failure_line(article.failure)
                    content.update(line)
                    file.write(line)
                    count += 1
            file.flush()
            os.fsync(file.fileno())
        if count:
            journal.note(FAILURES, content.hexdigest())
            _appear(draft, where.failures)
            return where.failures
        draft.unlink()
        if where.failures.exists():
            stands = blake2b(where.failures.read_bytes(), digest_size=16).hexdigest()
            if stands == journal.noted(FAILURES):
                where.failures.unlink()
    return None


def _failure_line(failure: Failure) -> bytes:
    row = {
        "file": failure.file,
        "line": failure.line,
        "id": failure.id,
        "error": failure.code,
        "reason": failure.reason,
    }
    return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _appear(draft: Path, final: Path) -> None:
    draft.replace(final)
    if os.name != "posix":  # pragma: no cover - folders cannot be opened there
        return
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def remove_draft(where: Place) -> None:
    """Remove what an earlier run, or this one, wrote of an output without finishing it."""
    for path in where.draft.parent.glob(f"{escape(where.draft.name)}*"):
        path.unlink(missing_ok=True)
