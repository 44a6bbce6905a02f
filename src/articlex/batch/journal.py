"""What is done: records and failures by content, kept beside the output, so that a run can go on.

The journal is one SQLite file, written by the driving process alone. An entry is keyed by a digest of the
article's bytes and everything else that its record depends on (`digest`); where a file lies or how many
workers ran does not matter. Entries are added in transactions: a kill at any instant costs at most the
entries since the last one, and there is no torn line. The plan (which articles this run is about, in order)
is written anew by each run, in the same file, so the driver's memory does not grow with their number.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from articlex import records
from articlex.engines import Outcome
from articlex.errors import OutputError
from articlex.sources import Failure, Unit

VERSION = 1
"""Layout of the journal; another one is not read but begun anew."""

COMMIT_SECONDS = 0.5
"""Work of at most this time is lost by a kill."""

CACHE_KIB = 8192
"""Pages that SQLite may hold."""

_SCHEMA = """
CREATE TABLE done (
    key BLOB NOT NULL UNIQUE, failure TEXT, id TEXT, claims INTEGER NOT NULL, mentions INTEGER NOT NULL,
    characters INTEGER NOT NULL, record BLOB NOT NULL);
CREATE TABLE plan (
    position INTEGER PRIMARY KEY, key BLOB, failure TEXT, file TEXT NOT NULL, line INTEGER,
    name TEXT NOT NULL);
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


_NAME = "CASE WHEN p.line IS NULL OR d.id IS NULL THEN p.name ELSE p.name || '#' || d.id END"


class Counts(NamedTuple):
    """Totals over the articles of the plan that are done."""

    articles: int
    failed: int
    claims: int
    mentions: int
    characters: int


class Planned(NamedTuple):
    """An article of the plan with what became of it: a packed record or a failure, never both.

    `name` says where it came from: its file, with its id if the file holds several. It is unique in the plan.
    """

    key: bytes | None
    name: str
    failure: Failure | None
    record: bytes | None


def digest(unit: Unit, fingerprint: str, published: date | None) -> bytes:
    """What a unit's record depends on: its bytes, form and default id, rule set, options, schema."""
    shape = [records.SCHEMA, fingerprint, str(published), unit.form, unit.stem]
    head = json.dumps(shape).encode("ascii")
    state = blake2b(len(head).to_bytes(4, "big") + head, digest_size=16)
    state.update(unit.data)
    return state.digest()


class Journal:
    """The journal at a path, open for this process only; `fresh` forgets what is in it.

    Raises `OutputError` if another run has it, if it cannot be written, or if it is damaged.
    """

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        self._changed = 0.0
        with self._told():
            try:
                self._open(fresh)
            except sqlite3.DatabaseError as error:
                if not fresh or isinstance(error, sqlite3.OperationalError):
                    raise
                for ending in ("", "-wal", "-shm"):  # damaged, and nothing in it is wanted
                    path.with_name(path.name + ending).unlink(missing_ok=True)
                self._open(fresh)

    def _open(self, fresh: bool) -> None:
        self._database = sqlite3.connect(self.path, isolation_level=None, timeout=0)
        try:
            self._prepare(fresh)
        except BaseException:
            self._database.close()
            raise

    def _prepare(self, fresh: bool) -> None:
        execute = self._database.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")  # one run at a time; and no shared memory: network disks
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")
        execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        execute("BEGIN IMMEDIATE")
        if execute("PRAGMA user_version").fetchone() != (VERSION,):
            for table in ("done", "plan", "notes"):
                execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA.split(";"):
                execute(statement)
            execute(f"PRAGMA user_version = {VERSION}")
        if fresh:
            execute("DELETE FROM done")
        execute("DELETE FROM plan")
        execute("COMMIT")

    def _told(self) -> _Told:
        return _Told(self.path)

    def forget_failures(self) -> None:
        """Count articles that failed as not done."""
        with self._told():
            self._begin()
            self._database.execute("DELETE FROM done WHERE failure IS NOT NULL")
            self.commit()

    def plan(self, position: int, unit: Unit, key: bytes) -> None:
        """Put a unit at its place in the order."""
        with self._told():
            self._begin()
            self._database.execute(
                "INSERT INTO plan VALUES (?, ?, NULL, ?, ?, ?)",
                (position, key, _stored(unit.file), unit.line, _stored(unit.key)),
            )

    def plan_failure(self, position: int, failure: Failure) -> None:
        """Put an input that gave no unit at its place in the order."""
        with self._told():
            self._begin()
            self._database.execute(
                "INSERT INTO plan VALUES (?, NULL, ?, ?, ?, '')",
                (position, json.dumps(asdict(failure)), _stored(failure.file), failure.line),
            )

    def note(self, name: str, value: str) -> None:
        """Keep a value for the runs to come."""
        with self._told():
            self._begin()
            self._database.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
            self.commit()

    def noted(self, name: str) -> str | None:
        """The value that this run or an earlier one kept."""
        with self._told():
            row = self._database.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def is_done(self, key: bytes) -> tuple[bool, bool]:
        """Whether there is an entry for the key, and whether it is a failure."""
        with self._told():
            row = self._database.execute(
                "SELECT failure IS NOT NULL FROM done WHERE key = ?", (key,)
            ).fetchone()
        return row is not None, bool(row and row[0])

    def add(self, outcome: Outcome) -> None:
        """Enter what became of an article; an entry that stands is kept: equal keys have equal records."""
        failure = None if outcome.failure is None else json.dumps(asdict(outcome.failure))
        values = (outcome.key, failure, outcome.id and _stored(outcome.id), *outcome[4:], outcome.record)
        with self._told():
            self._begin()
            self._database.execute("INSERT OR IGNORE INTO done VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            if monotonic() - self._changed > COMMIT_SECONDS:
                self.commit()

    def _begin(self) -> None:
        if not self._database.in_transaction:
            self._database.execute("BEGIN")
            self._changed = monotonic()

    def commit(self) -> None:
        """Make everything so far survive a kill."""
        with self._told():
            if self._database.in_transaction:
                self._database.execute("COMMIT")

    def counts(self) -> Counts:
        """Totals over the articles of the plan that are done, each as often as it is planned."""
        with self._told():
            row = self._database.execute(
                "SELECT count(d.key) + count(p.failure), count(d.failure) + count(p.failure), "
                "coalesce(sum(d.claims), 0), coalesce(sum(d.mentions), 0), coalesce(sum(d.characters), 0) "
                "FROM plan p LEFT JOIN done d ON d.key = p.key"
            ).fetchone()
        return Counts(*row)

    def planned(self) -> Iterator[Planned]:
        """The plan in its order, each article with what became of it. All of it must be done."""
        with self._told():
            self._name()
            rows = self._database.execute(
                f"SELECT p.key, {_NAME}, r.turn, p.file, p.line, coalesce(p.failure, d.failure), d.record "
                "FROM plan p LEFT JOIN done d ON d.key = p.key "
                "LEFT JOIN repeated r ON r.position = p.position ORDER BY p.position"
            )
            for key, name, turn, file, line, failed, record in rows:
                failure = None if failed is None else Failure(**json.loads(failed)).at(file, line)
                yield Planned(key, name if turn is None else f"{name}~{turn}", failure, record or None)

    def _name(self) -> None:
        """Find names that stand more than once; SQLite does it on disk, however many there are."""
        self._database.execute("DROP TABLE IF EXISTS temp.repeated")
        self._database.execute(
            "CREATE TEMP TABLE repeated AS SELECT position, turn FROM (SELECT p.position, row_number() OVER "
            f"(PARTITION BY {_NAME} ORDER BY p.position) AS turn "
            "FROM plan p LEFT JOIN done d ON d.key = p.key WHERE p.key IS NOT NULL) WHERE turn > 1"
        )
        self._database.execute("CREATE UNIQUE INDEX temp.repeated_position ON repeated (position)")

    def prune(self) -> None:
        """Drop entries that the plan has no use for: older versions of articles, or of the rules."""
        with self._told():
            self._begin()
            self._database.execute(
                "DELETE FROM done WHERE key NOT IN (SELECT key FROM plan WHERE key IS NOT NULL)"
            )
            self.commit()

    def close(self) -> None:
        """Commit and release the file."""
        try:
            self.commit()
        finally:
            self._database.close()


def _stored(text: str) -> str:
    """Text that SQLite can hold: half a surrogate pair has no UTF-8 form."""
    return text.encode("utf-8", "replace").decode("utf-8")


class _Told:
    """Turns SQLite's errors into sentences that say what to do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, sqlite3.Error):
            return
        said = str(error)
        if "locked" in said:
            reason = "another run is writing to this output; wait for it, or choose another name for -o"
        elif "full" in said or "disk I/O" in said:
            reason = "the disk is full; make room and run the same command again to go on"
        elif "unable to open" in said or "readonly" in said:
            reason = "cannot be written; check that the folder exists and that you may write there"
        elif "malformed" in said or "not a database" in said:
            reason = "the journal is damaged; run again with --fresh to begin anew"
        else:
            reason = f"the journal cannot be used ({said})"
        raise OutputError(f"{self._path}: {reason}") from error
