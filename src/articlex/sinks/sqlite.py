"""SQLite: tables articles, claims, mentions and views over them (`articlex.sinks.tables`)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from articlex import records
from articlex.errors import OutputError
from articlex.sinks import Entry, tables

_TYPES = {"offset": "INTEGER", "flag": "INTEGER"}


class SqliteSink:
    """A new database, or with `append` one transaction on that which stands at the path."""

    def __init__(self, path: Path, append: bool = False) -> None:
        self._append = append
        self._database = sqlite3.connect(path, isolation_level=None)
        self._inserts = {
            name: f"INSERT INTO {name} VALUES ({', '.join('?' * len(fields))})"
            for name, fields in tables.TABLES.items()
        }
        try:
            if not append:  # the file gets its name when it is whole, so a journal of its own is not needed
                self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("BEGIN IMMEDIATE")
            if append:
                self._check(path)
            else:
                self._create()
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise _trouble(path, error) from error

    def _create(self) -> None:
        for name, fields in tables.TABLES.items():
            columns = ", ".join(
                f'"{f.name}" {_TYPES.get(f.type, "TEXT")}{"" if f.nullable else " NOT NULL"}' for f in fields
            )
            key = {"articles": "key", "claims": "article, id"}.get(name)
            primary = f", PRIMARY KEY ({key})" if key else ""
            self._database.execute(f"CREATE TABLE {name} ({columns}{primary})")
        self._database.execute("CREATE INDEX mentions_article ON mentions (article)")
        for view in tables.views():
            self._database.execute(view)
        self._database.execute(
            f"CREATE TABLE {tables.PROPERTIES} (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
        )
        self._database.execute(f"INSERT INTO {tables.PROPERTIES} VALUES ('schema', ?)", (records.SCHEMA,))

    def _check(self, path: Path) -> None:
        try:
            row = self._database.execute(
                f"SELECT value FROM {tables.PROPERTIES} WHERE name = 'schema'"
            ).fetchone()
        except sqlite3.OperationalError:
            row = None
        if row != (records.SCHEMA,):
            raise OutputError(
                f"{path}: no database of articlex with schema {records.SCHEMA}; choose another name for -o"
            )

    def write(self, entry: Entry) -> None:
        """Take one record; what stands there with the same digest is left alone, with another replaced."""
        if self._append:
            stands = self._database.execute(
                "SELECT digest FROM articles WHERE key = ?", (entry.key,)
            ).fetchone()
            if stands == (entry.digest,):
                return
            if stands:
                self._database.execute("DELETE FROM articles WHERE key = ?", (entry.key,))
                self._database.execute("DELETE FROM claims WHERE article = ?", (entry.key,))
                self._database.execute("DELETE FROM mentions WHERE article = ?", (entry.key,))
        for name, rows in tables.rows(entry.key, entry.digest, records.loads(entry.line)).items():
            self._database.executemany(self._inserts[name], rows)

    def close(self) -> None:
        """End the transaction: from here on everything is there."""
        self._database.execute("COMMIT")
        self._database.close()

    def abort(self) -> None:
        """Take the transaction back."""
        self._database.close()


def _trouble(path: Path, error: sqlite3.DatabaseError) -> OutputError:
    said = str(error)
    if "locked" in said:
        return OutputError(f"{path}: another program writes to this database; try again when it is done")
    if "not a database" in said or "malformed" in said:
        return OutputError(f"{path}: this is no SQLite database; choose another name for -o")
    return OutputError(f"{path}: cannot be written ({said})")
