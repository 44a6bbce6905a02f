"""Files, folders, lines and standard input -> articles.

Reading has two steps, so that a batch can share the work out without loading a folder into memory. `units`
walks an input in a fixed order and cuts it into *units*: the raw bytes of one article with the place they
came from; it holds one unit at a time. `read` turns a unit into an `Article`, in whatever process.
`articles` is both in one.

What cannot be read becomes a `Failure` with file, line and a sentence; the other articles are still read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from articlex.model import Article
from articlex.sources.cutting import FORMS, count, units
from articlex.sources.reading import parse_published, read
from articlex.sources.unit import MAX_ARTICLE_BYTES, Failure, Unit, UnitError, failure

__all__ = [
    "FORMS",
    "MAX_ARTICLE_BYTES",
    "Failure",
    "Unit",
    "UnitError",
    "articles",
    "count",
    "failure",
    "parse_published",
    "read",
    "units",
]


def articles(path: str | os.PathLike[str]) -> Iterator[Article | Failure]:
    """The articles of a file, a folder or standard input (`-`), in a fixed order, and what could not be read.

    Folders are walked to the bottom, entries sorted by name. An article's id is that of its line or object,
    else the name of its file without ending; where a file holds several, the line is added (`news:12`).

    Nothing is raised for bad input: each problem is a `Failure` in its place.
    """
    for unit in units(path):
        if isinstance(unit, Failure):
            yield unit
            continue
        try:
            yield read(unit)
        except UnitError as error:
            yield failure(unit, error)
