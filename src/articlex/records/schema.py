"""The JSON Schema of a record, made from the tables of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from articlex.records.fields import (
    ARTICLE_FIELDS,
    CHANGE_FIELDS,
    CLAIM_FIELDS,
    DAMAGE_FIELDS,
    MENTION_FIELDS,
    SCHEMA,
    Field,
    FieldType,
    Record,
)

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
