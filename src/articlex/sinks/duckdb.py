"""DuckDB: the same tables and views as in SQLite, dates as DATE, lists of names as text."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path
from typing import Any

from articlex import records
from articlex.errors import MissingDependencyError, OutputError
from articlex.sinks import Entry, tables

BATCH = 1000
"""Articles that are handed over at once, as Arrow tables: row by row DuckDB is a hundred times slower."""

MEMORY = "256MB"
"""What DuckDB may hold; beyond it writes to disk. Its own default is most of the machine's memory."""

_TYPES = {"offset": "INTEGER", "flag": "BOOLEAN", "date": "DATE"}


class DuckdbSink:
    """A new database, or with `append` one transaction on that which stands at the path.

    The tables have no primary keys: DuckDB would hold their index in memory, and refuses to insert a key in
    the transaction that deleted it. That no article stands twice is ensured here.
    """

    def __init__(self, path: Path, append: bool = False) -> None:
        try:
            import duckdb
            import pyarrow as pa
        except ImportError:
            raise MissingDependencyError("duckdb is not installed: pip install 'articlex[data]'") from None
        from articlex import arrow

        self._append = append
        self._pa, self._error = pa, duckdb.Error
        self._schemas = {
            name: pa.schema(arrow.arrow_fields(fields, flat=True)) for name, fields in tables.TABLES.items()
        }
        self._columns: dict[str, list[list[Any]]] = {name: [] for name in tables.TABLES}
        self._keys: dict[str, None] = {}
        try:
            self._database = duckdb.connect(str(path), config={"memory_limit": MEMORY, "threads": 1})
        except duckdb.Error as error:
            if _is_full(str(error)):
                raise _as_system_error(error) from error
            said = str(error).splitlines()[0][:200]
            raise OutputError(f"{path}: cannot be opened as a DuckDB database ({said})") from error
        self._database.execute("BEGIN")
        if append:
            self._check(path, duckdb.Error)
        else:
            self._create()

    def _create(self) -> None:
        for name, fields in tables.TABLES.items():
            columns = ", ".join(
                f'"{f.name}" {_TYPES.get(f.type, "VARCHAR")}{"" if f.nullable else " NOT NULL"}'
                for f in fields
            )
            self._database.execute(f"CREATE TABLE {name} ({columns})")
        for view in tables.views():
            self._database.execute(view)
        self._database.execute(f"CREATE TABLE {tables.PROPERTIES} (name VARCHAR, value VARCHAR)")
        self._database.execute(f"INSERT INTO {tables.PROPERTIES} VALUES ('schema', ?)", [records.SCHEMA])

    def _check(self, path: Path, errors: type[Exception]) -> None:
        try:
            found = self._database.execute(
                f"SELECT value FROM {tables.PROPERTIES} WHERE name = 'schema'"
            ).fetchone()
        except errors:
            found = None
        if found != (records.SCHEMA,):
            self._database.close()
            raise OutputError(
                f"{path}: no database of articlex with schema {records.SCHEMA}; choose another name for -o"
            )

    def write(self, entry: Entry) -> None:
        """Take one record; what stands there with the same digest is left alone, with another replaced."""
        if self._append:
            found = self._database.execute(
                "SELECT digest FROM articles WHERE key = ?", [entry.key]
            ).fetchone()
            if found == (entry.digest,):
                return
            if found:
                self._keys[entry.key] = None
        for name, rows in tables.rows(entry.key, entry.digest, records.loads(entry.line)).items():
            self._columns[name].extend(rows)
        if len(self._columns["articles"]) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        try:
            self._insert()
            if not self._append:  # nobody sees the file before it is whole: smaller transactions will do
                self._database.execute("COMMIT")
                self._database.execute("BEGIN")
        except self._error as error:
            raise _as_system_error(error) from error

    def _insert(self) -> None:
        if self._keys:
            keys = list(self._keys)
            self._database.execute("DELETE FROM articles WHERE key IN (SELECT unnest(?))", [keys])
            self._database.execute("DELETE FROM claims WHERE article IN (SELECT unnest(?))", [keys])
            self._database.execute("DELETE FROM mentions WHERE article IN (SELECT unnest(?))", [keys])
            self._keys.clear()
        for name, rows in self._columns.items():
            if rows:
                self._database.register("incoming", self._table(name, rows))
                self._database.execute(f"INSERT INTO {name} SELECT * FROM incoming")
                self._database.unregister("incoming")
                rows.clear()

    def _table(self, name: str, rows: list[list[Any]]) -> Any:
        fields = tables.TABLES[name]
        columns = [list(column) for column in zip(*rows, strict=True)]
        for index, field in enumerate(fields):
            if field.type == "date":
                columns[index] = [
                    None if cell is None else date.fromisoformat(cell) for cell in columns[index]
                ]
        schema = self._schemas[name]
        arrays = [self._pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
        return self._pa.Table.from_arrays(arrays, schema=schema)

    def close(self) -> None:
        """End the transaction and fold DuckDB's own log into the file."""
        self._flush()
        try:
            self._database.execute("COMMIT")
            self._database.execute("CHECKPOINT")
        except self._error as error:
            raise _as_system_error(error) from error
        self._database.close()

    def abort(self) -> None:
        """Take the transaction back."""
        self._database.close()


def _as_system_error(error: Exception) -> OSError:
    """DuckDB's error as the system would tell it: a full disk, or else that writing failed."""
    said = str(error)
    return OSError(errno.ENOSPC if _is_full(said) else errno.EIO, said.splitlines()[0][:200])


def _is_full(said: str) -> bool:
    return any(words in said for words in ("No space left", "File too large", "Disk quota"))
