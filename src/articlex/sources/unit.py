"""The unit of work: the raw bytes of one article, and what can be wrong with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Literal

from articlex.errors import InputError
from articlex.text import Decoded, decode

Form = Literal["text", "html", "markdown", "json", "row"]

MAX_ARTICLE_BYTES = 16 * 2**20
"""One article is refused beyond this: no news article is; a page with all its scripts seldom passes 2 MiB."""


class UnitError(InputError):
    """One unit cannot be read. `code` is a stable word for the reason, for counting and filtering."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code

    def __reduce__(self) -> tuple[type[UnitError], tuple[str, str]]:  # it crosses process borders
        return UnitError, (self.code, str(self))


@dataclass(frozen=True, slots=True)
class Failure:
    """An article or input that could not be read: where it is, a stable code, one sentence on what to do."""

    file: str
    line: int | None
    code: str
    reason: str
    id: str | None = None

    def at(self, file: str, line: int | None) -> Failure:
        """The same failure at another place, where the same bytes lie."""
        if (self.file, self.line) == (file, line):
            return self
        reason = place_of(file, line) + self.reason.removeprefix(place_of(self.file, self.line))
        return replace(self, file=file, line=line, reason=reason)


@dataclass(frozen=True, slots=True)
class Unit:
    """The raw bytes of one article and where they lie.

    `file` is the path as the user knows it, `line` the line where the unit begins if the file holds several.
    `key` names the file independently of where the input lies: its path from the input's own name on.
    `stem` is the id of an article that brings none.
    """

    file: str
    key: str
    line: int | None
    form: Form
    stem: str
    data: bytes

    @property
    def place(self) -> str:
        """`file` or `file:line`, as messages show it."""
        return place_of(self.file, self.line)


def place_of(file: str, line: int | None) -> str:
    """A file, or a line of it, as messages show it."""
    return file if line is None else f"{file}:{line}"


def failure(unit: Unit, error: UnitError, id: str | None = None) -> Failure:
    """The failure of a unit, with its file and line."""
    return Failure(unit.file, unit.line, error.code, str(error), id or unit.stem)


def decode_text(data: bytes, place: str) -> Decoded:
    """The text of bytes in any Chinese encoding; raises `UnitError` if none fits."""
    try:
        return decode(data, name=place)
    except InputError as error:
        raise UnitError(_code(data), str(error)) from error


def _code(data: bytes) -> str:
    """Why bytes were refused: they hold zeros, or are text without Chinese, or no text that we know."""
    if b"\0" in data:
        return "binary"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "undecodable"
    return "no-chinese"


def json_text(data: bytes, place: str) -> Decoded:
    """JSON is UTF-8 by its standard; a line that is not is read like any other text."""
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8", 1.0, ())
    except UnicodeDecodeError:
        return decode_text(data, place)


def malformed(place: str, error: ValueError) -> str:
    """The sentence for text that is no JSON."""
    said = (
        f"{error.msg} at character {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
    )
    return f"{place}: no JSON ({said}); correct the line or leave it out"
