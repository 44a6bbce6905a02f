"""From a unit to its article: decoding, JSON objects, table rows, metadata."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from articlex.errors import InputError
from articlex.model import Article, Repair
from articlex.sources.unit import MAX_ARTICLE_BYTES, Unit, UnitError, decode_text, json_text, malformed
from articlex.text import Decoded

_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "an SQLite database",
    b"\x1f\x8b": "gzip data without the ending .gz",
    b"PAR1": "a Parquet file",
    b"Rar!": "a rar archive",
    b"7z\xbc\xaf": "a 7z archive",
}
"""First bytes of what is often found under a wrong name (from the formats' own specifications)."""


def read(unit: Unit) -> Article:
    """The article of a unit.

    Raises `UnitError` if it is empty, binary, in no Chinese encoding, without a Chinese character, or if its
    JSON has not the form `{"text": ...}`.
    """
    if not unit.data.strip():
        raise UnitError("empty", f"{unit.place}: the file is empty")
    if unit.form == "json":
        article = _from_json(unit)
    elif unit.form == "row":
        article = _from_row(unit)
    else:
        article = _from_text(unit)
    if not _CHINESE.search(article.text):
        raise UnitError(
            "no-chinese", f"{unit.place}: the text holds no Chinese character; is it the right file?"
        )
    return article


_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def _from_text(unit: Unit) -> Article:
    for magic, what in _MAGIC.items():
        if unit.data.startswith(magic):
            raise UnitError("binary", f"{unit.place}: this is {what}, not text; convert it first")
    decoded = decode_text(unit.data, unit.place)
    return Article(
        decoded.text,
        id=unit.stem,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        damage=decoded.damage,
        format=unit.form if unit.form != "text" else None,
    )


def _from_json(unit: Unit) -> Article:
    decoded = json_text(unit.data, unit.place)
    try:
        value = json.loads(decoded.text)
    except ValueError as error:
        raise UnitError("malformed-json", malformed(unit.place, error)) from None
    except RecursionError:
        raise UnitError("malformed-json", f"{unit.place}: JSON nested too deeply for an article") from None
    if not isinstance(value, dict):
        raise UnitError(
            "malformed-json",
            f'{unit.place}: {type(value).__name__} where an object {{"text": ...}} must stand',
        )
    return _from_fields(value, unit, decoded)


def _from_row(unit: Unit) -> Article:
    decoded = decode_text(unit.data, unit.place)
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    try:
        header, row = csv.reader(io.StringIO(decoded.text, newline=""))
    except (ValueError, csv.Error):  # damaged bytes took a quote or line end with them
        raise UnitError("malformed-csv", f"{unit.place}: no readable row; check its encoding") from None
    if len(row) > len(header):
        raise UnitError(
            "malformed-csv",
            f"{unit.place}: {len(row)} cells where the header has {len(header)}; check its quotes",
        )
    names = (name.strip().lower() for name in header)
    return _from_fields({name: cell or None for name, cell in zip(names, row, strict=False)}, unit, decoded)


def _from_fields(fields: Mapping[str, Any], unit: Unit, decoded: Decoded) -> Article:
    """The article of a mapping with the keys id, text, title, published, source, url; only text is needed."""
    text = fields.get("text")
    if not isinstance(text, str):
        what = "no text" if text is None else f"a text that is {type(text).__name__}"
        keys = ", ".join(str(key) for key in list(fields)[:12]) or "no key"
        raise UnitError(
            "no-text", f'{unit.place}: {what} (found {keys}); the article must stand under "text"'
        )
    if not text.strip():
        raise UnitError("empty", f"{unit.place}: the text is empty")
    whole = _LONE_SURROGATE.sub("\ufffd", text)
    return Article(
        whole,
        id=_string(fields, "id", unit) or unit.stem,
        title=_string(fields, "title", unit),
        published=_published(fields.get("published"), unit),
        source=_string(fields, "source", unit),
        url=_string(fields, "url", unit),
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        damage=tuple(Repair("undecodable", m.start(), m.end(), None) for m in re.finditer("\ufffd+", whole)),
    )


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as programs leave it that cut text in the middle of one; it has no UTF-8 form."""


def _string(fields: Mapping[str, Any], name: str, unit: Unit) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool | list | dict):
        raise UnitError("malformed-field", f"{unit.place}: {name} is {value!r:.60}; it must be a string")
    return _LONE_SURROGATE.sub("\ufffd", str(value))


_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$"
)


def _published(value: Any, unit: Unit) -> date | datetime | None:
    if value is None or value == "":
        return None
    try:
        return parse_published(str(value))
    except InputError as error:
        raise UnitError("malformed-field", f"{unit.place}: published: {error}") from None


def parse_published(text: str) -> date | datetime:
    """The date, or date and time, of a publication; separators `-`, `/`, `.` and 年月日 are read.

    >>> parse_published("2024-01-09"), parse_published("2024年1月9日 08:30")
    (datetime.date(2024, 1, 9), datetime.datetime(2024, 1, 9, 8, 30))

    Raises `InputError` for anything else; a date is never guessed.
    """
    match = _MOMENT.match(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day, hour, minute, second, zone = match.groups()
        if hour is None:
            return date(int(year), int(month), int(day))
        zone = "+00:00" if zone == "Z" else zone and f"{zone[:3]}:{zone[-2:]}"
        clock = f"{int(hour):02}:{minute}:{second or '00'}{zone or ''}"
        return datetime.fromisoformat(f"{int(year):04}-{int(month):02}-{int(day):02}T{clock}")
    except ValueError:
        raise InputError(
            f"{text!r} is no date; write it like 2024-01-09 or 2024-01-09T08:30:00+08:00"
        ) from None
