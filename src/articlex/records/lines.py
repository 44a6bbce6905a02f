"""Results to records and back, and records to lines of JSON and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

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
    PeriodSource,
    Repair,
    Result,
    Section,
)
from articlex.records.fields import SCHEMA, Record
from articlex.records.values import day, iso, moment, number, parse_number

try:  # three times the speed of json, and the same bytes (tests/test_records.py)
    import orjson as _orjson
except ImportError:  # pragma: no cover - depends on what is installed
    _orjson = None  # type: ignore[assignment,unused-ignore]


def _numbers(span: Claim | Mention) -> tuple[str | None, str | None, str | None]:
    """Value, low and high as records write them; they are one and the same for most spans."""
    value, low, high = span.value, span.low, span.high
    said = number(value)
    return said, said if low is value else number(low), said if high is value else number(high)


def _claim_dict(claim: Claim) -> Record:
    change = claim.change
    value, low, high = _numbers(claim)
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind,
        "value": value,
        "low": low,
        "high": high,
        "bound": claim.bound,
        "unit": claim.unit,
        "predicate": claim.predicate,
        "object": claim.object,
        "agent": claim.agent,
        "period_start": iso(claim.period_start),
        "period_end": iso(claim.period_end),
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
    value, low, high = _numbers(mention)
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "value": value,
        "low": low,
        "high": high,
        "bound": mention.bound,
        "unit": mention.unit,
        "date_start": iso(mention.date_start),
        "date_end": iso(mention.date_end),
        "flagged": mention.flagged,
    }


def to_dict(result: Result) -> Record:
    """The record of a result: plain JSON values, every field present, in the order of `docs/records.md`."""
    article = result.article
    return {
        "schema": SCHEMA,
        "id": article.id,
        "title": article.title,
        "published": iso(article.published),
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
        period_start=day(record["period_start"]),
        period_end=day(record["period_end"]),
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
        date_start=day(record["date_start"]),
        date_end=day(record["date_end"]),
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
                published=moment(record["published"]),
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


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
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
    line = _ENCODER.encode(value)
    try:
        line.encode()  # a fifth of the time of a search for surrogates
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    return line


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
