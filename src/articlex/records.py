"""Result <-> record: JSON, rows of a table, and the JSON Schema. The only owner of field names.

A record is what stands for one article outside the program: a JSON object whose fields `docs/records.md`
explains. Numbers are strings holding plain decimals ("18000", "4.06") or exact fractions ("1/3"), dates are
ISO. All other forms (CSV, Parquet, SQL, Arrow) are made from the tables of this module, so a field has one
name everywhere; in flat tables the parts of `change` are `change_direction`, `change_basis`, `change_of`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Literal, NamedTuple, get_args

from articlex.errors import InputError
from articlex.model import (
    Aggregation,
    Article,
    Basis,
    Bound,
    Change,
    Claim,
    Direction,
    Kind,
    Mention,
    Number,
    PeriodSource,
    Repair,
    Result,
    Section,
)

try:  # three times the speed of json, and the same bytes (tests/test_records.py)
    import orjson as _orjson
except ImportError:  # pragma: no cover - depends on what is installed
    _orjson = None  # type: ignore[assignment,unused-ignore]

SCHEMA = "articlex/1"
"""Name and version of the format. It changes when a field is renamed, dropped or means something else."""

Record = dict[str, Any]
"""A record as plain JSON values."""

FieldType = Literal["text", "offset", "decimal", "date", "moment", "flag", "texts"]


class Field(NamedTuple):
    """One field of a record: name, type, whether it may be null, what it says, its values where few."""

    name: str
    type: FieldType
    nullable: bool
    says: str
    choices: tuple[str, ...] = ()


ARTICLE_FIELDS = (
    Field("id", "text", True, "the id given with the article, else the name of its file without the ending"),
    Field("title", "text", True, "the headline"),
    Field("published", "moment", True, "ISO date, or date and time, of publication"),
    Field("source", "text", True, "the medium"),
    Field("editor", "text", True, "the editor named in the article"),
    Field("reporters", "texts", False, "the reporters named in the article"),
    Field("language", "text", True, "zh-Hans or zh-Hant"),
    Field("encoding", "text", True, "the encoding that the bytes were read with"),
    Field("url", "text", True, "the address given with the article"),
)
"""Fields of an article, `damage` excepted (a list of objects with `DAMAGE_FIELDS`)."""

DAMAGE_FIELDS = (
    Field("kind", "text", False, "what had happened to the place"),
    Field("start", "offset", False, "first code point of the place in the original text"),
    Field("end", "offset", False, "code point after the place"),
    Field("restored", "text", True, "the text put in its place; null where it cannot be told"),
)

SPAN_FIELDS = (
    Field("start", "offset", False, "first code point in the original text"),
    Field("end", "offset", False, "code point after the last one"),
    Field("text", "text", False, "the original characters from start to end"),
    Field("kind", "text", False, "what sort of number it is", get_args(Kind)),
    Field("value", "decimal", True, "the number, scale applied; null for ranges and vague numbers"),
    Field("low", "decimal", True, "the least it can be; null where open"),
    Field("high", "decimal", True, "the most it can be; null where open"),
    Field("bound", "text", False, "how the value is bounded", get_args(Bound)),
    Field("unit", "text", False, "the unit in Simplified characters, without scale; may be empty"),
)
"""What claims and mentions have in common."""

MENTION_FIELDS = (
    *SPAN_FIELDS,
    Field(
        "date_start", "date", True, "first day of a date; null where open or unresolved, and on other kinds"
    ),
    Field("date_end", "date", True, "last day of a date, inclusive"),
    Field("flagged", "flag", False, "the number touches a destroyed character, so no value is read from it"),
)

CHANGE_FIELDS = (
    Field("direction", "text", False, "whether the figure rose or fell", get_args(Direction)),
    Field("basis", "text", True, "what it is compared with", get_args(Basis)),
    Field("of", "text", True, "id of the claim that the change qualifies"),
)

CLAIM_FIELDS = (
    Field("id", "text", False, "id of the claim within the article"),
    *SPAN_FIELDS,
    Field("predicate", "text", True, "the verb of which the number is the result or measure"),
    Field("object", "text", True, "what is counted or measured"),
    Field("agent", "text", True, "who did it, or whose figure it is"),
    Field("period_start", "date", True, "first day that the figure covers; null where open or unknown"),
    Field("period_end", "date", True, "last day that the figure covers, inclusive"),
    Field("period_source", "text", True, "where the period was found", get_args(PeriodSource)),
    Field("period_text", "text", True, "the words that name the period"),
    Field("aggregation", "text", False, "how the figure sums up its period", get_args(Aggregation)),
    Field("part_of", "text", True, "id of the claim of which this is a part"),
    Field("same_as", "text", True, "id of the earlier claim that states the same figure"),
    Field("attribution", "text", True, "who says so"),
    Field("section", "text", False, "where in the article it stands", get_args(Section)),
    Field("indicator", "text", True, "canonical name of the figure in its field"),
    Field("rule", "texts", False, "ids of the rules that produced the claim"),
)
"""Fields of a claim, `change` excepted (null, or an object with `CHANGE_FIELDS`)."""

FLAT_CLAIM_FIELDS = (
    *CLAIM_FIELDS[: [f.name for f in CLAIM_FIELDS].index("part_of")],
    *(Field(f"change_{f.name}", f.type, True, f.says, f.choices) for f in CHANGE_FIELDS),
    *CLAIM_FIELDS[[f.name for f in CLAIM_FIELDS].index("part_of") :],
)
"""A claim as one row of a table: `change` unfolded, everything else as in `CLAIM_FIELDS`."""

FLAT_ARTICLE_FIELDS = ("title", "published", "source", "url")
"""What a table of claims repeats of the article, beside its id."""

CSV_COLUMNS = (
    "article",
    *FLAT_ARTICLE_FIELDS,
    *("claim" if f.name == "id" else f.name for f in FLAT_CLAIM_FIELDS),
)
"""Columns of a claims table for spreadsheets: the article's id and metadata, then the claim."""


def number(value: Number | None) -> str | None:
    """A number as records write it: plain, no exponent, no trailing zeros, a fraction only where it must be.

    >>> number(Decimal("1.2E+8")), number(Decimal("4.060")), number(Fraction(1, 3)), number(Fraction(1, 2))
    ('120000000', '4.06', '1/3', '0.5')

    Raises `ValueError` for NaN and infinities, which no article states.
    """
    if value is None:
        return None
    if isinstance(value, Fraction):
        decimal = _finite(value)
        if decimal is None:
            return f"{value.numerator}/{value.denominator}"
        value = decimal
    if not value.is_finite():
        raise ValueError(f"{value} is no number that a record can hold")
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _finite(value: Fraction) -> Decimal | None:
    """The finite decimal equal to the fraction; None if its denominator has a prime other than 2 and 5."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return None
    digits = value.numerator * 10**places // value.denominator
    return Decimal((digits < 0, tuple(int(d) for d in str(abs(digits))), -places))


def parse_number(text: str | None) -> Number | None:
    """The number that a record's string stands for; the inverse of `number`.

    >>> parse_number("1/3"), parse_number("18000")
    (Fraction(1, 3), Decimal('18000'))
    """
    if text is None:
        return None
    try:
        return Fraction(text) if "/" in text else Decimal(text)
    except (ValueError, InvalidOperation, ZeroDivisionError):
        raise InputError(f"{text!r} is no number of a record; write a plain decimal or a fraction") from None


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _claim_dict(claim: Claim) -> Record:
    change = claim.change
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind,
        "value": number(claim.value),
        "low": number(claim.low),
        "high": number(claim.high),
        "bound": claim.bound,
        "unit": claim.unit,
        "predicate": claim.predicate,
        "object": claim.object,
        "agent": claim.agent,
        "period_start": _iso(claim.period_start),
        "period_end": _iso(claim.period_end),
        "period_source": claim.period_source,
        "period_text": claim.period_text,
        "aggregation": claim.aggregation,
        "change": None
        if change is None
        else {"direction": change.direction, "basis": change.basis, "of": change.of},
        "part_of": claim.part_of,
        "same_as": claim.same_as,
        "attribution": claim.attribution,
        "section": claim.section,
        "indicator": claim.indicator,
        "rule": list(claim.rules),
    }


def _mention_dict(mention: Mention) -> Record:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "value": number(mention.value),
        "low": number(mention.low),
        "high": number(mention.high),
        "bound": mention.bound,
        "unit": mention.unit,
        "date_start": _iso(mention.date_start),
        "date_end": _iso(mention.date_end),
        "flagged": mention.flagged,
    }


def to_dict(result: Result) -> Record:
    """The record of a result: plain JSON values, every field present, in the order of `docs/records.md`."""
    article = result.article
    return {
        "schema": SCHEMA,
        "id": article.id,
        "title": article.title,
        "published": _iso(article.published),
        "source": article.source,
        "editor": article.editor,
        "reporters": list(article.reporters),
        "language": article.language,
        "encoding": article.encoding,
        "damage": [
            {"kind": repair.kind, "start": repair.start, "end": repair.end, "restored": repair.restored}
            for repair in article.damage
        ],
        "url": article.url,
        "claims": [_claim_dict(claim) for claim in result.claims],
        "mentions": [_mention_dict(mention) for mention in result.mentions],
    }


def _choice(record: Mapping[str, Any], name: str, choices: tuple[str, ...], nullable: bool = False) -> Any:
    value = record[name]
    if value in choices or (nullable and value is None):
        return value
    raise InputError(f"{name} is {value!r} in a record; it must be one of {', '.join(choices)}")


def _span_values(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "start": record["start"],
        "end": record["end"],
        "text": record["text"],
        "kind": _choice(record, "kind", get_args(Kind)),
        "value": parse_number(record["value"]),
        "low": parse_number(record["low"]),
        "high": parse_number(record["high"]),
        "bound": _choice(record, "bound", get_args(Bound)),
        "unit": record["unit"],
    }


def _read_change(record: Mapping[str, Any] | None) -> Change | None:
    if record is None:
        return None
    return Change(
        direction=_choice(record, "direction", get_args(Direction)),
        basis=_choice(record, "basis", get_args(Basis), nullable=True),
        of=record["of"],
    )


def _read_claim(record: Mapping[str, Any]) -> Claim:
    return Claim(
        id=record["id"],
        **_span_values(record),
        predicate=record["predicate"],
        object=record["object"],
        agent=record["agent"],
        period_start=_day(record["period_start"]),
        period_end=_day(record["period_end"]),
        period_source=_choice(record, "period_source", get_args(PeriodSource), nullable=True),
        period_text=record["period_text"],
        aggregation=_choice(record, "aggregation", get_args(Aggregation)),
        change=_read_change(record["change"]),
        part_of=record["part_of"],
        same_as=record["same_as"],
        attribution=record["attribution"],
        section=_choice(record, "section", get_args(Section)),
        indicator=record["indicator"],
        rules=tuple(record["rule"]),
    )


def _read_mention(record: Mapping[str, Any]) -> Mention:
    return Mention(
        **_span_values(record),
        date_start=_day(record["date_start"]),
        date_end=_day(record["date_end"]),
        flagged=record["flagged"],
    )


def from_dict(record: Mapping[str, Any], text: str = "") -> Result:
    """The result that a record was made from; `to_dict(from_dict(record)) == record`.

    A record does not hold the article's text: give it as `text` where it is wanted. What the record leaves
    out (rules of mentions, spans of their parts, the trace) has its default.

    Raises `InputError` for another schema, a missing field or a value that the field cannot have.
    """
    schema = record.get("schema")
    if schema != SCHEMA:
        raise InputError(
            f"the record's schema is {schema!r}, this version reads {SCHEMA!r}; extract the article again"
        )
    try:
        return Result(
            article=Article(
                text=text,
                id=record["id"],
                title=record["title"],
                published=_moment(record["published"]),
                source=record["source"],
                editor=record["editor"],
                reporters=tuple(record["reporters"]),
                language=record["language"],
                encoding=record["encoding"],
                url=record["url"],
                damage=tuple(
                    Repair(kind=d["kind"], start=d["start"], end=d["end"], restored=d["restored"])
                    for d in record["damage"]
                ),
            ),
            claims=tuple(_read_claim(claim) for claim in record["claims"]),
            mentions=tuple(_read_mention(mention) for mention in record["mentions"]),
        )
    except KeyError as error:
        raise InputError(f"the record has no field {error.args[0]!r}; it is not complete") from None
    except (TypeError, ValueError) as error:
        raise InputError(f"the record has a field of the wrong form: {error}") from None


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps_json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """One line of JSON without a line end: characters as they are, no spaces; the same without orjson.

    Half a surrogate pair, which is no character and has no UTF-8 form, is written as its `\\uXXXX` escape.
    """
    if _orjson is not None:
        try:
            return str(_orjson.dumps(value), "utf-8")
        except TypeError:  # a lone surrogate; json refuses whatever else is wrong with the same class
            pass
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def dumps(result: Result) -> str:
    """The record of a result as one line of JSON, without a line end."""
    return dumps_json(to_dict(result))


def loads(line: str | bytes) -> Record:
    """The record that stands in a line of JSON, as plain values.

    Raises `InputError` if the line is no JSON object of our schema.
    """
    try:
        record = json.loads(line) if _orjson is None else _orjson.loads(line)
    except ValueError as error:
        raise InputError(f"the line is no JSON: {error}") from None
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise InputError(
            f"the line is no record of schema {SCHEMA!r}; `articlex extract` and `articlex batch` write them"
        )
    return record


def article_values(record: Mapping[str, Any]) -> list[Any]:
    """The article's fields in the order of `ARTICLE_FIELDS`; lists are joined by a space."""
    return [_cell(record[field.name]) for field in ARTICLE_FIELDS]


def claim_values(claim: Mapping[str, Any]) -> list[Any]:
    """A claim's fields in the order of `FLAT_CLAIM_FIELDS`: `change` unfolded, lists joined by a space."""
    change = claim["change"] or {}
    flat = {f"change_{field.name}": change.get(field.name) for field in CHANGE_FIELDS}
    return [_cell(flat[f.name] if f.name in flat else claim[f.name]) for f in FLAT_CLAIM_FIELDS]


def mention_values(mention: Mapping[str, Any]) -> list[Any]:
    """A mention's fields in the order of `MENTION_FIELDS`."""
    return [mention[field.name] for field in MENTION_FIELDS]


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def csv_rows(result: Result | Mapping[str, Any]) -> Iterator[list[str]]:
    """The claims of a result (or of its record) as rows of `CSV_COLUMNS`; nulls are empty cells.

    A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
    return) gets an apostrophe in front: a headline must not be able to run code in the reader's spreadsheet.
    Numbers keep their sign. An article without claims has no row.
    """
    record = to_dict(result) if isinstance(result, Result) else result
    head = [_safe(record["id"]), *(_safe(record[name]) for name in FLAT_ARTICLE_FIELDS)]
    for claim in record["claims"]:
        cells = zip(FLAT_CLAIM_FIELDS, claim_values(claim), strict=True)
        yield head + [
            _safe(value) if field.type in ("text", "texts") else _plain(value) for field, value in cells
        ]


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _safe(value: Any) -> str:
    text = _plain(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


_JSON_TYPES: dict[FieldType, Record] = {
    "text": {"type": "string"},
    "offset": {"type": "integer", "minimum": 0},
    "decimal": {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9]|/[1-9][0-9]*)?$"},
    "date": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "moment": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.+-]+)?$"},
    "flag": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
}


def _property(field: Field) -> Record:
    schema = dict(_JSON_TYPES[field.type])
    if field.choices:
        schema["enum"] = [*field.choices, None] if field.nullable else list(field.choices)
    if field.nullable:
        schema["type"] = [schema["type"], "null"]
    return {**schema, "description": field.says}


def _object(fields: Sequence[Field], extra: Mapping[str, Record] | None = None) -> Record:
    properties = {field.name: _property(field) for field in fields} | dict(extra or {})
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def json_schema() -> Record:
    """The JSON Schema (draft 2020-12) of a record: of a line of `articlex extract --format jsonl`."""
    change = {
        "anyOf": [{"type": "null"}, {"$ref": "#/$defs/change"}],
        "description": "how the figure rose or fell",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{SCHEMA}: the numeric claims of one article",
        **_object(
            ARTICLE_FIELDS,
            {
                "schema": {"const": SCHEMA, "description": "name and version of this format"},
                "damage": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/damage"},
                    "description": "repaired places",
                },
                "claims": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/claim"},
                    "description": "what numbers say",
                },
                "mentions": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/mention"},
                    "description": "all numbers",
                },
            },
        ),
        "$defs": {
            "damage": _object(DAMAGE_FIELDS),
            "mention": _object(MENTION_FIELDS),
            "change": _object(CHANGE_FIELDS),
            "claim": _object(CLAIM_FIELDS, {"change": change}),
        },
    }
