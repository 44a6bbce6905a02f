"""Result <-> record: JSON, rows of a table, and the JSON Schema. The only owner of field names.

A record is what stands for one article outside the program: a JSON object whose fields `docs/records.md`
explains. Numbers are strings holding plain decimals ("18000", "4.06") or exact fractions ("1/3"), dates are
ISO. All other forms (CSV, Parquet, SQL, Arrow) are made from the tables of this module, so a field has one
name everywhere; in flat tables the parts of `change` are `change_direction`, `change_basis`, `change_of`.
"""

from __future__ import annotations

from articlex.records.fields import (
    ARTICLE_FIELDS,
    CHANGE_FIELDS,
    CLAIM_FIELDS,
    CSV_COLUMNS,
    DAMAGE_FIELDS,
    FLAT_ARTICLE_FIELDS,
    FLAT_CLAIM_FIELDS,
    MENTION_FIELDS,
    SCHEMA,
    SPAN_FIELDS,
    Field,
    FieldType,
    Record,
)
from articlex.records.lines import dumps, dumps_json, from_dict, loads, to_dict
from articlex.records.rows import article_values, claim_values, csv_rows, mention_values
from articlex.records.schema import json_schema
from articlex.records.values import number, parse_number

__all__ = [
    "ARTICLE_FIELDS",
    "CHANGE_FIELDS",
    "CLAIM_FIELDS",
    "CSV_COLUMNS",
    "DAMAGE_FIELDS",
    "FLAT_ARTICLE_FIELDS",
    "FLAT_CLAIM_FIELDS",
    "MENTION_FIELDS",
    "SCHEMA",
    "SPAN_FIELDS",
    "Field",
    "FieldType",
    "Record",
    "article_values",
    "claim_values",
    "csv_rows",
    "dumps",
    "dumps_json",
    "from_dict",
    "json_schema",
    "loads",
    "mention_values",
    "number",
    "parse_number",
    "to_dict",
]
