"""From an input to its units: walking folders, cutting lines, rows and lists."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO, Any, Literal

from articlex.errors import InputError
from articlex.sources.unit import MAX_ARTICLE_BYTES, Failure, Form, Unit, UnitError, json_text, malformed

FORMS: Mapping[str, Form | Literal["lines", "table"]] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
}
"""Endings of files that hold articles; each may be followed by `.gz`. A folder's other files are not read."""

MAX_LIST_BYTES = 256 * 2**20
"""A JSON list has to be loaded whole and is refused beyond this; JSON Lines have no limit."""


def units(
    path: str | os.PathLike[str], *, exclude: Collection[Path] = (), name: str | None = None
) -> Iterator[Unit | Failure]:
    """The units of a file, a folder or standard input (`-`), in a fixed order.

    `exclude` are resolved paths that a folder's walk passes over (its own output, say). `name` replaces the
    input's own name in the units' keys.
    """
    if os.fspath(path) == "-":
        yield from _stdin_units(sys.stdin.buffer)
        return
    root = Path(path)
    key = name if name is not None else _shown(root.name or root.resolve().name)
    if root.is_dir():
        found = False
        for entry in _walk(root, key, frozenset(exclude)):
            found = True
            if isinstance(entry, Failure):
                yield entry
            else:
                yield from _file_units(*entry)
        if not found:
            endings = " ".join(FORMS)
            reason = (
                f"{_shown(root)}: the folder holds no articles; their names end in {endings} (or these .gz)"
            )
            yield Failure(_shown(root), None, "no-articles", reason)
    else:
        yield from _file_units(root, key)


def count(path: str | os.PathLike[str], *, exclude: Collection[Path] = ()) -> int:
    """How many units and failures `units` would yield; files of one article are not opened for it."""
    root = Path(path)
    if not root.is_dir():
        return _file_count(root)
    entries = _walk(root, "", frozenset(exclude))
    return sum(1 if isinstance(entry, Failure) else _file_count(entry[0]) for entry in entries) or 1


def _file_count(path: Path) -> int:
    form = FORMS.get(_ending(path.name)[1], "text")
    return sum(1 for _ in _file_units(path, "")) if form in ("lines", "table", "json") else 1


def _shown(path: str | os.PathLike[str]) -> str:
    """A path as text: names that are not UTF-8 (archives made on Chinese Windows) are read as GB18030."""
    raw = os.fsencode(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _ending(name: str) -> tuple[str, str]:
    """A file name without its ending, and the ending in lower case without `.gz`."""
    lower = name.lower()
    bare = name[:-3] if lower.endswith(".gz") else name
    stem, dot, ending = bare.rpartition(".")
    return (stem, dot + ending.lower()) if stem else (bare, "")


def _walk(folder: Path, key: str, exclude: frozenset[Path]) -> Iterator[tuple[Path, str] | Failure]:
    """Files with articles below a folder, with keys, depth first, entries sorted by name; no hidden ones."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for name, is_folder in names:
        path = folder / name
        if name.startswith(".") or (exclude and path.resolve() in exclude):
            continue
        if is_folder:
            yield from _walk(path, f"{key}/{_shown(name)}", exclude)
        elif _ending(name)[1] in FORMS and not path.is_dir():  # links to folders could lead in circles
            yield path, f"{key}/{_shown(name)}"


def _unreadable(path: Path, error: OSError | EOFError | zlib.error) -> Failure:
    shown = _shown(path)
    if isinstance(error, FileNotFoundError):
        return Failure(shown, None, "missing", f"{shown}: there is no such file or folder")
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return Failure(
            shown, None, "damaged-gzip", f"{shown}: the gzip data is damaged or cut off; pack it again"
        )
    return Failure(shown, None, "unreadable", f"{shown}: cannot be read ({error.strerror or error})")


def _file_units(path: Path, key: str) -> Iterator[Unit | Failure]:
    """The units of one file; a failure at some point of it ends this file only."""
    stem, ending = _ending(_shown(path.name))
    cut = {"lines": _line_units, "table": _row_units, "json": _json_units}.get(
        FORMS.get(ending, "text"), _whole
    )
    shown = _shown(path)
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b" and path.name.lower().endswith(".gz")
            raw.seek(0)
            file: IO[bytes] = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw  # type: ignore[type-var,assignment,unused-ignore]
            yield from cut(file, Unit(shown, key, None, _form(ending), stem, b""))
    except UnitError as error:
        yield Failure(shown, None, error.code, str(error), stem)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(path, error)


def _form(ending: str) -> Form:
    form = FORMS.get(ending, "text")
    return "json" if form == "lines" else "row" if form == "table" else form


def _cut_out(unit: Unit, data: bytes, line: int | None = None) -> Unit:
    """A unit of the same file; one that shares its file with others has the line in its default id."""
    stem = unit.stem if line is None else f"{unit.stem}:{line}"
    return Unit(unit.file, unit.key, line, unit.form, stem, data)


def _whole(file: IO[bytes], unit: Unit) -> Iterator[Unit | Failure]:
    data = file.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        raise _too_large(unit.file)
    yield _cut_out(unit, data)


def _too_large(place: str) -> UnitError:
    return UnitError(
        "too-large", f"{place}: larger than {MAX_ARTICLE_BYTES // 2**20} MiB; give one article a file or line"
    )


_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def _utf8(file: IO[bytes], unit: Unit) -> IO[bytes]:
    """The file without its mark, or, where it is UTF-16, its UTF-8 form: lines are cut at bytes."""
    head = file.read(2)
    if head not in _UTF16:
        rest = file.read(1) if head == b"\xef\xbb" else b""
        return _Rejoined(b"" if head + rest == b"\xef\xbb\xbf" else head + rest, file)
    data = head + file.read(MAX_LIST_BYTES)
    if len(data) > MAX_LIST_BYTES:
        raise UnitError("too-large", f"{unit.file}: too large for UTF-16; save it as UTF-8")
    return io.BytesIO(data.decode("utf-16", "replace").encode("utf-8"))


class _Rejoined(io.BufferedReader):
    """A stream with some bytes put back in front of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__(_Chain(head, rest), 2**16)


class _Chain(io.RawIOBase):
    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data, self._head = (self._head or self._rest.read(len(buffer)) or b""), b""
        buffer[: len(data)] = data
        return len(data)


def _line_units(file: IO[bytes], unit: Unit) -> Iterator[Unit | Failure]:
    """One unit a line of JSON Lines; empty lines count, but are none."""
    stream = _utf8(file, unit)
    number = 0
    empty = True
    while data := stream.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        if len(data) > MAX_ARTICLE_BYTES:
            while not data.endswith(b"\n") and (data := stream.readline(2**20)):
                pass
            empty = False
            place = f"{unit.file}:{number}"
            yield Failure(unit.file, number, "too-large", str(_too_large(place)), f"{unit.stem}:{number}")
        elif not data.isspace():
            empty = False
            yield _cut_out(unit, data.rstrip(b"\r\n"), number)
    if empty:
        raise UnitError("empty", f"{unit.file}: the file is empty")


def _row_units(file: IO[bytes], unit: Unit) -> Iterator[Unit | Failure]:
    """One unit a row of a CSV file, each with the header row before it.

    The rows are cut as Latin-1, where a character is a byte: quotes, commas and line ends are never part of a
    longer character in UTF-8, GB18030 or Big5. Each unit is decoded when it is read.
    """
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    with closing(io.TextIOWrapper(_utf8(file, unit), "latin-1", newline="")) as text:
        first = text.readline(MAX_ARTICLE_BYTES)
        if not first.strip():
            raise UnitError("empty", f"{unit.file}: the file is empty")
        delimiter = max(",\t;", key=first.count)
        header = next(csv.reader([first], delimiter=delimiter))
        if "text" not in (name.strip().lower() for name in header):
            names = ", ".join(header).encode("latin-1").decode("utf-8", "replace")[:200]
            raise UnitError(
                "no-text", f"{unit.file}:1: no column is named text, only {names}; rename the one"
            )
        rows = csv.reader(text, delimiter=delimiter)
        line = 2
        try:
            for row in rows:
                if any(row):
                    yield _cut_out(unit, _rejoin(header, row), line)
                line = rows.line_num + 2
        except csv.Error as error:
            reason = f"{unit.file}:{line}: no readable CSV from here on ({error}); check its quotes"
            yield Failure(unit.file, line, "malformed-csv", reason, f"{unit.stem}:{line}")
        if line == 2:
            raise UnitError("no-articles", f"{unit.file}: the file holds a header and no rows")


def _rejoin(*rows: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("latin-1")


def _json_units(file: IO[bytes], unit: Unit) -> Iterator[Unit | Failure]:
    """One article, a list of them, or, under a wrong ending, JSON Lines."""
    stream = _utf8(file, unit)
    data = stream.read(MAX_LIST_BYTES + 1)
    if len(data) > MAX_LIST_BYTES:
        raise UnitError(
            "too-large", f"{unit.file}: larger than {MAX_LIST_BYTES // 2**20} MiB; write JSON Lines (.jsonl)"
        )
    if not data.strip():
        raise UnitError("empty", f"{unit.file}: the file is empty")
    if data.lstrip().startswith(b"["):
        yield from _list_units(json_text(data, unit.file).text, unit)
    elif _is_lines(data):
        yield from _line_units(io.BytesIO(data), unit)
    else:
        yield from _whole(io.BytesIO(data), unit)


def _is_lines(data: bytes) -> bool:
    """Whether the first line is a whole JSON object and another line follows."""
    first, _, rest = data.lstrip().partition(b"\n")
    if not rest.strip():
        return False
    try:
        return isinstance(json.loads(json_text(first, "").text), dict)
    except (ValueError, InputError):
        return False


def _list_units(text: str, unit: Unit) -> Iterator[Unit | Failure]:
    """The items of a JSON list, each with the line where it begins."""
    decoder = json.JSONDecoder()
    blank = re.compile(r"[ \t\r\n]*")
    at = text.index("[") + 1
    line, counted, wanted = 1, 0, False
    while True:
        at = blank.match(text, at).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] == "]" and not wanted:
            break
        try:
            _, end = decoder.raw_decode(text, at)
        except ValueError as error:
            yield Failure(
                unit.file, line, "malformed-json", malformed(f"{unit.file}:{line}", error), unit.stem
            )
            return
        yield _cut_out(unit, text[at:end].encode("utf-8", "surrogatepass"), line)
        at = blank.match(text, end).end()  # type: ignore[union-attr]
        wanted = text[at : at + 1] == ","
        at += wanted
        if not wanted and text[at : at + 1] != "]":
            reason = f"{unit.file}:{line}: a comma or ] is missing after this item; the rest cannot be read"
            yield Failure(unit.file, line, "malformed-json", reason, unit.stem)
            return
    if line == 1 and counted == at and not text[text.index("[") + 1 : at].strip():
        raise UnitError("no-articles", f"{unit.file}: the list is empty")


def _stdin_units(file: IO[bytes]) -> Iterator[Unit | Failure]:
    """JSON Lines, a JSON list, or the text of one article, told apart by how it begins."""
    unit = Unit("-", "-", None, "text", "stdin", b"")
    lines = Unit("-", "-", None, "json", "stdin", b"")
    try:
        head = b""
        while not head.strip() and (line := file.readline(MAX_ARTICLE_BYTES)):
            head += line
        stream = _Rejoined(head, file)
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and _is_lines(head + b"\n{}"):
            yield from _line_units(stream, lines)
            return
        if head.lstrip()[:1] in (b"[", b"{"):
            data = stream.read(MAX_LIST_BYTES)
            if _parses(data):
                yield from _json_units(io.BytesIO(data), lines)
                return
            stream = _Rejoined(data, io.BytesIO())
        yield from _whole(stream, unit)
    except UnitError as error:
        yield Failure("-", None, error.code, str(error), unit.stem)


def _parses(data: bytes) -> bool:
    """Whether bytes that begin like JSON are JSON, and not an article that begins with a bracket."""
    try:
        return isinstance(json.loads(json_text(data, "").text), list | dict)
    except (ValueError, InputError):
        return False
