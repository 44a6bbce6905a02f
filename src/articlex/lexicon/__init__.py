"""Word lists of the product: one TSV a list, validated when it is loaded.

A list is a file `NAME.tsv` beside this module. Its first line that is no comment names the columns,
tab-separated; each further line is one entry. Lines that begin with `#` are comments only and say where the
list comes from. A user's folder may hold files of the same names: their entries are added, and an entry with
the same key replaces ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from articlex.errors import LexiconError

HERE = Path(__file__).parent

Entry = Mapping[str, str]


def parse(text: str, name: str) -> list[dict[str, str]]:
    """The entries of a list's text, each a mapping from column to value.

    Raises `LexiconError` naming `name` and the line for a missing header, a wrong number of columns, an
    empty key, or a key that stands twice.
    """
    columns, rows = _rows(text, name)
    return [dict(zip(columns, cells)) for cells in rows]  # noqa: B905 - counted


def _rows(text: str, name: str) -> tuple[Sequence[str], list[list[str]]]:
    """The columns of a list's text and the cells of each entry, checked."""
    columns: list[str] | None = None
    width = 0
    seen: dict[str, int] = {}
    rows: list[list[str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [*map(str.strip, line.split("\t"))]
        if columns is None:
            columns = cells
            width = len(cells)
            continue
        if len(cells) != width:
            raise LexiconError(
                f"{name}:{number}: {len(cells)} columns where the header has {len(columns)}; separate them with tabs"
            )
        key = cells[0]
        if not key:
            raise LexiconError(f"{name}:{number}: the first column is empty; it must hold the word")
        if key in seen:
            raise LexiconError(
                f"{name}:{number}: {key!r} stands already in line {seen[key]}; keep one of the two"
            )
        seen[key] = number
        rows.append(cells)
    if columns is None:
        raise LexiconError(f"{name}: no header line; the first line must name the columns")
    return columns, rows


@cache
def load(name: str, folders: tuple[Path, ...] = ()) -> Sequence[Entry]:
    """All entries of the list `name` (without `.tsv`): ours, then those of the user's `folders`.

    >>> load("units")[0].keys() >= {"unit", "kind"}
    True
    """
    entries: dict[str, dict[str, str]] = {}
    for columns, rows in _files(name, folders):
        entries.update({cells[0]: dict(zip(columns, cells)) for cells in rows})  # noqa: B905 - counted
    return tuple(entries.values())


def pairs(name: str, folders: tuple[Path, ...] = ()) -> dict[str, str]:
    """First and second column of a list as one mapping, for long lists: a fifth of the memory of all entries."""
    out: dict[str, str] = {}
    for _, rows in _files(name, folders):
        out.update({cells[0]: cells[1] for cells in rows})
    return out


def _files(name: str, folders: tuple[Path, ...]) -> Iterator[tuple[Sequence[str], list[list[str]]]]:
    """Columns and rows of each file of a list, ours first; all with the same columns."""
    found = False
    first: Sequence[str] = ()
    for folder in (HERE, *folders):
        path = folder / f"{name}.tsv"
        if not path.is_file():
            continue
        found = True
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise LexiconError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
        columns, rows = _rows(text, str(path))
        if not rows:
            continue
        first = first or columns
        if columns != first:
            raise LexiconError(
                f"{path}: the columns are {', '.join(columns)}; this list has {', '.join(first)}, in this order"
            )
        yield columns, rows
    if not found:
        raise LexiconError(f"no list {name}.tsv in {', '.join(str(f) for f in (HERE, *folders))}")


FIXED = ("text-", "fold", "readings", "number_rules", "agent_rules", "eras", "relative_dates")
"""How the names of lists begin that a user's folder cannot add to: they belong to the reading of any text.
"""


def check_names(folder: Path) -> None:
    """Make sure that each list of a user's `folder` is one that can be added to.

    Raises `LexiconError` naming the file and the nearest list.
    """
    known = sorted(path.stem for path in HERE.glob("*.tsv") if not path.stem.startswith(FIXED))
    for path in sorted(folder.glob("*.tsv")):
        if path.stem not in known:
            near = get_close_matches(path.stem, known, n=1)
            hint = f"did you mean {near[0]}.tsv?" if near else f"lists are {', '.join(known)}"
            raise LexiconError(f"{path}: there is no list of this name to add to; {hint}")


@cache
def fingerprint(folders: tuple[Path, ...] = ()) -> str:
    """A digest of the package's version, its code and all word lists, ours and those of `folders`."""
    import hashlib

    from articlex.version import VERSION

    digest = hashlib.sha256(VERSION.encode())
    for folder in (HERE.parent, *folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".tsv", ".toml") and path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
