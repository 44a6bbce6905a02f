"""Word lists of the product: one TSV a list, validated when it is loaded.

A list is a file `NAME.tsv` beside this module. Its first line that is no comment names the columns,
tab-separated; each further line is one entry. Lines that begin with `#` are comments only and say where the
list comes from. A user's folder may hold files of the same names: their entries are added, and an entry with
the same key replaces ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    columns: list[str] | None = None
    seen: dict[str, int] = {}
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [*map(str.strip, line.split("\t"))]
        if columns is None:
            columns = cells
            continue
        if len(cells) != len(columns):
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
        entries.append(dict(zip(columns, cells)))  # noqa: B905 - counted above
    if columns is None:
        raise LexiconError(f"{name}: no header line; the first line must name the columns")
    return entries


@cache
def load(name: str, folders: tuple[Path, ...] = ()) -> Sequence[Entry]:
    """All entries of the list `name` (without `.tsv`): ours, then those of the user's `folders`.

    >>> load("units")[0].keys() >= {"unit", "kind"}
    True
    """
    entries: dict[str, dict[str, str]] = {}
    found = False
    columns: Sequence[str] = ()
    for folder in (HERE, *folders):
        path = folder / f"{name}.tsv"
        if not path.is_file():
            continue
        found = True
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise LexiconError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
        for entry in parse(text, str(path)):
            columns = columns or tuple(entry)
            if tuple(entry) != tuple(columns):
                raise LexiconError(
                    f"{path}: the columns are {', '.join(entry)}; this list has {', '.join(columns)}, in this order"
                )
            entries[next(iter(entry.values()))] = entry
    if not found:
        raise LexiconError(f"no list {name}.tsv in {', '.join(str(f) for f in (HERE, *folders))}")
    return tuple(entries.values())


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
